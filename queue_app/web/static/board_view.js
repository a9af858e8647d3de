// What the supervisor sees: the room in six numbers, services, counters, and today's service times per officer.
import { html } from "./vendor/preact-htm.mjs";
import { clockTime, elapsed_s, serverNow, stopwatch } from "./clock.js";
import { OfficerTimes } from "./board_officers.js";
import { Floods } from "./floods.js";
import { Services } from "./board_services.js";
import { t } from "./texts.js";

// Of a ticket, and of an officer who is away: the officer's own "serving" is no more than being at the counter.
const STATE_NAME = { called: "Called", serving: "In service" };
const AWAY_NAME = { break: "Break", back_office: "Back office" };
const LONG = 5; // signs; a longer value is set smaller

const NAMED = 5; // screens in the warning; /stations lists them all

const TILES = [
  { testid: "tile-waiting", label: "Waiting", of: (state) => state.waiting },
  { testid: "tile-longest", label: "Longest wait", of: longestWait },
  { testid: "tile-called", label: "Called", of: (state) => state.called },
  { testid: "tile-serving", label: "In service", of: (state) => state.in_service },
  { testid: "tile-finished", label: "Finished today", of: (state) => state.finished },
  { testid: "tile-no-show", label: "No-shows today", of: (state) => state.no_show },
];

function longestWait(state) {
  if (state.waiting === 0) return "–";
  const since_s = (serverNow() - state.now) / 1000;
  return stopwatch(Math.max(0, state.longest_wait_s + since_s));
}

/**
 * The whole board; view: the state, the sentence of a cut line and what became of the last action; send: board_actions.
 * @param {{view: {state: BoardState}, send: Object}} shown
 */
export function Board({ view, send }) {
  const { state, cut } = view;
  return html`
    <h1 class="visually-hidden">${t("Supervisor")}</h1>
    <${Floods} floods=${state.floods} />
    ${state.clock && html`<p class="message" role="alert" data-testid="clock-behind">${state.clock}</p>`}
    <div role="status"><${PaperWarnings} paper=${state.paper} /><${AwayWarning} away=${state.away} /></div>
    <dl class="tiles">${TILES.map((tile) => html`<${Tile} key=${tile.testid} tile=${tile} value=${tile.of(state)} />`)}</dl>
    <div class="columns">
      <${Services} view=${view} send=${send} />
      <div class="column">
        <${Counters} counters=${state.counters} />
        <${OfficerTimes} rows=${state.officers} />
      </div>
    </div>
    ${cut && html`<div class="cut" role="alert">${cut}</div>`}`;
}

function Tile({ tile, value }) {
  return html`<div class="tile card" data-testid=${tile.testid}>
    <dt>${t(tile.label)}</dt><dd class=${String(value).length > LONG ? "number long" : "number"}>${value}</dd></div>`;
}

/** What somebody must look after: tickets without paper, papers in doubt, printers that fail or run low. */
function PaperWarnings({ paper }) {
  const told = paper.failed > 0 ? paper.reason : null;
  const printers = paper.printers.filter(({ reason }) => !reason || reason !== told).map(printerSentence);
  if (paper.failed === 0 && paper.doubtful === 0 && printers.length === 0) return null;
  return html`<p class="message paper" data-testid="paper-failed">
    ${paper.failed > 0 && html`<span>${t("{count} tickets were not printed: {reason}.", { count: paper.failed, reason: paper.reason })} </span>`}
    ${paper.doubtful > 0 && html`<span>${t("{count} papers are in doubt.", { count: paper.doubtful })} </span>`}
    ${printers.map((sentence) => html`<span key=${sentence}>${sentence} </span>`)}
    <a href="/paper" data-testid="to-paper">${t("Look after the paper")}</a>
    ${paper.failed > 0 && html`<span class="paper-advice">${t("The numbers are valid; they stand on the screen of the kiosk and on the citizen's page.")}</span>`}</p>`;
}

/** Screens of today that have not been heard of for some minutes. */
function AwayWarning({ away }) {
  if (away.length === 0) return null;
  const names = away.slice(0, NAMED).map(({ name, since }) => `${name} (${clockTime(since)})`).join(", ");
  const count = away.length - NAMED;
  const told = count > 0 ? t("Not connected: {names} and {count} more", { names, count }) : t("Not connected: {names}", { names });
  return html`<p class="message paper" data-testid="away">${told}${" "}<a href="/stations">${t("See the equipment")}</a></p>`;
}

function printerSentence({ name, reason, left_pct }) {
  if (reason) return t("Printer {name}: {reason}.", { name, reason });
  if (left_pct !== null) return t("Printer {name}: {left} % of the roll is left.", { name, left: left_pct });
  return t("Printer {name}: the roll is nearly used up.", { name });
}

function Counters({ counters }) {
  return html`<section class="card" tabindex="0" aria-labelledby="counters-title">
    <h2 id="counters-title">${t("Counters")}</h2>
    <table data-testid="counters">
      <thead><tr><th scope="col">${t("Counter")}</th><th scope="col">${t("Officer")}</th><th scope="col">${t("Ticket")}</th>
        <th scope="col">${t("State")}</th><th scope="col">${t("Since")}</th><th scope="col">${t("Duration")}</th></tr></thead>
      <tbody>${counters.map((counter) => html`<${Counter} key=${counter.number} counter=${counter} />`)}</tbody>
    </table>
  </section>`;
}

function counterState({ officer, state, status, status_reason }) {
  if (state) return html`<span class=${`badge ${state}`}>${t(STATE_NAME[state])}</span>`;
  if (AWAY_NAME[status]) return html`<span class="away">${awayName(status, status_reason)}</span>`;
  return html`<span class="soft">${officer ? t("Free") : t("Closed")}</span>`;
}

function awayName(status, reason) {
  const name = t(AWAY_NAME[status]);
  return reason && reason !== name ? `${name}: ${reason.toLowerCase()}` : name;
}

function Counter({ counter }) {
  return html`<tr class=${counter.officer ? "" : "calm"}>
    <th scope="row" class="strong">${counter.number}</th>
    <td class="text">${counter.officer || "–"}</td>
    <td class="text">${counter.ticket ? html`<span class="strong">${counter.ticket}</span>` : "–"}
      ${counter.reason && html`<span class="why">${counter.reason}</span>`}</td>
    <td class="text">${counterState(counter)}
      ${counter.is_unheard && html`<span class="why" data-testid="unheard">${t("call not heard")}</span>`}</td>
    <td>${counter.since ? clockTime(counter.since) : "–"}</td>
    <td>${counter.since ? stopwatch(elapsed_s(counter.since)) : "–"}</td></tr>`;
}
