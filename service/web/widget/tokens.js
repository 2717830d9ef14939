// Colours, letters and the box of the widget. Each colour can be replaced by the page.

const DARK = `
  --_surface: var(--wipo-chat-surface, #1b2024);
  --_soft: var(--wipo-chat-soft, #14181b);
  --_text: var(--wipo-chat-text, #e9e6df);
  --_muted: var(--wipo-chat-muted, #a9b2b9);
  --_line: var(--wipo-chat-line, #343b41);
  --_edge: var(--wipo-chat-edge, #7d868d);
  --_accent: var(--wipo-chat-accent, #93c8e4);
  --_accent-text: var(--wipo-chat-accent-text, #0d1c25);
  --_tint: var(--wipo-chat-tint, #21313b);
  --_mark: var(--wipo-chat-mark, #55450f);
  --_mark-text: var(--wipo-chat-mark-text, #fff6d6);
  --_warn: #f0b37a;
  --_good: #92d3a6;
  --_shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 12px 36px rgb(0 0 0 / 35%);
  color-scheme: dark;
`;

/** Style of the host and of the root: nothing of the page comes in but what the page says. */
export const TOKENS = `
:host { display: block !important; }
:host([hidden]) { display: none !important; }
:host([fill]) { block-size: 100% !important; }

.root {
  all: initial;
  --_surface: var(--wipo-chat-surface, #ffffff);
  --_soft: var(--wipo-chat-soft, #fbfaf6);
  --_text: var(--wipo-chat-text, #1c2328);
  --_muted: var(--wipo-chat-muted, #586069);
  --_line: var(--wipo-chat-line, #dedacf);
  --_edge: var(--wipo-chat-edge, #8a8577);
  --_accent: var(--wipo-chat-accent, #14506f);
  --_accent-text: var(--wipo-chat-accent-text, #ffffff);
  --_tint: var(--wipo-chat-tint, #e6eff3);
  --_mark: var(--wipo-chat-mark, #fdeeb3);
  --_mark-text: var(--wipo-chat-mark-text, #1c2328);
  --_warn: #8a4300;
  --_good: #1f6137;
  --_shadow: 0 1px 2px rgb(40 34 16 / 10%), 0 12px 36px rgb(40 34 16 / 14%);
  --_radius: var(--wipo-chat-radius, 0.75em);
  --_leading: 1.6;
  --_sans: "Noto Sans", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", sans-serif;
  --_serif: "Source Serif 4", Charter, "Iowan Old Style", "Noto Serif", Georgia, serif;
  color-scheme: light;
  display: block;
  visibility: inherit;
  letter-spacing: inherit;
  word-spacing: inherit;
  font-family: var(--wipo-chat-font, var(--_sans));
  font-size: var(--wipo-chat-font-size, max(1rem, 16px));
  line-height: var(--_leading);
  color: var(--_text);
  overflow-wrap: anywhere;
  text-align: start;
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) .root {${DARK}}
}
:host([theme="dark"]) .root {${DARK}}

:lang(ar) {
  --_sans: "Noto Sans Arabic", "Segoe UI", "SF Arabic", "Geeza Pro", Tahoma, "Noto Sans", sans-serif;
  --_serif: "Noto Naskh Arabic", Amiri, "Geeza Pro", "Traditional Arabic", "Times New Roman", serif;
  --_leading: 1.8;
}
:lang(zh) {
  --_sans: "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
  --_serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  --_leading: 1.75;
}
.root [lang] { font-family: var(--wipo-chat-font, var(--_sans)); line-height: var(--_leading); }
`;
