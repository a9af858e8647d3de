// The button of the counter page, with its key.
import { html } from "./vendor/preact-htm.mjs";

/** A double click must not press what appears in the same place; aria-disabled keeps the focus where it is. */
export function Button({ testid, kind, keyName, busy, run, children }) {
  const press = (event) => { if (busy === null && event.detail < 2) run(); };
  return html`<button type="button" class=${`button ${kind || ""}`} data-testid=${testid} aria-disabled=${String(busy !== null)}
    aria-keyshortcuts=${keyName || null} onClick=${press}>
    <span class="label">${children}</span>${keyName && html`<kbd aria-hidden="true">${keyName}</kbd>`}</button>`;
}
