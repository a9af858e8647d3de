// One step as a button in its place, and a row of them.
import { html } from "./vendor/preact-htm.mjs";
import { Button } from "./desk_button.js";
import { serverNow } from "./clock.js";
import { stepsOf } from "./desk_steps.js";
import { undone, undoLeft_s } from "./desk_undo.js";
import { t } from "./texts.js";

/** Whether the citizen of a held ticket should be back by now. */
function isDue({ back_at }) {
  return back_at <= serverNow(); // false for one without
}

// What stands behind the label of a step, and what marks it.
const MORE = {
  held: ({ state }) => (state.held_count > 0 ? ` (${state.held_count})` : ""),
  undo: ({ undo }) => (undoLeft_s(undo) > 0 ? html` <span class="undo" data-testid="undo-bar">
    <span aria-hidden="true">${t("{count} s", { count: undoLeft_s(undo) })}</span> <span class="what">${undone(undo)}</span></span>` : ""),
};
const MARKED = {
  held: ({ state }) => state.held.some(isDue),
  undo: ({ undo }) => undoLeft_s(undo) > 0,
};

function kindOf({ id, isNext }, view) {
  if (isNext) return "primary step-first";
  return id in MARKED && MARKED[id](view) ? "is-due" : "";
}

/** The steps of a place, or the named ones of any place, in their order. */
export function Steps({ view, hands, place, ids }) {
  const wanted = ids ? ({ id }) => ids.includes(id) : (step) => step.place === place;
  return stepsOf(view).filter(wanted).map((step) => html`<${Button} key=${step.id} testid=${step.id} kind=${kindOf(step, view)}
    busy=${view.busy} keyName=${view.keysOn ? step.key : ""} why=${step.why} onWhy=${hands.note} run=${() => hands.step(step)}>
    ${t(step.label)}${step.id in MORE && MORE[step.id](view)}<//>`);
}
