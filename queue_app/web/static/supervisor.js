// The supervisor's page: the live board, rendered again each second so that waits tick.
import { html, render } from "./vendor/preact-htm.mjs";
import { Board } from "./board_view.js";
import { openLink } from "./link.js";
import { boot, t } from "./texts.js";

const root = document.getElementById("board");

let view = { state: boot.state, cut: null };

function paint() {
  document.title = `(${view.state.waiting}) ${t("Supervisor")} · ${boot.office.name}`;
  render(html`<${Board} ...${view} />`, root);
}

openLink("board", (change) => {
  view = { ...view, ...change };
  paint();
});
setInterval(paint, 1000);
paint();
