// Isolation of what is written from left to right inside text from right to left. Without it
// "paragraphs 5-10" is displayed as "10-5" in Arabic, and two symbols in a row change places.
import { h } from "./elements.js";
import { directionOf } from "./words.js";

const DASH = "-\u2010\u2011\u2012\u2013\u2014/:";
const SUFFIX = "(?:[ \xa0](?:Prov|Rev|Corr|Add)\\.?(?:[ \xa0]?\\d{1,2}(?![\\d/]))?){0,3}";
const LETTERS = "(?:[ \xa0]?\\([A-Za-z0-9]{1,5}\\))";
const WORD =
  "[A-Za-z0-9\u00c0-\u024f](?:[\\w.,'’@%&+=#?~\\-\u2010-\u2014/:]*[A-Za-z0-9\u00c0-\u024f%])?";
const RANGE = `\\d[\\d.,]*(?:[ \xa0]?[${DASH}][ \xa0]?\\d[\\d.,]*\\d|[ \xa0]?[${DASH}][ \xa0]?\\d)+`;
const NUMBERED = `[A-Za-z]?\\d{1,4}${LETTERS}{1,4}`;
const GROUPED = "\\d{1,3}(?:[ \xa0\u202f]\\d{3})+(?:[.,]\\d+)?(?!\\d)"; // 240 000
const LATIN = new RegExp(
  `${GROUPED}|\\[\\d{1,3}\\]|C\\.[ \xa0]?[A-Z]{1,5}[ \xa0]\\d{1,4}|${NUMBERED}(?:[${DASH}]${NUMBERED})?` +
    `|${RANGE}|${WORD}${SUFFIX}(?:${LETTERS}{1,4})?` +
    `(?:[ \xa0](?!\\d+[ \xa0.])[A-Za-z]${WORD}${SUFFIX})*` +
    "|\\([A-Za-z0-9]{1,5}\\)(?:[ \xa0]?\\([A-Za-z0-9]{1,5}\\))*",
  "g",
);

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

/** Return `text` isolated, from left to right. */
export function bdi(text) {
  return h("bdi", { dir: "ltr" }, text);
}

/** Return nodes of `text` in `language`; what it holds from left to right is isolated. */
export function running(text, language) {
  if (directionOf(language) !== "rtl") return [text];
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(LATIN)) {
    if (/^\d+$/.test(found[0])) continue;
    nodes.push(text.slice(at, found.index), bdi(found[0]));
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

/** Return nodes of `text` in `language`; what it quotes in another is isolated, in its own. */
export function quoting(text, language, citations) {
  for (const { quote, language: spoken } of citations) {
    if (spoken === language || !quote.trim()) continue;
    const words = quote.trim().split(/\s+/).map((word) => word.replace(SPECIAL, "\\$&"));
    const found = new RegExp(words.join("\\s+")).exec(text);
    if (!found) continue;
    const dir = directionOf(spoken);
    return [
      ...quoting(text.slice(0, found.index), language, citations),
      h("bdi", { lang: spoken, dir }, ...running(found[0], spoken)),
      ...quoting(text.slice(found.index + found[0].length), language, citations),
    ];
  }
  return running(text, language);
}
