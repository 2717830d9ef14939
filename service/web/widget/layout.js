// What the widget is made of: head, examples, the field for a question, the panel.
import { h, icon } from "./elements.js";

let labels = 0;

/** Return an id that nothing else has within a page. */
export function label() {
  return `t${(labels += 1)}`;
}

/** Return the head: title, which documents are asked, buttons. */
export function header(host, title, id, panelled) {
  const { words } = host;
  const tool = (name, act) =>
    h("button", { type: "button", class: "tool", "aria-label": words.say(name), title: words.say(name), on: { click: act } }, icon(name));
  host.renew = tool("new", () => {
    host.clear();
    host.input.focus();
  });
  host.renew.hidden = true;
  host.scopeLabel = h("span", { class: "scope", part: "scope" });
  const heading = h("div", { class: "heading" }, h(host.headingTag(0), { id, class: "name", part: "title" }, title), host.scopeLabel);
  const close = panelled ? tool("close", () => host.close()) : null;
  return h("header", { part: "header" }, heading, host.renew, close);
}

/** Return questions to begin with. */
export function examples(host) {
  const { words } = host;
  const buttons = ["decided", "projects", "deadline"].map((name) => {
    const question = words.say(`example_${name}`);
    const ask = () => {
      host.input.focus();
      host.ask(question);
    };
    return h("button", { type: "button", class: "example", part: "example", on: { click: ask } }, question);
  });
  const id = label();
  host.empty = h(
    "div",
    { class: "empty", hidden: host.getAttribute("examples") === "no" },
    h(host.headingTag(1), { id, class: "about" }, words.say("examples")),
    h("div", { class: "examples", role: "group", "aria-labelledby": id }, ...buttons),
  );
  return host.empty;
}

/** Return where a question is written. */
export function composer(host) {
  const { words } = host;
  const id = label();
  host.input = h("textarea", {
    id, part: "input", rows: "1", dir: "auto", maxlength: "2000", autocomplete: "off",
    enterkeyhint: "send", "aria-describedby": `${id}h`,
  });
  host.sendLabel = h("span", null, words.say("send"));
  host.send = h("button", { type: "submit", class: "send", part: "send" }, icon("ask"), host.sendLabel);
  const form = h(
    "form",
    { class: "composer", part: "composer", novalidate: true },
    h("label", { for: id }, words.say("label")),
    h("div", { class: "line" }, host.input, host.send),
    h("p", { class: "hint", id: `${id}h` }, words.say("hint")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    host.submit();
  });
  form.addEventListener("focusin", () => host.resolve().catch(() => {}), { once: true });
  host.input.addEventListener("keydown", (event) => {
    // Input methods take Enter for themselves while something is being composed.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!host.asking.running) host.submit();
    } else if (event.key === "Escape" && host.asking.running) {
      event.stopPropagation();
      event.preventDefault();
      host.stop();
    }
  });
  return form;
}

/** Return a button, and the panel that it opens, with `section` in it. */
export function panelled(host, section, title) {
  const open = host.dialog?.open;
  host.dialog = h("dialog", { "aria-label": title }, section);
  host.launcher = h(
    "button",
    {
      type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog",
      "aria-expanded": "false", on: { click: () => (host.dialog.open ? host.close() : host.open()) },
    },
    icon("chat"),
    title,
  );
  host.dialog.addEventListener("close", () => {
    host.launcher.setAttribute("aria-expanded", "false");
    host.launcher.focus();
    host.tell("close");
  });
  host.dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) host.close();
  });
  if (open) queueMicrotask(() => host.open());
  return [host.launcher, host.dialog];
}

/** Keys that are typed here are not shortcuts of the page. */
export function ownKeys(event) {
  if (event.target.matches?.("textarea, input")) event.stopPropagation();
}
