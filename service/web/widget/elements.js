// Elements made by hand: texts are text nodes, markup is never parsed.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return an element. `props` are attributes, but for `on`, listeners by name of the event; an
 * attribute that is false, null or undefined is left out. `children` are nodes and texts.
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  ask: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  stop: "M7 7h10v10H7z",
  new: "M4 12a8 8 0 1 1 2.6 5.9M4 19v-5h5",
  close: "M6 6l12 12M18 6 6 18",
  chat: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5",
  more: "M6 9l6 6 6-6",
  away: "M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6",
  yes: "M5 12.5 10 17.5 19 7",
};

/** Return a drawing that tells nothing to those who cannot see it. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}

/** Return a text for those who listen only. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}
