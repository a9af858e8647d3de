// The button of the counter page, with its key.
import { html } from "./vendor/preact-htm.mjs";

const SHORT = { "Shift+S": "⇧S" }; // as keyboards print it

/**
 * A double click must not press what appears in the same place; aria-disabled keeps the focus where it is.
 * why: what keeps it from being done, told by onWhy where it is pressed all the same; "" or nothing where it can be done
 */
export function Button({ testid, kind, keyName, busy, why, run, onWhy, children }) {
  const press = (event) => {
    if (busy !== null || event.detail > 1) return;
    if (why) onWhy(why);
    else run();
  };
  return html`<button type="button" class=${`button ${kind || ""} ${why ? "is-off" : ""}`} data-testid=${testid}
    aria-disabled=${String(busy !== null || Boolean(why))} aria-keyshortcuts=${keyName || null} title=${why || null} onClick=${press}>
    <span class="label">${children}</span>${keyName && html`<kbd aria-hidden="true">${SHORT[keyName] || keyName}</kbd>`}</button>`;
}
