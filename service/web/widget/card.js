// A source: a card that opens to the passage, what is cited of it marked.
import { h, icon, unseen } from "./elements.js";
import { bdi, running } from "./isolates.js";
import { placeNodes, placeText, readerAddress } from "./places.js";
import { directionOf } from "./words.js";

const PLAIN = ["other", "secretariat"]; // what most passages are, told of none

/**
 * One card: a passage, with all that is cited of it. `host` is the widget: its words, service,
 * reader, and `tell` for events. Without numbers it was found, but is not cited.
 */
export class Card {
  constructor(source, host) {
    this.source = source;
    this.host = host;
    this.cited = new Map();
    this.id = `s${(Card.count = (Card.count ?? 0) + 1)}`;
    this.number = h("span", { class: "number", hidden: true });
    this.head = this.header();
    this.body = h("div", { id: this.id, class: "passage", part: "passage", hidden: true });
    const on = { keydown: (event) => this.leave(event) };
    this.element = h("li", { class: "source", part: "source", on }, this.head, this.body);
  }

  header() {
    const { source, host } = this;
    const words = host.words;
    const status = words.table.status[source.status];
    const foreign = source.language !== words.language;
    return h(
      "button",
      {
        type: "button",
        class: "source-head",
        "aria-expanded": "false",
        "aria-controls": this.id,
        on: { click: () => this.show(this.body.hidden) },
      },
      this.number,
      h(
        "span",
        { class: "source-name" },
        h("span", { class: "place" }, ...placeNodes(source, words)),
        status && !PLAIN.includes(source.status)
          ? h("span", { class: `badge ${source.status}` }, status)
          : null,
        foreign ? h("span", { class: "badge" }, words.nameOf(source.language)) : null,
      ),
      icon("more"),
    );
  }

  /** Take one more quote of this passage. */
  cite({ n, quote }) {
    if (this.cited.get(n) === quote) return;
    this.cited.set(n, quote);
    this.number.hidden = false;
    this.number.replaceChildren(bdi(ranges([...this.cited.keys()])));
    if (this.text) this.quote(this.source, [...this.cited.values()]);
  }

  show(open) {
    if (open) this.fill();
    this.body.hidden = !open;
    this.head.setAttribute("aria-expanded", String(open));
    if (open) {
      const { key, language, href } = this.source;
      this.host.tell("citation", { key, language, href: readerAddress(href, this.host.reader) });
    }
  }

  fill() {
    if (this.text) return;
    const { source } = this;
    this.text = h("div", { class: "quotation" });
    this.quote(source, [...this.cited.values()]);
    const about = { class: "title", lang: source.language, dir: directionOf(source.language) };
    this.body.append(
      source.title ? h("p", about, ...running(source.title, source.language)) : "",
      this.text,
      this.others(),
      h("div", { class: "row" }, this.opener(), this.copier()),
    );
  }

  /** Close the card with Escape, and go back to where it was opened from. */
  leave(event) {
    if (event.key !== "Escape" || event.isComposing || this.body.hidden) return;
    event.stopPropagation();
    event.preventDefault();
    this.show(false);
    (this.marker?.isConnected ? this.marker : this.head).focus();
  }

  quote({ text, language }, quotes) {
    const nodes = [];
    let at = 0;
    for (const [start, end] of spans(text, quotes)) {
      nodes.push(...running(text.slice(at, start), language));
      nodes.push(h("mark", null, ...running(text.slice(start, end), language)));
      at = end;
    }
    nodes.push(...running(text.slice(at), language));
    this.text.replaceChildren(h("p", { lang: language, dir: directionOf(language) }, ...nodes));
  }

  others() {
    const { source, host } = this;
    const languages = Object.keys(source.parallel ?? {});
    if (!languages.length) return "";
    const choose = async (language, button) => {
      try {
        if (language === source.language) this.quote(source, [...this.cited.values()]);
        else this.quote(await host.service.passage(source.key, language), []);
        for (const each of button.parentElement.querySelectorAll("button")) {
          each.setAttribute("aria-pressed", String(each === button));
        }
      } catch {
        button.disabled = true;
      }
    };
    const buttons = [source.language, ...languages].sort().map((language) =>
      h(
        "button",
        {
          type: "button",
          lang: language,
          "aria-pressed": String(language === source.language),
          on: { click: (event) => choose(language, event.currentTarget) },
        },
        new Intl.DisplayNames([language], { type: "language" }).of(language),
      ),
    );
    const label = host.words.say("languages");
    return h("div", { class: "languages", role: "group", "aria-label": label }, ...buttons);
  }

  opener() {
    const { host } = this;
    const address = readerAddress(this.source.href, host.reader);
    if (!address) return "";
    return h(
      "a",
      { class: "open", href: address, target: "_blank", rel: "noopener noreferrer" },
      host.words.say("open"),
      icon("away"),
      unseen(` (${host.words.say("new_tab")})`),
    );
  }

  copier() {
    if (!navigator.clipboard) return "";
    const { source, host } = this;
    const label = h("span", { role: "status" }, host.words.say("copy"));
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(placeText(source, host.words));
        label.textContent = host.words.say("copied");
      } catch {
        // Not allowed here: the text stands on the card.
      }
    };
    return h("button", { type: "button", class: "plain", on: { click: copy } }, label);
  }
}

/** Return where the quotes stand in a text: in order, those that touch as one. */
function spans(text, quotes) {
  const found = quotes
    .map((quote) => [text.indexOf(quote), quote.length])
    .filter(([start, length]) => start >= 0 && length)
    .map(([start, length]) => [start, start + length])
    .sort((one, other) => one[0] - other[0]);
  const joined = [];
  for (const [start, end] of found) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Return numbers as people write many of them: 1–3, 5. */
function ranges(numbers) {
  const runs = [];
  for (const n of numbers.sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
