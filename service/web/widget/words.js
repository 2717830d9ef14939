// Texts in one language: plural forms, places in them, direction of writing.

/** Return which way `language` is written. */
export function directionOf(language) {
  return /^(?:ar|fa|he|ur)\b/i.test(language) ? "rtl" : "ltr";
}

/** The texts of one language. */
export class Words {
  constructor(table) {
    this.table = table;
    this.language = table.language;
    this.direction = directionOf(table.language);
    this.plural = new Intl.PluralRules(table.language);
    this.names = new Intl.DisplayNames([table.language], { type: "language" });
  }

  /** Return the text `name` ("errors.busy") with `values` in its places. */
  say(name, values) {
    return filled(this.template(name, values), values);
  }

  /** Return the same as nodes: values may be nodes. */
  tell(name, values) {
    const parts = this.template(name, values).split(/\{(\w+)\}/);
    return parts.map((part, at) => (at % 2 ? (values[part] ?? "") : part));
  }

  template(name, values) {
    let text = this.table;
    for (const step of name.split(".")) text = text?.[step];
    if (typeof text === "object" && text !== null) {
      text = text[this.plural.select(values?.count ?? 0)] ?? text.other;
    }
    return text ?? "";
  }

  /** Return the name of another language in this one. */
  nameOf(language) {
    return this.names.of(language) ?? language;
  }
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values?.[name] ?? ""));
}
