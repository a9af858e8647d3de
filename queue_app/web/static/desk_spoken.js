// What is told without being looked at: to a screen reader, and in the window's title.
import { awayName, whyOf } from "./desk_names.js";
import { t } from "./texts.js";

const HAPPENED = {
  called: (open) => t("{number} called. {reason}", { number: open.number, reason: whyOf(open) }),
  serving: (open) => t("Service of {number} has started.", { number: open.number }),
};

/** Put into the live region what changed between two states. */
export function announce(region, before, after) {
  const text = after.open ? aboutOpen(before.open, after.open) : aboutFree(before, after);
  if (text) region.textContent = text;
}

function aboutOpen(before, open) {
  if (!before || before.leg_id !== open.leg_id || before.state !== open.state) return HAPPENED[open.state](open);
  return open.call_count > before.call_count ? t("{number} called again.", { number: open.number }) : "";
}

function aboutFree(before, after) {
  if (before.open) {
    return t("{number} is no longer at this counter. {count} waiting.", { number: before.open.number, count: after.waiting });
  }
  if (before.desk && after.desk && before.desk.status !== after.desk.status) return awayName(after.desk) || t("Free");
  return after.desk && before.waiting === 0 && after.waiting > 0 ? t("{count} waiting", { count: after.waiting }) : "";
}

/** The window's title: how many wait, and where this is. */
export function title({ desk, waiting, office_waiting }) {
  const place = desk ? t("Counter {number}", { number: desk.counter }) : t("Counter");
  return `(${desk ? waiting : office_waiting}) ${place}`;
}
