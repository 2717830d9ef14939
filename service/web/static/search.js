// What the search page can do beyond plain HTML: say that it is searching, keep addresses short,
// copy a citation. The page works without it.

const form = document.querySelector("form.ask");
const progress = document.getElementById("progress");

form?.addEventListener("submit", () => {
  // Empty fields would only make the address long that people share.
  for (const field of form.elements) {
    if (field.name && field.type !== "submit" && !field.value) field.disabled = true;
  }
  form.setAttribute("aria-busy", "true");
  progress.textContent = form.dataset.searching;
});

// Back from the answer: the page is shown as it was left.
addEventListener("pageshow", () => {
  for (const field of form?.elements ?? []) field.disabled = false;
  form?.removeAttribute("aria-busy");
  if (progress) progress.textContent = "";
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    progress.textContent = `${button.dataset.copied}: ${button.dataset.copy}`;
  });
}
