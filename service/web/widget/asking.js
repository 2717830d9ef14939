// Asking: the documents of the meeting first, all others if these do not answer; what is heard of it.
import { h } from "./elements.js";
import { Trouble } from "./service.js";

const WORTH_LOOKING_FURTHER = ["not_in_documents", "out_of_scope"];
const REMEMBERED = 6;
const HEARD = 700;

/** What a widget asks, one question at a time. `host` is the widget. */
export class Asking {
  constructor(host) {
    this.host = host;
    this.running = null;
  }

  stop() {
    this.running?.abort();
  }

  /** Say whether the answer has been coming for so many milliseconds. */
  since(milliseconds) {
    return performance.now() - this.started > milliseconds;
  }

  async run(turn, everywhere) {
    const running = (this.running = new AbortController());
    this.started = performance.now();
    this.host.busy(true);
    try {
      const answer = await this.answered(turn, everywhere, running.signal);
      const { id, abstained, reason, citations } = answer;
      this.host.say(heard(`${this.host.words.say("answer")}: ${turn.heard()}`, this.host.words), answer.language);
      this.host.tell("answer", { id, abstained, reason, citations: citations.map(({ key }) => key) });
    } catch (error) {
      if (running.signal.aborted) this.stopped(turn);
      else this.failed(turn, error);
    } finally {
      clearTimeout(this.finding);
      if (this.running === running) this.running = null;
      this.host.busy(false);
    }
  }

  async answered(turn, everywhere, signal) {
    const { words } = this.host;
    const name = this.host.getAttribute("meeting");
    if (name && !this.host.scope) turn.progress([words.say("searching")]);
    const scope = await this.host.resolve();
    signal.throwIfAborted();
    const within = !everywhere && scope?.found !== "none" && scope ? scope : null;
    const meeting = () => h("bdi", { dir: "ltr" }, scope.name);
    const searching = within ? "searching_in" : "searching";
    turn.progress(words.tell(searching, { meeting: within && meeting() }));
    this.host.say(words.say(searching, { meeting: within?.name }));
    let answer = await this.listen(turn, within?.filters, signal, true);
    let before = scope?.found === "none" ? words.tell("scope_none", { meeting: meeting() }) : null;
    const nothing = answer.abstained && WORTH_LOOKING_FURTHER.includes(answer.reason);
    const further = this.host.getAttribute("beyond") !== "no";
    if (within && nothing && further) {
      clearTimeout(this.finding);
      turn.progress(words.tell("beyond", { meeting: meeting() }));
      this.host.say(words.say("beyond", { meeting: within.name }));
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
    for await (const { name, data } of this.host.service.ask(body, signal)) {
      signal.throwIfAborted();
      if (name === "retrieved") {
        const count = data.length;
        turn.retrieved(data);
        this.host.tell("sources", { count });
        // Who listens need not hear of it if the answer is there at once.
        if (first) this.finding = setTimeout(() => this.host.say(this.host.words.say("found", { count })), 400);
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
    const before = this.host.turns.slice(0, this.host.turns.indexOf(turn)).filter(({ answer }) => answer);
    return before.slice(-REMEMBERED).map(({ question, answer }) => ({
      question,
      citations: [...new Set(answer.citations.map(({ key }) => key))].slice(0, 20),
    }));
  }

  stopped(turn) {
    turn.cut("stopped");
    this.host.say(this.host.words.say("stopped"));
    this.host.tell("stop");
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
    this.host.say(turn.state.firstChild.textContent);
    this.host.tell("error", { code, status, id });
  }
}

function heard(text, words) {
  if (text.length <= HEARD) return text;
  return `${text.slice(0, HEARD).replace(/\S*$/u, "")}… ${words.say("more")}`;
}
