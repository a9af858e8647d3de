// The room's equipment: first what needs a person, then each kind for itself; asked for again every ten seconds.
import { html, render } from "./vendor/preact-htm.mjs";
import { clockTime, serverNow, setServerNow } from "./clock.js";
import { Lent, Slips } from "./equipment_lent.js";
import { Printer, Screen } from "./equipment_rows.js";
import { request } from "./request.js";
import { boot, t } from "./texts.js";

const ASK_EVERY_MS = 10000;
const root = document.getElementById("equipment");

let view = { state: boot.state, cut: null };

async function ask(path, body) {
  try {
    const told = await request(path, body);
    if (told === null) return;
    view = told.accepted ? { state: told, cut: null } : { ...view, cut: told.message };
    if (told.accepted) setServerNow(told.now);
  } catch {
    view = { ...view, cut: view.cut || t("No connection to the server since {time}. Trying again by itself.", { time: clockTime(serverNow()) }) };
  }
  paint();
}

const forget = (screen) => ask("/stations/forget", { screen_id: screen.id });

const lookAt = (slip) => ask("/stations/slip", { slip_id: slip.id });

const GROUPS = [ // mark, heading, what is listed when nobody needs to go there
  ["kiosk", t("Kiosks"), t("No kiosk has told of itself yet.")],
  ["display", t("Displays"), t("No display has told of itself yet.")],
  ["printer", t("Printers"), t("No printer is known yet.")],
  ["survey", t("Survey tablets"), ""],
];

const Thing = ({ row }) => (row.kind_name === undefined ? html`<${Printer} row=${row} />` : html`<${Screen} row=${row} onForget=${forget} />`);
const keyOf = (row) => (row.kind_name === undefined ? `p${row.id}` : row.id || `d${row.device_id}`);
const groupOf = (row) => (row.kind_name === undefined ? "printer" : row.kind);

function Group({ mark, title, rows, empty }) {
  return html`<section class=${`card things-${mark}`} aria-labelledby=${mark} data-testid=${`group-${mark}`}><h2 id=${mark}>${title}${rows.length > 1 && html` <span class="badge">${rows.length}</span>`}</h2>
    ${rows.length ? html`<ul class="things">${rows.map((row) => html`<${Thing} key=${keyOf(row)} row=${row} />`)}</ul>` : html`<p class="soft">${empty}</p>`}</section>`;
}

/** Of one kind: those that need nobody; nothing at all where each of them stands above, or none is expected. */
function Kind({ mark, title, empty, all }) {
  const own = all.filter((row) => groupOf(row) === mark);
  const rows = own.filter((row) => !row.needs_help);
  return (rows.length > 0 || (own.length === 0 && empty)) && html`<${Group} mark=${mark} title=${title} rows=${rows} empty=${empty} />`;
}

function Page({ state, cut }) {
  const all = [...state.screens, ...state.printers];
  const helpless = all.filter((row) => row.needs_help);
  return html`<div class="page-head"><h1>${t("State of screens and printers")}</h1>
      ${boot.pairing_url && html`<a class="button" href=${boot.pairing_url}>${t("Pair devices")}</a>`}</div>
    <p class=${helpless.length ? "visually-hidden" : "all-well"} role="status" data-testid="summary">${helpless.length ? t("In need of a hand: {count}", { count: helpless.length }) : t("Everything that is known works.")}</p>
    ${helpless.length > 0 && html`<${Group} mark="help" title=${t("In need of a hand")} rows=${helpless} />`}
    <${Slips} rows=${state.slips} onLook=${lookAt} />
    ${GROUPS.map(([mark, title, empty]) => html`<${Kind} key=${mark} mark=${mark} title=${title} empty=${empty} all=${all} />`)}
    <${Lent} rows=${state.lent} />
    ${cut && html`<div class="cut" role="alert">${cut}</div>`}`;
}

function paint() {
  render(html`<${Page} ...${view} />`, root);
}

setInterval(() => ask("/stations/state"), ASK_EVERY_MS);
setInterval(paint, 1000);
paint();
