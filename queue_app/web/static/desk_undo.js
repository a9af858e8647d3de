// Taking back the last action, for as long as the server says it can be.
import { serverNow } from "./clock.js";
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

/** What would be taken back: "Selesai A012". */
export function undone({ action, number }) {
  return `${action in DONE ? DONE[action]() : ""} ${number}`.trim();
}
