// The element itself: where a question is written, and the conversation above it.
import { Turn } from "./answer.js";
import { Asking } from "./asking.js";
import { h, icon } from "./elements.js";
import { composer, examples, header, label, ownKeys, panelled } from "./layout.js";
import { Service } from "./service.js";
import { styleSheet } from "./style.js";
import { Words } from "./words.js";

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const HOME = new URL("./", import.meta.url).href;
/** Marks an element as ours, whichever copy of this script has defined it. */
export const OWN = Symbol.for("wipo-rag.chat");

/** `<wipo-chat>`. Its attributes, events, parts and properties stand in the README. */
export class WipoChat extends HTMLElement {
  static [OWN] = true;
  static observedAttributes = ["lang", "meeting", "mode", "heading", "level", "api", "reader"];

  constructor() {
    super();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    // Until everything is here, and for ever if it cannot be had, what the page put inside stands.
    root.append(h("slot"));
    this.turns = [];
    this.asking = new Asking(this);
    this.made = 0;
    this.printing = () => this.turns.forEach((turn) => turn.sources.fill());
  }

  connectedCallback() {
    window.addEventListener("beforeprint", this.printing);
    this.build();
  }

  disconnectedCallback() {
    window.removeEventListener("beforeprint", this.printing);
    this.stop();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after && this.isConnected && this.words) this.build();
  }

  // --- for the page ---

  /** Ask a question as if it had been written. */
  ask(question) {
    const text = String(question ?? "").trim();
    return text && this.words && !this.asking.running ? this.begin(text) : Promise.resolve();
  }

  /** Stop the answer that is coming. */
  stop() {
    this.asking.stop();
  }

  /** Begin a new conversation. */
  clear() {
    this.stop();
    this.turns = [];
    this.log.replaceChildren();
    this.log.hidden = true;
    this.renew.hidden = true;
    this.empty.hidden = this.getAttribute("examples") === "no";
    this.status.replaceChildren();
  }

  /** Open the panel; `mode="panel"` only. */
  open() {
    if (!this.dialog || this.dialog.open) return;
    // On a small screen there is nothing beside it to work with.
    if (matchMedia("(max-width: 37.5em)").matches) this.dialog.showModal();
    else this.dialog.show();
    this.launcher.setAttribute("aria-expanded", "true");
    this.input.focus();
    this.tell("open");
  }

  /** Close the panel. */
  close() {
    this.dialog?.close();
  }

  /** Tell the page what happened. No event holds the words of a question or an answer. */
  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`wipo-chat-${name}`, { detail, bubbles: true, composed: true }));
  }

  // --- what it is made of ---

  async build() {
    const made = ++this.made;
    this.stop();
    this.service = new Service(addressOf(this.getAttribute("api"), HOME));
    this.reader = addressOf(this.getAttribute("reader"), this.service.base);
    this.scope = null;
    let table;
    try {
      table = await this.service.texts(languageOf(this));
    } catch (error) {
      this.tell("error", { code: error.code || "network" });
      return;
    }
    if (made !== this.made) return; // built again meanwhile
    this.words = new Words(table);
    this.turns = [];
    this.lay();
    this.tell("ready", { language: this.words.language });
  }

  lay() {
    const { words } = this;
    const title = this.getAttribute("heading") || words.say("title");
    const id = label();
    const inPanel = this.getAttribute("mode") === "panel";
    this.log = h("div", {
      class: "log", part: "log", role: "log", "aria-live": "off",
      "aria-label": words.say("log"), hidden: true,
    });
    // What scrolls must be reached with the keyboard; what does not, need not.
    this.sizes?.disconnect();
    this.sizes = new ResizeObserver(() => {
      const scrolls = getComputedStyle(this.log).overflowY !== "visible";
      this.log.tabIndex = scrolls && this.log.scrollHeight > this.log.clientHeight ? 0 : -1;
    });
    this.sizes.observe(this.log);
    this.status = h("div", { class: "unseen", role: "status" });
    const section = h(
      "section",
      { class: "panel", part: "panel", "aria-labelledby": id },
      header(this, title, id, inPanel),
      h("p", { class: "notice", part: "notice" }, [words.say("notice"), words.say("privacy")].join(words.language === "zh" ? "" : " ")),
      this.log,
      examples(this),
      composer(this),
      this.status,
    );
    const root = h("div", { class: "root", part: "root", lang: words.language, dir: words.direction });
    root.append(...(inPanel ? panelled(this, section, title) : [section]));
    for (const typed of ["keydown", "keyup", "keypress"]) root.addEventListener(typed, ownKeys);
    this.shadowRoot.replaceChildren(root);
    this.showScope();
  }

  /** Return the tag of a heading of ours that stands so far below the first of them. */
  headingTag(below) {
    const level = Number.parseInt(this.getAttribute("level") ?? "", 10) || 2;
    return `h${Math.min(6, Math.max(1, level) + below)}`;
  }

  // --- asking ---

  submit() {
    if (this.asking.running) {
      // A second click on the same button means the first.
      if (this.asking.since(400)) this.stop();
      return;
    }
    const question = this.input.value.trim();
    if (!question) {
      this.input.focus();
      return;
    }
    this.input.value = "";
    this.begin(question);
  }

  begin(question) {
    const turn = new Turn(question, this);
    this.turns.push(turn);
    this.log.append(turn.element);
    this.sizes.observe(turn.element);
    this.log.hidden = false;
    this.renew.hidden = false;
    this.empty.hidden = true;
    this.log.scrollTop = turn.element.offsetTop - 16;
    this.tell("question", { turn: this.turns.length });
    return this.asking.run(turn, false);
  }

  /** Ask the question of `turn` again; `everywhere`: not only of the documents of the meeting. */
  repeat(turn, everywhere = false) {
    if (this.asking.running) return;
    this.input.focus(); // the button that was pressed is about to go
    turn.reset();
    this.asking.run(turn, everywhere);
  }

  /** Return which documents are those of the meeting; null if the page names none. */
  resolve() {
    const name = this.getAttribute("meeting")?.trim();
    if (!name) return Promise.resolve(null);
    if (!this.scope) {
      const scope = this.service.meeting(name);
      this.scope = scope;
      scope.then(
        (found) => this.scope === scope && this.showScope(found),
        () => this.scope === scope && (this.scope = null),
      );
    }
    return this.scope;
  }

  /** Say in the head which documents are asked. */
  showScope(scope) {
    const name = scope?.name ?? this.getAttribute("meeting")?.trim();
    const meeting = h("bdi", { dir: "ltr" }, name ?? "");
    const known = name && scope?.found !== "none";
    this.scopeLabel.replaceChildren(...this.words.tell(known ? "scope" : "scope_all", { meeting }));
  }

  busy(is) {
    const { words } = this;
    this.log.setAttribute("aria-busy", String(is));
    this.sendLabel.textContent = words.say(is ? "stop" : "send");
    this.send.querySelector(".icon").replaceWith(icon(is ? "stop" : "ask"));
  }

  /** Tell those who listen. One change each, and few of them: an answer is told once. */
  say(text, language = this.words.language) {
    this.status.replaceChildren(h("span", { lang: language }, text));
  }
}

/** Return the language of the widget: its own, else that of what it stands in, else English. */
function languageOf(element) {
  const named = element.closest("[lang]")?.getAttribute("lang") ?? "";
  const primary = named.toLowerCase().split("-")[0];
  return LANGUAGES.includes(primary) ? primary : "en";
}

function addressOf(given, otherwise) {
  if (!given) return otherwise;
  try {
    const address = new URL(given.endsWith("/") ? given : `${given}/`, document.baseURI);
    return /^https?:$/.test(address.protocol) ? address.href : otherwise;
  } catch {
    return otherwise;
  }
}
