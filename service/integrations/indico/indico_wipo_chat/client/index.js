// Loads the widget where the page of an event has one. It comes from Indico's own address.
import './style.css';

function load() {
  const chat = document.querySelector('wipo-chat[data-script]');
  if (chat) {
    import(/* webpackIgnore: true */ chat.dataset.script);
  }
}

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', load);
} else {
  load();
}
