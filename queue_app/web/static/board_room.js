// How much of the board is shown so that it fits its screen: the rest folds into a line that says how much it is.
import { html } from "./vendor/preact-htm.mjs";

const LINE_PX = 34;
const TALL_PX = 900; // from here on the plot is higher, as supervisor.css has it
const LEAST = 9;
const MOST_ALERTS = 3; // beside the line of those that are folded away
const CARD = 1; // lines that the head and the edges of a card take

/** Lines for alerts and services, by the height of the window. */
export function linesThatFit() {
  const taken_px = window.innerHeight < TALL_PX ? 462 : 620; // by all that is no line of the left column
  return Math.max(LEAST, Math.floor((window.innerHeight - taken_px) / LINE_PX));
}

/** How many lines services have beside so many alerts. */
export function besideAlerts(count) {
  return linesThatFit() - (count === 0 ? 0 : CARD + Math.min(count, MOST_ALERTS + 1));
}

/**
 * The rows that are shown, the first ones, and those that fold away; all where they fit.
 * @param {number} room in lines @param {number} [most] of those that want to be seen: the others are quiet
 */
export function folded(rows, room, most = rows.length) {
  const count = rows.length <= room ? rows.length : Math.min(most, room - 1);
  return [rows.slice(0, count), rows.slice(count)];
}

/** As many alerts as are shown at most, with their fold. */
export function foldedAlerts(alerts) {
  return folded(alerts, MOST_ALERTS + 1);
}

/** The line of what is folded away, which opens it. */
export function Fold({ testid, isOpen, turn, children }) {
  return html`<button type="button" class=${isOpen ? "fold open" : "fold"} data-testid=${testid} aria-expanded=${String(isOpen)} onClick=${turn}>
    <span class="turn" aria-hidden="true"></span><span>${children}</span></button>`;
}
