// The supervisor's page: the live board, rendered again each second so that waits tick.
import { html, render } from "./vendor/preact-htm.mjs";
import { makeActions } from "./board_actions.js";
import { makeListener, prepareSound } from "./board_sound.js";
import { Board } from "./board_view.js";
import { openLine } from "./live.js";
import { boot, t } from "./texts.js";

const SPARE_MS = 5000; // between two questions, where no websocket comes through
const ASK_MS = 30000; // services open and close by the clock too, which no event tells

const root = document.getElementById("board");

const listen = makeListener();
listen(boot.state.alerts);

let view = { state: boot.state, cut: null, busy: false, message: null, alertMessage: null, announced: "", repaint: () => setTimeout(paint) };

function paint() {
  const alerts = view.state.alerts.filter(({ by }) => by === null).length;
  document.title = `${alerts > 0 ? `■ ${alerts} · ` : ""}(${view.state.waiting}) ${t("Supervisor")} · ${boot.office.name}`;
  render(html`<${Board} view=${view} send=${send} />`, root);
}

/** @param {{state: (BoardState|undefined)}} change what is different in the view */
function update(change) {
  const fresh = change.state ? listen(change.state.alerts) : [];
  const announced = fresh.length > 0 ? { announced: fresh.map(({ text }) => text).join(". ") } : {}; // said once, and not again
  view = { ...view, ...change, ...announced };
  paint();
}

const line = openLine("board", update, { ask_ms: ASK_MS, spare: { url: "/supervisor/state", every_ms: SPARE_MS } });
const send = makeActions(() => line.question(), update);
prepareSound(paint);
setInterval(paint, 1000);
paint();
