// Where a passage stands, as people write it, and where the reader shows it.
import { bdi } from "./isolates.js";

const COMMAS = { ar: "، ", zh: "，" };

/** Return the parts of a place: symbol with version, annex, paragraph; each template and number. */
function parts(at, words) {
  const labels = words.table.labels;
  const found = [["{number}", at.version ? `${at.symbol} ${at.version}` : at.symbol]];
  if (typeof at.annex === "string") {
    found.push([at.annex ? labels.annex : labels.only_annex, at.annex]);
  }
  if (at.paragraph) found.push([labels.paragraph, at.paragraph]);
  return found;
}

/** Return the place as nodes, each number isolated. */
export function placeNodes(at, words) {
  const nodes = [];
  for (const [label, number] of parts(at, words)) {
    if (nodes.length) nodes.push(COMMAS[words.language] ?? ", ");
    const [before, after] = label.split("{number}");
    nodes.push(before, ...(after === undefined ? [] : [bdi(number), after]));
  }
  return nodes;
}

/** Return the place as a text. */
export function placeText(at, words) {
  const texts = parts(at, words).map(([label, number]) => label.replace("{number}", () => number));
  return texts.join(COMMAS[words.language] ?? ", ");
}

/** Return what is known of a passage that was found but not cited: its place, from its key. */
export function found(passage) {
  const [document, locator = ""] = passage.key.split("#");
  const at = /^(?:annex(?:-([A-Za-z0-9]+))?\/)?(?:.*\/)?p(\d+[a-z]?)(?:\/|$)/.exec(locator);
  const version = document.startsWith(passage.symbol) && document.slice(passage.symbol.length).trim();
  return {
    ...passage,
    version: version || null,
    annex: at && locator.startsWith("annex") ? (at[1] ?? "") : null,
    paragraph: at ? at[2] : null,
    quote: "",
    parallel: {},
    href: `/documents/${encodeURI(document)}/${passage.language}#${locator}`,
  };
}

/**
 * Return the address of a passage in the reader at `base`, or null: only addresses of documents
 * on that host are followed, whatever else an answer may hold.
 */
export function readerAddress(href, base) {
  if (typeof href !== "string" || !href.startsWith("/documents/")) return null;
  try {
    const address = new URL(href.slice(1), base);
    const whole = /^https?:$/.test(address.protocol) && address.origin === new URL(base).origin;
    return whole ? address.href : null;
  } catch {
    return null;
  }
}
