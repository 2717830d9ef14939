// What a reader thinks of an answer. Nothing is sent but what the reader sends.
import { h, icon } from "./elements.js";

const REASONS = [
  "not_answered",
  "wrong_value",
  "wrong_citation",
  "should_have_refused",
  "outdated",
  "wrong_language",
  "unclear",
  "other",
];

/** The line below an answer that asks, and the form for what was wrong. */
export class Feedback {
  constructor(answer, question, host) {
    this.answer = answer;
    this.question = question;
    this.host = host;
    this.element = h("div", { class: "feedback", part: "feedback" });
    this.ask();
  }

  ask(focused = false) {
    const { words } = this.host;
    const button = (name, act) =>
      h("button", { type: "button", class: "quiet", on: { click: act } }, words.say(name));
    const no = button("no", () => this.form());
    const group = h(
      "div",
      { class: "row", role: "group", "aria-label": words.say("helpful") },
      h("span", { "aria-hidden": "true" }, words.say("helpful")),
      button("yes", () => this.send({ verdict: "helpful" })),
      no,
    );
    this.element.replaceChildren(group);
    if (focused) no.focus();
  }

  form() {
    const { words } = this.host;
    const name = `why-${this.answer.id}`;
    const reasons = REASONS.map((code, at) =>
      h(
        "label",
        { class: "choice" },
        h("input", { type: "radio", name, value: code, checked: at === 0 }),
        words.say(`reasons.${code}`),
      ),
    );
    const comment = h("textarea", { rows: "2", maxlength: "2000", dir: "auto" });
    const hand = h("input", { type: "checkbox", checked: true });
    const form = h(
      "form",
      { class: "why" },
      h("fieldset", null, h("legend", null, words.say("why")), ...reasons),
      h("label", { class: "field" }, words.say("comment"), comment),
      h("label", { class: "choice" }, hand, words.say("hand_over")),
      h(
        "div",
        { class: "row" },
        h("button", { type: "submit", class: "strong" }, words.say("report")),
        h(
          "button",
          { type: "button", class: "quiet", on: { click: () => this.ask(true) } },
          words.say("cancel"),
        ),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const reason = form.querySelector("input[type=radio]:checked")?.value ?? "other";
      const about = hand.checked ? this.about() : {};
      const said = comment.value.trim();
      this.send({ verdict: "not_helpful", reason, ...about, ...(said ? { comment: said } : {}) });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      this.ask(true);
    });
    this.element.replaceChildren(form);
    form.querySelector("input").focus();
  }

  about() {
    const citations = [...new Set(this.answer.citations.map(({ key }) => key))];
    return { question: this.question, citations };
  }

  async send(body) {
    const { host } = this;
    let told = "thanks";
    try {
      await host.service.report({ answer_id: this.answer.id, ...body });
      host.tell("feedback", { id: this.answer.id, verdict: body.verdict, reason: body.reason });
    } catch {
      told = "not_sent";
    }
    const line = h("p", { class: "own", role: "status", tabindex: "-1" });
    this.element.replaceChildren(line);
    // The button that had focus is gone: what took its place is where the reader is.
    line.focus({ preventScroll: true });
    line.append(told === "thanks" ? icon("yes") : "", host.words.say(told));
  }
}
