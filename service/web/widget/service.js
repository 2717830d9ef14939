// The service behind the widget: what it is asked, and what it sends back as it comes.

/** A problem that the service told, or that there was no service to tell it. */
export class Trouble extends Error {
  constructor(code, { status = 0, wait = 0, id = "" } = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.wait = wait;
    this.id = id;
  }
}

const RELEASE = "@release@";
const tables = new Map();

/** One service, at an address that ends with "/". */
export class Service {
  constructor(base) {
    this.base = base;
  }

  /** Return the table of texts of `language`; each is fetched once, whoever asks. */
  texts(language) {
    const address = this.at(`widget/${language}.json?v=${RELEASE}`);
    if (!tables.has(address)) {
      const table = this.read(address);
      table.catch(() => tables.delete(address));
      tables.set(address, table);
    }
    return tables.get(address);
  }

  /** Return the filters that keep the documents of a meeting. */
  meeting(name) {
    return this.read(this.at("v1/meeting", { name }));
  }

  /** Return a passage in one language. */
  passage(key, language) {
    return this.read(this.at("v1/passages", { key, language, public: true }));
  }

  /** Say what a reader thinks of an answer. */
  async report(body) {
    await this.post("v1/feedback", body, {});
  }

  /** Yield the events of an answer, each `{name, data}`, until it is whole or `signal` stops it. */
  async *ask(body, signal) {
    const headers = { accept: "text/event-stream" };
    const response = await this.post("v1/ask?public=true", body, headers, signal);
    let whole = false;
    try {
      for await (const event of events(response.body)) {
        if (event.name === "error") {
          throw new Trouble(event.data.code, { status: event.data.status, id: event.data.request_id });
        }
        whole ||= event.name === "done";
        yield event;
      }
    } catch (error) {
      throw error instanceof Trouble || signal.aborted ? error : new Trouble("broken");
    }
    if (!whole) throw new Trouble("broken");
  }

  at(path, query) {
    const address = new URL(path, this.base);
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
    return address.href;
  }

  async read(address) {
    return (await sent(address, {})).json();
  }

  post(path, body, headers, signal) {
    return sent(this.at(path), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal,
    });
  }
}

async function sent(address, options) {
  let response;
  try {
    // No cookies go to another site; a page's own proxy may need those of its own.
    response = await fetch(address, {
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
      ...options,
    });
  } catch (error) {
    throw options.signal?.aborted ? error : new Trouble("network");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(String(problem.code ?? ""), {
    status: response.status,
    wait: Number(response.headers.get("retry-after")) || 0,
    id: String(problem.request_id ?? response.headers.get("x-request-id") ?? ""),
  });
}

/** Yield the server-sent events of a stream of bytes; those that cannot be read are left out. */
export async function* events(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
      rest = done ? "" : blocks.pop();
      for (const block of blocks) {
        const event = parsed(block);
        if (event) yield event;
      }
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^(\w*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  try {
    return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
  } catch {
    return null;
  }
}
