// One question with its answer, as it comes: what is searched, what is told, on whose word.
import { h, unseen } from "./elements.js";
import { Feedback } from "./feedback.js";
import { quoting, running } from "./isolates.js";
import { Sources } from "./sources.js";
import { directionOf } from "./words.js";

/** A turn of the conversation. `host` is the widget. */
export class Turn {
  constructor(question, host) {
    this.question = question;
    this.host = host;
    const { words } = host;
    this.paragraphs = [];
    this.state = h("div", { class: "state" });
    this.told = h("div", { class: "told" });
    this.sources = new Sources(host);
    this.foot = h("div", { class: "foot" });
    this.element = h(
      "article",
      { class: "turn", part: "turn", "aria-label": words.say("answer") },
      h(
        host.headingTag(1),
        { class: "question", part: "question", dir: "auto" },
        unseen(`${words.say("asked")}: `),
        question,
      ),
      h("div", { class: "answer", part: "answer" }, this.told, this.state, this.sources.element),
      this.foot,
    );
  }

  /** Say what goes on. */
  progress(nodes) {
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.state.className = "state";
    this.state.replaceChildren(dots, h("span", null, ...nodes));
  }

  /** Take back everything, for another try. */
  reset() {
    clearInterval(this.timer);
    this.paragraphs = [];
    this.told.replaceChildren();
    this.foot.replaceChildren();
    this.sources.cited([]);
  }

  retrieved(passages) {
    this.sources.near(passages);
  }

  /** Tell one statement more. */
  statement({ statement, citations }) {
    this.seen = [...(this.seen ?? []), ...citations];
    const known = new Map(this.seen.map((citation) => [citation.n, citation]));
    this.sources.cited([...known.values()].sort((one, other) => one.n - other.n));
    this.tell(statement, known, null);
  }

  tell(statement, known, language) {
    const paragraph = h("p", { class: "statement", part: "statement" });
    const spoken = spokenIn(statement, known, language ?? this.host.words.language);
    const cited = statement.citations.map((n) => known.get(n)).filter(Boolean);
    paragraph.setAttribute("lang", spoken);
    paragraph.setAttribute("dir", directionOf(spoken));
    paragraph.append(...quoting(statement.text, spoken, cited));
    for (const n of statement.citations) {
      const marker = this.sources.marker(n);
      if (marker) paragraph.append("\u2060", marker);
    }
    this.paragraphs.push({ text: statement.text, paragraph });
    this.told.append(paragraph);
  }

  /** Show the whole answer. `before` are words of ours that stand first. */
  finish(answer, before) {
    this.answer = answer;
    const known = new Map(answer.citations.map((citation) => [citation.n, citation]));
    if (answer.citations.length) this.sources.cited(answer.citations);
    else this.sources.near(answer.retrieved);
    const { statements } = answer;
    const same = statements.every(({ text }, at) => text === this.paragraphs[at]?.text);
    // What was told already is left where it is: somebody may be reading or have focus there.
    if (!same || statements.length !== this.paragraphs.length) {
      this.paragraphs = [];
      this.told.replaceChildren();
      for (const statement of statements) this.tell(statement, known, answer.language);
    }
    this.surround(answer, known);
    if (before) this.told.prepend(h("p", { class: "own" }, ...before));
    this.state.replaceChildren();
    if (answer.id) this.foot.replaceChildren(new Feedback(answer, this.question, this.host).element);
  }

  /** Put our own words where the text of the answer has them: between the statements. */
  surround(answer, known) {
    const { words } = this.host;
    const own = (text) =>
      h(
        "p",
        { class: "own", lang: answer.language, dir: directionOf(answer.language) },
        ...running(text, answer.language),
      );
    let at = 0;
    answer.statements.forEach((statement, number) => {
      const { paragraph } = this.paragraphs[number];
      const spoken = spokenIn(statement, known, answer.language);
      paragraph.setAttribute("lang", spoken);
      paragraph.setAttribute("dir", directionOf(spoken));
      const whole = [statement.text, ...statement.citations.map((n) => `[${n}]`)].join(" ");
      const start = answer.answer.indexOf(whole, at);
      if (start < 0) return;
      const between = answer.answer.slice(at, start).trim();
      if (between) paragraph.before(own(between));
      at = start + whole.length;
    });
    const rest = answer.answer.slice(at).trim();
    const markers = answer.citations.map(({ n }) => `[${n}]`).join(" ");
    if (answer.statements.length === 0) {
      const message = own(rest.endsWith(markers) ? rest.slice(0, -markers.length || undefined) : rest);
      for (const { n } of answer.citations) message.append(this.sources.marker(n) ?? "");
      message.classList.replace("own", "statement");
      this.told.replaceChildren(message);
    } else if (rest && at) {
      this.told.append(own(rest));
    }
    if (answer.rewritten && answer.rewritten !== this.question) {
      const question = h("bdi", null, answer.rewritten);
      this.told.prepend(h("p", { class: "own" }, ...words.tell("understood", { question })));
    }
  }

  /** Say that this is not the whole answer. */
  cut(name) {
    this.state.className = "state trouble";
    this.state.replaceChildren(h("span", null, this.host.words.say(name)));
    if (name === "broken") this.state.append(this.again());
  }

  /** Say what went wrong, and offer to try again: at once, or when the service wants it. */
  failed(name, values, wait = 0) {
    const { words } = this.host;
    const line = h("span");
    const button = this.again();
    this.state.className = "state trouble";
    this.state.replaceChildren(line, button);
    const until = Date.now() + wait * 1000;
    const show = () => {
      const count = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      line.textContent = words.say(wait && count ? name : wait ? "errors.busy" : name, { ...values, count });
      button.disabled = count > 0;
      if (!count || !this.element.isConnected) clearInterval(this.timer);
    };
    clearInterval(this.timer);
    if (wait) this.timer = setInterval(show, 1000);
    show();
  }

  again() {
    const act = () => this.host.repeat(this);
    return h("button", { type: "button", class: "quiet", on: { click: act } }, this.host.words.say("retry"));
  }

  /** Offer to look further than the documents of the meeting. */
  offer() {
    const act = () => this.host.repeat(this, true);
    const words = this.host.words.say("all_documents");
    this.foot.prepend(h("button", { type: "button", class: "quiet", on: { click: act } }, words));
  }

  /** Return what is told, as a text to listen to. */
  heard() {
    return [...this.told.children].map((paragraph) => heardIn(paragraph)).join(" ");
  }
}

/** A quote is in the language of its document; what is worded, in that of the answer. */
function spokenIn({ text, citations }, known, language) {
  const cited = known.get(citations[0]);
  return cited && inOneLine(cited.quote).includes(inOneLine(text)) ? cited.language : language;
}

function inOneLine(text) {
  return text.trim().replace(/\s+/g, " ");
}

function heardIn(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const marker of copy.querySelectorAll("button")) marker.remove();
  return copy.textContent.trim();
}
