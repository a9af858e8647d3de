// One kiosk, display, tablet or printer: its name, what there is to know of it, and how it is in one calm word.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, serverNow } from "./clock.js";
import { t } from "./texts.js";

/** "just now", "3 min ago", the time, or the days where it was another one. */
function ago(at) {
  if (!at) return t("never");
  const passed_s = elapsed_s(at);
  if (passed_s < 90) return t("just now");
  if (passed_s < 3600) return t("{count} min ago", { count: Math.floor(passed_s / 60) });
  const [hours, minutes] = clockTime(serverNow()).split(".").map(Number);
  return passed_s < (hours * 60 + minutes) * 60 ? clockTime(at) : t("{days} days ago", { days: Math.max(1, Math.floor(passed_s / 86400)) });
}

function Row({ row, mark, second, facts, state, todo, children }) {
  const looks = row.needs_help ? "help" : row.is_away ? "away" : "well";
  return html`<li class=${`thing ${looks}`} data-testid=${mark}>
    <div class="thing-name"><strong>${row.name}</strong>${second && html`<span class="second">${second}</span>`}${todo && html`<span class="todo">${todo}</span>`}${children}</div>
    <ul class="thing-facts">${facts.filter(Boolean).map((fact) => html`<li>${fact}</li>`)}</ul>
    <p class="thing-state"><span class="state-word">${state}</span><span class="second">${t("last heard of: {when}", { when: ago(row.seen_at) })}</span></p>
  </li>`;
}

const outdated = (row, how) => row.is_outdated && html`<span class="warn">${t("Outdated")}</span> <span class="second">${how}</span>`;

function paperLeft(row) {
  if (row.left_pct === null) return row.paper;
  return t("{left} % of the roll", { left: row.left_pct });
}

function printerState(row) {
  if (row.is_away) return t("Away");
  if (row.trouble) return t("Does not print");
  return row.runs_low ? t("Runs low") : t("Ready");
}

function printerTodo(row) {
  if (row.trouble) return row.trouble;
  return row.runs_low ? t("Have a new roll at hand.") : "";
}

/** @param {{row: (KnownPrinter)}} shown */
export function Printer({ row }) {
  const paper = html`${t("Paper")}: ${row.runs_low ? html`<span class="warn">${paperLeft(row)}</span>` : paperLeft(row)} · ${t("{width} mm", { width: row.paper_width_mm })}`;
  return html`<${Row} row=${row} mark=${`printer-${row.id}`} second=${row.is_at_server ? t("At the server") : t("At a kiosk’s computer")}
    facts=${[paper, outdated(row, row.version)]} state=${printerState(row)} todo=${printerTodo(row)} />`;
}

function screenTodo(row) {
  if (!row.needs_help) return "";
  return row.is_away ? t("Look whether it is on and has the network.") : row.sound;
}

function screenState(row) {
  if (row.is_away) return row.needs_help ? t("Away") : t("Closed");
  return row.is_mute ? t("Mute") : t("Works");
}

/** @param {{row: (KnownScreen)}} shown */
export function Screen({ row, onForget }) {
  const second = [row.name.startsWith(row.kind_name) ? "" : row.kind_name, row.zone].filter(Boolean).join(" · ");
  const facts = [
    row.kind === "display" && !row.is_mute && `${t("Sound")}: ${row.sound}`,
    row.spoke_at && t("said at {time} that it had spoken a call", { time: clockTime(row.spoke_at) }),
    row.prints_at && `${t("Prints at")}: ${row.prints_at}`,
    outdated(row, t("loads anew by itself when idle")),
  ];
  return html`<${Row} row=${row} mark="screen" second=${second} facts=${facts} state=${screenState(row)} todo=${screenTodo(row)}>
    ${row.is_away && row.id && !row.device_id && html`<button type="button" class="button small" aria-label=${`${t("Is gone for good")}: ${row.name}`} onClick=${() => onForget(row)}>${t("Is gone for good")}</button>`}
  </${Row}>`;
}
