// The element itself: where a question is written, and the conversation above it.
import { Turn } from "./answer.js";
import { h, icon } from "./elements.js";
import { Service, Trouble } from "./service.js";
import { styleSheet } from "./style.js";
import { Words } from "./words.js";

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const HOME = new URL("./", import.meta.url).href;
const WORTH_LOOKING_FURTHER = ["not_in_documents", "out_of_scope"];
const REMEMBERED = 6;
const HEARD = 700;
const OWN = Symbol.for("wipo-rag.chat");
let labels = 0;

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
    return text && this.words && !this.running ? this.begin(text) : Promise.resolve();
  }

  /** Stop the answer that is coming. */
  stop() {
    this.running?.abort();
  }

  /** Begin a new conversation. */
  clear() {
    this.stop();
    this.turns = [];
    this.log.replaceChildren();
    this.log.hidden = true;
    this.renew.hidden = true;
    this.empty.hidden = false;
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
    const id = `t${(labels += 1)}`;
    const panelled = this.getAttribute("mode") === "panel";
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
      this.header(title, id, panelled),
      h("p", { class: "notice", part: "notice" }, [words.say("notice"), words.say("privacy")].join(words.language === "zh" ? "" : " ")),
      this.log,
      this.examples(),
      this.composer(),
      this.status,
    );
    const root = h("div", { class: "root", part: "root", lang: words.language, dir: words.direction });
    root.append(...(panelled ? this.panelled(section, title) : [section]));
    for (const typed of ["keydown", "keyup", "keypress"]) root.addEventListener(typed, ownKeys);
    this.shadowRoot.replaceChildren(root);
    this.label();
  }

  /** Return the tag of a heading of ours that stands so far below the first of them. */
  headingTag(below) {
    const level = Number.parseInt(this.getAttribute("level") ?? "", 10) || 2;
    return `h${Math.min(6, Math.max(1, level) + below)}`;
  }

  header(title, id, panelled) {
    const { words } = this;
    const tool = (name, act) =>
      h("button", { type: "button", class: "tool", "aria-label": words.say(name), title: words.say(name), on: { click: act } }, icon(name));
    this.renew = tool("new", () => {
      this.clear();
      this.input.focus();
    });
    this.renew.hidden = true;
    this.scopeLabel = h("span", { class: "scope", part: "scope" });
    const heading = h("div", { class: "heading" }, h(this.headingTag(0), { id, class: "name", part: "title" }, title), this.scopeLabel);
    const close = panelled ? tool("close", () => this.close()) : null;
    return h("header", { part: "header" }, heading, this.renew, close);
  }

  examples() {
    const { words } = this;
    const buttons = ["decided", "projects", "deadline"].map((name) => {
      const question = words.say(`example_${name}`);
      const ask = () => {
        this.input.focus();
        this.ask(question);
      };
      return h("button", { type: "button", class: "example", part: "example", on: { click: ask } }, question);
    });
    const id = `t${(labels += 1)}`;
    this.empty = h(
      "div",
      { class: "empty", hidden: this.getAttribute("examples") === "no" },
      h(this.headingTag(1), { id, class: "about" }, words.say("examples")),
      h("div", { class: "examples", role: "group", "aria-labelledby": id }, ...buttons),
    );
    return this.empty;
  }

  composer() {
    const { words } = this;
    const id = `t${(labels += 1)}`;
    this.input = h("textarea", {
      id, part: "input", rows: "1", dir: "auto", maxlength: "2000", autocomplete: "off",
      enterkeyhint: "send", "aria-describedby": `${id}h`,
    });
    this.sendLabel = h("span", null, words.say("send"));
    this.send = h("button", { type: "submit", class: "send", part: "send" }, icon("ask"), this.sendLabel);
    const form = h(
      "form",
      { class: "composer", part: "composer", novalidate: true },
      h("label", { for: id }, words.say("label")),
      h("div", { class: "line" }, this.input, this.send),
      h("p", { class: "hint", id: `${id}h` }, words.say("hint")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener("focusin", () => this.resolve(), { once: true });
    this.input.addEventListener("keydown", (event) => {
      // Input methods take Enter for themselves while something is being composed.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        if (!this.running) this.submit();
      } else if (event.key === "Escape" && this.running) {
        event.stopPropagation();
        event.preventDefault();
        this.stop();
      }
    });
    return form;
  }

  panelled(section, title) {
    const open = this.dialog?.open;
    this.dialog = h("dialog", { "aria-label": title }, section);
    this.launcher = h(
      "button",
      {
        type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog",
        "aria-expanded": "false", on: { click: () => (this.dialog.open ? this.close() : this.open()) },
      },
      icon("chat"),
      title,
    );
    this.dialog.addEventListener("close", () => {
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.focus();
      this.tell("close");
    });
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) this.close();
    });
    if (open) queueMicrotask(() => this.open());
    return [this.launcher, this.dialog];
  }

  // --- asking ---

  submit() {
    if (this.running) {
      // A second click on the same button means the first.
      if (performance.now() - this.started > 400) this.stop();
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
    return this.run(turn, false);
  }

  /** Ask the question of `turn` again; `everywhere`: not only of the documents of the meeting. */
  repeat(turn, everywhere = false) {
    if (this.running) return;
    this.input.focus(); // the button that was pressed is about to go
    turn.reset();
    this.run(turn, everywhere);
  }

  async run(turn, everywhere) {
    const running = (this.running = new AbortController());
    this.started = performance.now();
    this.busy(true);
    try {
      const answer = await this.answered(turn, everywhere, running.signal);
      const { id, abstained, reason, citations } = answer;
      this.say(heard(`${this.words.say("answer")}: ${turn.heard()}`, this.words), answer.language);
      this.tell("answer", { id, abstained, reason, citations: citations.map(({ key }) => key) });
    } catch (error) {
      if (running.signal.aborted) this.stopped(turn);
      else this.failed(turn, error);
    } finally {
      clearTimeout(this.finding);
      if (this.running === running) this.running = null;
      this.busy(false);
    }
  }

  async answered(turn, everywhere, signal) {
    const { words } = this;
    const name = this.getAttribute("meeting");
    if (name && !this.scope) turn.progress([words.say("searching")]);
    const scope = await this.resolve();
    signal.throwIfAborted();
    const within = !everywhere && scope?.found !== "none" && scope ? scope : null;
    const meeting = () => h("bdi", { dir: "ltr" }, scope.name);
    const searching = within ? "searching_in" : "searching";
    turn.progress(words.tell(searching, { meeting: within && meeting() }));
    this.say(words.say(searching, { meeting: within?.name }));
    let answer = await this.listen(turn, within?.filters, signal, true);
    let before = scope?.found === "none" ? words.tell("scope_none", { meeting: meeting() }) : null;
    const nothing = answer.abstained && WORTH_LOOKING_FURTHER.includes(answer.reason);
    const further = this.getAttribute("beyond") !== "no";
    if (within && nothing && further) {
      clearTimeout(this.finding);
      turn.progress(words.tell("beyond", { meeting: meeting() }));
      this.say(words.say("beyond", { meeting: within.name }));
      answer = await this.listen(turn, undefined, signal, false);
      before = answer.abstained ? null : words.tell("beyond_told", { meeting: meeting() });
    } else if (everywhere && scope && !answer.abstained) {
      before = words.tell("beyond_told", { meeting: meeting() });
    }
    turn.finish(answer, before);
    if (within && nothing && !further) turn.offer();
    return answer;
  }

  /** Ask, tell what comes, and return the whole answer. */
  async listen(turn, filters, signal, first) {
    const body = { question: turn.question, history: this.history(turn) };
    if (filters) body.filters = filters;
    for await (const { name, data } of this.service.ask(body, signal)) {
      signal.throwIfAborted();
      if (name === "retrieved") {
        const count = data.length;
        turn.retrieved(data);
        this.tell("sources", { count });
        // Who listens need not hear of it if the answer is there at once.
        if (first) this.finding = setTimeout(() => this.say(this.words.say("found", { count })), 400);
      } else if (name === "statement") {
        turn.statement(data);
      } else if (name === "done") {
        clearTimeout(this.finding);
        return data;
      }
    }
    throw new Trouble("broken");
  }

  history(turn) {
    const before = this.turns.slice(0, this.turns.indexOf(turn)).filter(({ answer }) => answer);
    return before.slice(-REMEMBERED).map(({ question, answer }) => ({
      question,
      citations: [...new Set(answer.citations.map(({ key }) => key))].slice(0, 20),
    }));
  }

  /** Return which documents are those of the meeting; null if the page names none. */
  resolve() {
    const name = this.getAttribute("meeting")?.trim();
    if (!name) return Promise.resolve(null);
    if (!this.scope) {
      const scope = this.service.meeting(name);
      this.scope = scope;
      scope.then(
        (found) => this.scope === scope && this.label(found),
        () => this.scope === scope && (this.scope = null),
      );
    }
    return this.scope;
  }

  label(scope) {
    const name = scope?.name ?? this.getAttribute("meeting")?.trim();
    const meeting = h("bdi", { dir: "ltr" }, name ?? "");
    const known = name && scope?.found !== "none";
    this.scopeLabel.replaceChildren(...this.words.tell(known ? "scope" : "scope_all", { meeting }));
  }

  stopped(turn) {
    turn.cut("stopped");
    this.say(this.words.say("stopped"));
    this.tell("stop");
  }

  failed(turn, error) {
    const trouble = error instanceof Trouble ? error : new Trouble("internal");
    const { status, code, id, wait } = trouble;
    if (!(error instanceof Trouble)) console.error(error);
    if (code === "broken") turn.cut("broken");
    else if (status === 429) turn.failed("wait", {}, Math.min(wait || 5, 3600));
    else if (status === 503) turn.failed("errors.busy", {});
    else if (status === 403) turn.failed("errors.refused", {});
    else if (code === "network") turn.failed("errors.network", {});
    else turn.failed("errors.server", { id: id || String(status) });
    this.say(turn.state.firstChild.textContent);
    this.tell("error", { code, status, id });
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

function heard(text, words) {
  if (text.length <= HEARD) return text;
  return `${text.slice(0, HEARD).replace(/\S*$/u, "")}… ${words.say("more")}`;
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

/** Keys that are typed here are not shortcuts of the page. */
function ownKeys(event) {
  if (event.target.matches?.("textarea, input")) event.stopPropagation();
}

/**
 * Define the element as `wipo-chat`. Where a page has another element of that name, ours takes
 * the name `wipo-rag-chat`, and the place of those that name a meeting or a language.
 */
export function define() {
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
