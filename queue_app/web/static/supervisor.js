// The supervisor's page: the live board, rendered again each second so that waits tick.
import { html, render } from "./vendor/preact-htm.mjs";
import { makeServiceActions } from "./board_actions.js";
import { Board } from "./board_view.js";
import { openLine } from "./live.js";
import { boot, t } from "./texts.js";

const SPARE_MS = 5000; // between two questions, where no websocket comes through
const ASK_MS = 30000; // services open and close by the clock too, which no event tells

const root = document.getElementById("board");

let view = { state: boot.state, cut: null, busy: false, message: null };

function paint() {
  document.title = `(${view.state.waiting}) ${t("Supervisor")} · ${boot.office.name}`;
  render(html`<${Board} view=${view} send=${send} />`, root);
}

/** @param {{state: (BoardState|undefined)}} change what is different in the view */
function update(change) {
  view = { ...view, ...change };
  paint();
}

const line = openLine("board", update, { ask_ms: ASK_MS, spare: { url: "/supervisor/state", every_ms: SPARE_MS } });
const send = makeServiceActions(() => line.question(), update);
setInterval(paint, 1000);
paint();
