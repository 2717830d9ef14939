// The sources of an answer: a list of cards, and the markers that open them.
import { Card } from "./card.js";
import { h } from "./elements.js";
import { found, placeText } from "./places.js";

const LISTED = 5;

/** The sources below an answer. */
export class Sources {
  constructor(host) {
    this.host = host;
    this.cards = new Map();
    this.numbers = new Map();
    this.title = h(host.headingTag(2), { class: "about" });
    this.list = h("ol", { class: "sources", part: "sources", role: "list" });
    this.element = h("div", { class: "sources-block", hidden: true }, this.title, this.list);
  }

  /** Show what was found, before anything is told. */
  near(passages) {
    const first = new Map(passages.map((passage) => [`found ${passage.key}`, passage]).reverse());
    const nearest = [...first].reverse().slice(0, LISTED);
    this.put("nearest", new Map(nearest.map(([name, passage]) => [name, found(passage)])));
  }

  /** Show what is cited, each passage once. */
  cited(citations) {
    const passages = new Map();
    for (const each of citations) {
      const name = `${each.key} ${each.language}`;
      if (!passages.has(name)) passages.set(name, each);
    }
    this.put("sources", passages);
    for (const each of citations) {
      const card = this.cards.get(`${each.key} ${each.language}`);
      card.cite(each);
      this.numbers.set(each.n, card);
    }
  }

  put(heading, sources) {
    const before = this.cards;
    this.cards = new Map();
    for (const [name, source] of sources) {
      this.cards.set(name, before.get(name) ?? new Card(source, this.host));
    }
    this.numbers = new Map();
    this.title.textContent = this.host.words.say(heading);
    // What stays is not moved, so that a card that is being read keeps focus and place.
    const elements = [...this.cards.values()].map(({ element }) => element);
    for (const old of [...this.list.children]) if (!elements.includes(old)) old.remove();
    for (const element of elements) {
      if (element.parentElement !== this.list) this.list.append(element);
    }
    this.element.hidden = !elements.length;
  }

  /** Fill all cards, as for paper. */
  fill() {
    for (const card of this.cards.values()) card.fill();
  }

  /** Return a marker that opens the card of citation `n`; null if there is none. */
  marker(n) {
    const card = this.numbers.get(n);
    if (!card) return null;
    const place = placeText(card.source, this.host.words);
    const open = (event) => {
      card.marker = event.currentTarget;
      card.show(true);
      card.head.focus({ preventScroll: true });
      card.element.scrollIntoView({ block: "nearest" });
    };
    const label = this.host.words.say("source", { n, place });
    const props = { type: "button", class: "marker", part: "marker", "aria-label": label };
    return h("button", { ...props, on: { click: open } }, String(n));
  }
}
