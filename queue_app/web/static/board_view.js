// What the supervisor sees: first what needs a person, then the day against its limits; officers' times on a second tab.
import { html } from "./vendor/preact-htm.mjs";
import { Alerts } from "./board_alerts.js";
import { Counters } from "./board_counters.js";
import { Day } from "./board_day.js";
import { OfficerTimes } from "./board_officers.js";
import { Queue } from "./board_queue.js";
import { besideAlerts } from "./board_room.js";
import { soundState, switchSound } from "./board_sound.js";
import { NAMES, Panel, Tabs, useTab } from "./board_tabs.js";
import { Tiles } from "./board_tiles.js";
import { Floods } from "./floods.js";
import { t } from "./texts.js";

const FACES = { now: Now, officers: Officers };

/**
 * The whole board; view: the state, the sentence of a cut line and what became of the last action; send: board_actions.
 * @param {{view: {state: BoardState}, send: Object}} shown
 */
export function Board({ view, send }) {
  const { state, cut } = view;
  const [tab, choose] = useTab(state.sees_officers ? NAMES : ["now"]);
  const Face = FACES[tab];
  return html`
    <h1 class="visually-hidden">${t("Supervisor")}</h1>
    <${Floods} floods=${state.floods} />
    ${state.clock && html`<p class="message" role="alert" data-testid="clock-behind">${state.clock}</p>`}
    ${state.clock_set.map((told, place) => html`<p class="message" role="status" data-testid="clock-set" key=${place}>${told}</p>`)}
    <div role="status"><${Papers} paper=${state.paper} /></div>
    <div class="board-head">${state.sees_officers && html`<${Tabs} tab=${tab} choose=${choose} />`}
      <span class="board-aside"><${Devices} state=${state} /><${Past} count=${state.alerts_today} /><${Sound} view=${view} /></span></div>
    <div class="visually-hidden" role="status" data-testid="announced">${view.announced}</div>
    ${state.sees_officers
      ? html`<${Panel} key=${tab} name=${tab}><${Face} view=${view} send=${send} /><//>`
      : html`<${Now} view=${view} send=${send} />`}
    ${cut && html`<div class="cut" role="alert">${cut}</div>`}`;
}

function Now({ view, send }) {
  const { state } = view;
  return html`<${Tiles} state=${state} />
    <div class="columns">
      <div class="column"><${Alerts} view=${view} send=${send} />
        <${Queue} view=${view} send=${send} room=${besideAlerts(state.alerts.length)} /><${Day} state=${state} /></div>
      <${Counters} counters=${state.counters} limits=${state.limits} />
    </div>`;
}

function Officers({ view }) {
  return html`<${OfficerTimes} rows=${view.state.officers} fault=${view.state.log_fault} />`;
}

/** Tickets without their paper, and papers that somebody must look for: citizens are waiting for them. */
function Papers({ paper }) {
  if (paper.failed === 0 && paper.doubtful === 0) return null;
  return html`<p class="message paper" data-testid="paper-failed">
    ${paper.failed > 0 && html`<span>${t("{count} tickets were not printed: {reason}.", { count: paper.failed, reason: paper.reason })} </span>`}
    ${paper.doubtful > 0 && html`<span>${t("{count} papers are in doubt.", { count: paper.doubtful })} </span>`}
    <a href="/paper" data-testid="to-paper">${t("Look after the paper")}</a>
    ${paper.failed > 0 && html`<span class="paper-advice">${t("The numbers are valid; they stand on the screen of the kiosk and on the citizen's page.")}</span>`}</p>`;
}

/** How many kiosks, displays and printers want a hand: no more than a number, for they call nobody away from the room. */
function Devices({ state }) {
  const count = state.screens_in_need + state.paper.printers.length;
  return html`<span role="status">${count > 0 && html`<a class="devices" href="/stations" data-testid="devices">
    <span class="devices-count number">${count}</span> ${t("devices need a look")}</a>`}</span>`;
}

/** How many alerts began today, and the way to those of every day. */
function Past({ count }) {
  return html`<a href="/supervisor/alerts" data-testid="alerts-past">${t("Alerts today: {count}", { count })}</a>`;
}

const STATE_NAME = { off: "Sound off", on: "Sound on", locked: "Press for sound" };

function Sound({ view }) {
  const at = soundState();
  const press = () => { switchSound(); view.repaint(); };
  return html`<button type="button" class=${`button small sound-${at}`} data-testid="board-sound" onClick=${press}>${t(STATE_NAME[at])}</button>`;
}
