// What the reader can do with JavaScript beyond what links do: copy a citation, keep the place
// when the language changes, and tell where in the contents one is.

const said = document.getElementById('said');

async function copy(button) {
  const citation = button.closest('.citation').querySelector('cite').textContent.trim();
  let text = said.dataset.copied.replace('%s', citation);
  try {
    await navigator.clipboard.writeText(citation);
  } catch {
    text = said.dataset.failed;
    getSelection().selectAllChildren(button.closest('.citation').querySelector('cite'));
  }
  said.textContent = text;
}

for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

const links = [...document.querySelectorAll('a[data-keep]')];

function place() {
  const named = decodeURIComponent(location.hash.slice(1));
  return document.getElementById(named) ? named : new URLSearchParams(location.search).get('p');
}

function keepPlace() {
  const at = place();
  for (const link of links) link.hash = at ?? '';
}

addEventListener('hashchange', keepPlace);
keepPlace();

// A cited paragraph is shown although its address has no fragment.
if (!location.hash) document.querySelector('.passage.cited, tr.cited, li.cited')?.scrollIntoView();

const entries = new Map();
for (const link of document.querySelectorAll('#contents a')) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}

function showCurrent() {
  let current = null;
  for (const heading of entries.keys()) {
    if (heading.getBoundingClientRect().top < innerHeight / 3) current = heading;
  }
  for (const [heading, link] of entries) {
    if (heading === current) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
}

let waiting = false;
addEventListener('scroll', () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; showCurrent(); });
}, { passive: true });
showCurrent();
