// <script type="module" src="…/widget.js"></script> <wipo-chat meeting="CDIP/30" lang="ar">
import { OWN, WipoChat } from "./element.js";

/**
 * Define the element as `wipo-chat`. Where a page has another element of that name, ours takes
 * the name `wipo-rag-chat`, and the place of those that name a meeting or a language.
 */
function define() {
  const taken = customElements.get("wipo-chat");
  if (taken?.[OWN]) return;
  if (!taken) {
    customElements.define("wipo-chat", WipoChat);
    return;
  }
  if (!customElements.get("wipo-rag-chat")) customElements.define("wipo-rag-chat", WipoChat);
  for (const other of document.querySelectorAll("wipo-chat[meeting], wipo-chat[lang]")) {
    const ours = document.createElement("wipo-rag-chat");
    for (const { name, value } of other.attributes) ours.setAttribute(name, value);
    ours.append(...other.childNodes);
    other.replaceWith(ours);
  }
}

define();
