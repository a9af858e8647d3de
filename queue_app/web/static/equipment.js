// The room's equipment: each printer and screen with its last contact; asked for again every ten seconds.
import { html, render } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, serverNow, setServerNow } from "./clock.js";
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

/** "just now", "3 min ago", the time, or the date where it was another day. */
function ago(at) {
  if (!at) return t("never");
  const passed_s = elapsed_s(at);
  if (passed_s < 90) return t("just now");
  if (passed_s < 3600) return t("{count} min ago", { count: Math.floor(passed_s / 60) });
  const [hours, minutes] = clockTime(serverNow()).split(".").map(Number);
  return passed_s < (hours * 60 + minutes) * 60 ? clockTime(at) : t("{days} days ago", { days: Math.max(1, Math.floor(passed_s / 86400)) });
}

/** @param {{row: (KnownScreen|KnownPrinter)}} shown */
function Contact({ row }) {
  return html`<td class=${row.is_away && row.needs_help ? "contact bad" : "contact"}>
    <span class=${row.is_away ? `dot away ${row.needs_help ? "" : "calm"}` : "dot"} aria-hidden="true"></span>${row.is_away ? t("Away") : t("Here")}
    <span class="second">${ago(row.seen_at)}</span></td>`;
}

function Version({ row, name }) {
  return html`<td data-label=${t("Version")}>${row.is_outdated ? html`<span class="warn">${t("Outdated")}</span><span class="second">${name}</span>` : t("Current")}</td>`;
}

function paperLeft(row) {
  if (row.left_pct === null) return row.paper;
  return t("{left} % of the roll", { left: row.left_pct });
}

function Printer({ row }) {
  const isOff = row.trouble && !row.is_away;
  return html`<tr class=${row.needs_help ? "help" : ""} data-testid=${`printer-${row.id}`}>
    <th scope="row">${row.name}<span class="second">${row.is_at_server ? t("At the server") : t("At a kiosk’s computer")}</span></th>
    <${Contact} row=${row} />
    <td class=${isOff ? "bad" : ""} data-label=${t("State")}>${isOff ? row.trouble : row.is_away ? t("Not known") : t("Ready")}</td>
    <td data-label=${t("Paper")}>${row.runs_low ? html`<span class="warn">${paperLeft(row)}</span>` : paperLeft(row)}<span class="second">${t("{width} mm", { width: row.paper_width_mm })}</span></td>
    <${Version} row=${row} name=${row.version} /></tr>`;
}

function Screen({ row }) {
  return html`<tr class=${row.needs_help ? "help" : ""} data-testid="screen">
    <th scope="row">${row.name}<span class="second">${[row.name.startsWith(row.kind) ? "" : row.kind, row.zone].filter(Boolean).join(" · ")}</span>
      ${row.is_away && row.id && !row.device_id && html`<button type="button" class="button small" aria-label=${`${t("Is gone for good")}: ${row.name}`} onClick=${() => forget(row)}>${t("Is gone for good")}</button>`}</th>
    <${Contact} row=${row} />
    <td class=${row.is_mute ? "bad" : ""} data-label=${t("Sound")}>${row.sound}${row.spoke_at && html`<span class="second">${t("said at {time} that it had spoken a call", { time: clockTime(row.spoke_at) })}</span>`}</td>
    <td data-label=${t("Prints at")}>${row.prints_at || "–"}</td>
    <${Version} row=${row} name=${t("loads anew by itself when idle")} /></tr>`;
}

function Table({ id, title, heads, empty, children }) {
  return html`<section class="card" tabindex="0" aria-labelledby=${id}><h2 id=${id}>${title}</h2>
    ${children.length ? html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${children}</tbody></table>`
      : html`<p class="soft empty">${empty}</p>`}</section>`;
}

function summary(state) {
  const count = [...state.printers, ...state.screens].filter((row) => row.needs_help).length;
  if (count === 0) return html`<p class="all-well" role="status" data-testid="summary">${t("Everything that is known works.")}</p>`;
  return html`<p class="message" role="status" data-testid="summary">${t("In need of a hand: {count}", { count })}</p>`;
}

function Page({ state, cut }) {
  return html`<div class="page-head"><h1>${t("State of screens and printers")}</h1>
      ${boot.pairing_url && html`<a class="button" href=${boot.pairing_url}>${t("Pair devices")}</a>`}</div>
    ${summary(state)}
    <${Table} id="printers" title=${t("Printers")} empty=${t("No printer is known yet.")}
      heads=${[t("Printer"), t("Contact"), t("State"), t("Paper"), t("Version")]}>
      ${state.printers.map((row) => html`<${Printer} key=${row.id} row=${row} />`)}</${Table}>
    <${Table} id="screens" title=${t("Kiosks and displays")} empty=${t("No screen has told of itself yet.")}
      heads=${[t("Screen"), t("Contact"), t("Sound"), t("Prints at"), t("Version")]}>
      ${state.screens.map((row) => html`<${Screen} key=${row.id || `d${row.device_id}`} row=${row} />`)}</${Table}>
    ${cut && html`<div class="cut" role="alert">${cut}</div>`}`;
}

function paint() {
  render(html`<${Page} ...${view} />`, root);
}

setInterval(() => ask("/stations/state"), ASK_EVERY_MS);
setInterval(paint, 1000);
paint();
