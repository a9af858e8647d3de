// Taking back the last action, for as long as the server says it can be.
import { html } from "./vendor/preact-htm.mjs";
import { serverNow } from "./clock.js";
import { Button } from "./desk_button.js";
import { t } from "./texts.js";

const DONE = {
  call: () => t("Called"),
  recall: () => t("Called again"),
  start: () => t("Service started"),
  finish: () => t("Finished"),
  hold: () => t("On hold"),
  resume: () => t("Resumed"),
  transfer: () => t("Transferred"),
  no_show: () => t("No-show"),
  restore: () => t("Restored"),
  cancel: () => t("Cancelled"),
};

/** Whole seconds left; 0 when there is nothing to take back. */
export function undoLeft_s(undo) {
  return undo ? Math.max(0, Math.ceil((undo.until - serverNow()) / 1000)) : 0;
}

/** "Finished A012. Undo (7)", nothing once the time is over. */
export function Undo({ view, hands }) {
  const left_s = undoLeft_s(view.undo);
  if (left_s === 0) return null;
  const { action, number } = view.undo;
  return html`<div class="undo" data-testid="undo-bar">
    <span>${action in DONE ? DONE[action]() : ""} <strong>${number}</strong></span>
    <${Button} testid="undo" keyName=${view.keysOn ? "Z" : ""} busy=${view.busy} run=${hands.undo}>
      ${t("Undo")} <span class="soft" aria-hidden="true">${t("{count} s", { count: left_s })}</span><//>
  </div>`;
}
