// How the widget looks. Directions are logical; lengths follow the reader's size of letters.
import { TOKENS } from "./tokens.js";

const CSS = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
p, h1, h2, h3, h4, h5, h6, ol, fieldset, legend, dialog { margin: 0; padding: 0; border: 0; }
h1, h2, h3, h4, h5, h6 { font-size: 1em; font-weight: 650; line-height: 1.35; }
ol { list-style: none; }
button, textarea, input { font: inherit; letter-spacing: inherit; word-spacing: inherit; color: inherit; }
button { background: none; border: 0; padding: 0; cursor: pointer; text-align: start; }
button:disabled { opacity: 0.55; cursor: default; }
a { color: var(--_accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; border-radius: 4px; }
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.icon {
  flex: none; inline-size: 1.25em; block-size: 1.25em; fill: none; stroke: currentColor;
  stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
}
.icon-stop { fill: currentColor; }

.panel {
  display: flex; flex-direction: column; position: relative;
  background: var(--_surface); color: var(--_text);
  border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: var(--_shadow);
}
:host([fill]) .root, :host([fill]) .panel { block-size: 100%; }
:host([fill]) .panel { border: 0; border-radius: 0; box-shadow: none; }

header {
  display: flex; align-items: center; gap: 0.5em;
  min-block-size: 3.5em; padding-block: 0.375em; padding-inline: 1em 0.5em;
  border-block-end: 1px solid var(--_line);
}
.heading { flex: 1; min-inline-size: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75em; }
.name { font-size: 1.0625em; }
.scope { color: var(--_muted); font-size: 0.875em; }
.tool {
  display: grid; place-items: center; min-inline-size: 2.75em; min-block-size: 2.75em;
  border-radius: 0.5em; color: var(--_muted);
}
.tool:hover { background: var(--_tint); color: var(--_text); }
.notice { padding: 0.5em 1.1429em; font-size: 0.875em; color: var(--_muted); background: var(--_soft); }

.log {
  flex: 1; position: relative; overflow: auto; overscroll-behavior: contain;
  padding: 1em; max-block-size: var(--wipo-chat-height, 34em); min-block-size: 0;
}
.log:focus-visible { outline-offset: -3px; border-radius: 0; }
:host([fill]) .log, :host([mode="panel"]) .log { max-block-size: none; }
.turn + .turn { margin-block-start: 1.75em; }
.question {
  inline-size: fit-content; max-inline-size: 88%; margin-inline-start: auto; margin-block-end: 1em;
  padding: 0.5em 0.875em; border-radius: 1em; border-end-end-radius: 0.25em;
  background: var(--_tint); font-weight: 500; line-height: var(--_leading); white-space: pre-wrap;
}
.told > p, .quotation, .title { max-inline-size: 46em; }
.told > p + p { margin-block-start: 0.625em; }
.statement { white-space: pre-line; }
.own { color: var(--_muted); font-size: 0.9375em; }
.own .icon { vertical-align: -0.25em; color: var(--_good); }
.state { display: flex; align-items: center; flex-wrap: wrap; gap: 0.5em; color: var(--_muted); font-size: 0.9375em; margin-block: 0.375em; }
.dots { display: inline-flex; gap: 0.25em; }
.dots i { inline-size: 0.4em; block-size: 0.4em; border-radius: 50%; background: var(--_accent); opacity: 0.75; }
@media (prefers-reduced-motion: no-preference) {
  .dots i { animation: breathe 1.2s ease-in-out infinite; }
  .dots i:nth-child(2) { animation-delay: 0.15s; }
  .dots i:nth-child(3) { animation-delay: 0.3s; }
  .source-head .icon { transition: rotate 0.15s; }
}
@keyframes breathe { 50% { opacity: 0.2; } }
.trouble { border-inline-start: 3px solid var(--_warn); padding-inline-start: 0.75em; color: var(--_text); }

.marker, .number {
  display: inline-grid; place-items: center; min-inline-size: 1.875em; min-block-size: 1.875em;
  border: 1px solid transparent; border-radius: 0.5em; background: var(--_tint); color: var(--_accent);
  font-size: 0.8125em; font-weight: 650; line-height: 1; text-align: center; unicode-bidi: isolate;
}
.number { flex: none; padding-inline: 0.4em; white-space: nowrap; }
.marker { margin-inline: 0.2em 0; vertical-align: 0.1em; }
.marker:hover { background: var(--_accent); color: var(--_accent-text); }

.sources-block { margin-block-start: 1.125em; }
.about { font-size: 0.875em; font-weight: 600; color: var(--_muted); margin-block-end: 0.5em; }
.sources { border: 1px solid var(--_line); border-radius: 0.625em; }
.source + .source { border-block-start: 1px solid var(--_line); }
.source-head {
  display: flex; align-items: center; gap: 0.625em; inline-size: 100%;
  min-block-size: 2.75em; padding: 0.4em 0.75em; border-radius: 0.5em;
}
.source-head:hover .place { text-decoration: underline; }
.source-head > .icon { margin-inline-start: auto; color: var(--_muted); }
.source-head[aria-expanded="true"] > .icon { rotate: 180deg; }
.source-name { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1em 0.6em; min-inline-size: 0; }
.place { font-size: 0.9375em; font-weight: 550; }
.badge {
  padding-inline: 0.6em; border: 1px solid var(--_line); border-radius: 1em;
  color: var(--_muted); font-size: 0.8125em; line-height: 1.5;
}
.badge.decision { color: var(--_good); border-color: currentColor; }
.badge.invitation { color: var(--_warn); border-color: currentColor; }
.passage { padding: 0 0.75em 0.625em; }
.title { color: var(--_muted); font-size: 0.875em; margin-block-end: 0.375em; }
.quotation > p {
  padding-inline-start: 0.875em; border-inline-start: 3px solid var(--_line);
  font-family: var(--wipo-chat-quote-font, var(--_serif)) !important; white-space: pre-line;
}
mark { background: var(--_mark); color: var(--_mark-text); border-radius: 0.15em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 0.75em; }
.passage .row { margin-block-start: 0.375em; }
.open { display: inline-flex; align-items: center; gap: 0.375em; min-block-size: 2.75em; font-size: 0.9375em; font-weight: 550; }
.open .icon { inline-size: 1em; block-size: 1em; }
[dir="rtl"] .icon-away, [dir="rtl"] .icon-new { scale: -1 1; }
.languages { display: flex; flex-wrap: wrap; gap: 0.25em; margin-block: 0.5em 0; }
.languages button { min-block-size: 2.25em; padding-inline: 0.625em; border-radius: 0.5em; font-size: 0.875em; color: var(--_muted); }
.languages button[aria-pressed="true"] { background: var(--_tint); color: var(--_accent); font-weight: 650; }
.languages button:hover { text-decoration: underline; }
.quiet, .strong, .example {
  display: inline-flex; align-items: center; justify-content: center; min-block-size: 2.75em;
  padding-inline: 1em; border: 1px solid var(--_edge); border-radius: 0.625em; font-size: 0.9375em;
}
.plain { min-block-size: 2.75em; padding-inline: 0.25em; color: var(--_accent); font-size: 0.9375em; font-weight: 550; }
.plain:hover { text-decoration: underline; text-underline-offset: 0.2em; }
.quiet:hover, .example:hover { background: var(--_tint); }
.strong, .send { background: var(--_accent); border: 1px solid var(--_accent); color: var(--_accent-text); font-weight: 600; }
.strong:hover, .send:hover { filter: brightness(1.1); }

.feedback { margin-block-start: 0.875em; color: var(--_muted); font-size: 0.9375em; }
.feedback .row { gap: 0.25em 0.5em; }
.why { display: grid; gap: 0.75em; max-inline-size: 34em; padding: 0.875em; border: 1px solid var(--_line); border-radius: 0.625em; color: var(--_text); }
legend { font-weight: 600; margin-block-end: 0.25em; }
.choice { display: flex; align-items: center; gap: 0.625em; min-block-size: 2.75em; cursor: pointer; }
input { flex: none; inline-size: 1.25em; block-size: 1.25em; margin: 0; accent-color: var(--_accent); }
.field { display: grid; gap: 0.25em; }
textarea {
  display: block; inline-size: 100%; min-block-size: 2.75em; padding: 0.6em 0.75em; resize: none;
  border: 1px solid var(--_edge); border-radius: 0.625em; background: var(--_surface); line-height: 1.5;
}
textarea:focus-visible { outline-offset: -2px; border-radius: 0.625em; }

.empty { padding: 1em; }
:host([fill]) .empty, :host([mode="panel"]) .empty { flex: 1; overflow: auto; }
.examples { display: flex; flex-wrap: wrap; gap: 0.5em; }
.example { justify-content: start; border-color: var(--_line); padding-block: 0.4em; }

.composer { padding: 0.75em 1em 0.875em; border-block-start: 1px solid var(--_line); background: var(--_surface); border-end-start-radius: var(--_radius); border-end-end-radius: var(--_radius); }
.composer label { font-size: 0.875em; font-weight: 600; }
.line { display: flex; align-items: end; gap: 0.5em; margin-block-start: 0.25em; }
.line textarea { flex: 1; min-inline-size: 0; field-sizing: content; max-block-size: 9em; overflow-y: auto; }
.send {
  flex: none; display: inline-flex; align-items: center; justify-content: center; gap: 0.375em;
  min-block-size: 2.875em; padding-inline: 1em; border-radius: 0.625em;
}
.hint { margin-block-start: 0.375em; font-size: 0.8125em; color: var(--_muted); }

.launcher {
  position: fixed; inset-block-end: 1.25em; inset-inline-end: 1.25em; z-index: 2147483000;
  display: inline-flex; align-items: center; gap: 0.5em; min-block-size: 3.25em; padding-inline: 1.25em;
  border-radius: 2em; background: var(--_accent); color: var(--_accent-text); font-weight: 600;
  border: 1px solid transparent; box-shadow: var(--_shadow);
}
.launcher:focus-visible { outline-offset: 3px; border-radius: 2em; }
dialog {
  position: fixed; inset: auto; inset-block-end: 5.5em; inset-inline-end: 1.25em; z-index: 2147483000;
  inline-size: min(27em, calc(100vw - 2.5em)); block-size: min(42em, calc(100dvh - 7em));
  max-inline-size: none; max-block-size: none; background: none; color: inherit; overflow: visible;
}
dialog > .panel { block-size: 100%; }
dialog::backdrop { background: rgb(0 0 0 / 40%); }

@media (max-width: 37.5em) {
  dialog { inset: 0; inline-size: 100%; block-size: 100dvh; }
  dialog > .panel { border: 0; border-radius: 0; }
  .hint { display: none; }
  :host(:not([fill], [mode="panel"])) .log { max-block-size: none; overflow: visible; }
  :host(:not([fill], [mode="panel"])) .composer { position: sticky; inset-block-end: 0; }
  .log :is(button, a, input, textarea) { scroll-margin-block: 1em 9em; }
}
@media (max-height: 26em) {
  .notice, .composer { position: static !important; }
  :host([fill]) .panel, dialog > .panel { overflow: auto; }
  :host([fill]) .log, dialog .log { overflow: visible; flex: none; }
}
@media (forced-colors: active) {
  .marker, .number, .badge, .send, .strong, .launcher, .question, .source-head { border: 1px solid; }
  .send, .strong, .launcher { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .languages button[aria-pressed="true"] { outline: 2px solid Highlight; }
  mark { background: Mark; color: MarkText; }
  .dots i { background: CanvasText; }
}
@media print {
  .panel { border: 0; box-shadow: none; color: #000; background: #fff; }
  .log { max-block-size: none !important; overflow: visible !important; padding-inline: 0; }
  .composer, .feedback, .tool, .empty, .languages, .quiet, .plain, .icon, .launcher { display: none !important; }
  .question { background: none; border: 1px solid #000; }
  .source-head .badge, .place, .number, .own, .notice, .about { color: #000; }
  .turn, .source { break-inside: avoid; }
  .passage[hidden] { display: block !important; }
  a.open::after { content: " " attr(href); font-weight: 400; }
}
`;

let sheet;

/** Return the style sheet that all widgets of a page share. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(TOKENS + CSS);
  }
  return sheet;
}
