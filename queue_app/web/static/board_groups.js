// One row for each group, the longest wait first: how it stands to the limit, and its services once it is opened.
import { html, useRef, useState } from "./vendor/preact-htm.mjs";
import { Bar, Word, level, minutesSince, shareSince } from "./board_levels.js";
import { Services } from "./board_services.js";
import { boot, t } from "./texts.js";

const NEVER = Infinity;
const LETTERS = 2; // that its mark has room for

/** What the services of a group come to. @param {BoardGroup} group @param {BoardService[]} services of the group */
function summed(group, services) {
  const count = (name) => services.reduce((sum, each) => sum + each[name], 0);
  const first = Math.min(...services.map((each) => (each.longest_since === null ? NEVER : each.longest_since)));
  return { group, services, waiting: count("waiting"), in_service: count("in_service"),
    longest_since: first === NEVER ? null : first, shut: services.filter((each) => each.why).length };
}

/** The longest wait first; those of whom nobody knows since when, by how many they are. The office's order holds else. */
function byNeed(one, other) {
  return (one.longest_since || NEVER) - (other.longest_since || NEVER) || other.waiting - one.waiting || other.in_service - one.in_service;
}

function grouped({ groups, services }) {
  const rows = groups.map((group) => summed(group, services.filter((each) => each.group === group.code)));
  return rows.filter((row) => row.services.length > 0).sort(byNeed);
}

function inOrder(rows, codes) {
  return [...rows].sort((one, other) => codes.indexOf(one.group.code) - codes.indexOf(other.group.code));
}

/** The groups; view: {state, busy, message}, send: see board_actions.js. */
export function Groups({ view, send }) {
  const found = grouped(view.state);
  const order = useRef([]);
  const [asked, setAsked] = useState(null); // {id, what}: the one service that is being asked about
  const rows = asked ? inOrder(found, order.current) : found; // nothing moves under the hand of who fills in
  order.current = rows.map((row) => row.group.code);
  const [opened, setOpened] = useState(rows.length === 1 ? [rows[0].group.code] : []);
  // The pressed button is gone, or what it asked for is below it: the focus goes where the next key belongs.
  const ask = (id, what, next = "step") => {
    setAsked(what && { id, what });
    setTimeout(() => document.getElementById(`${what === "close" ? "reason" : next}-${id}`)?.focus());
  };
  const turn = (code) => setOpened(opened.includes(code) ? opened.filter((each) => each !== code) : [...opened, code]);
  return html`<section class="card" aria-labelledby="groups-title">
    <h2 id="groups-title">${t("Waiting per group")}</h2>
    ${view.state.closed && html`<p class="soft" data-testid="office-closed">${view.state.closed}</p>`}
    <div role="alert">${view.message && html`<p class="message" data-testid="service-message">${view.message}</p>`}</div>
    <ul class="groups" data-testid="groups">${rows.map((row) => html`<${Group} key=${row.group.code} row=${row} view=${view} send=${send} asked=${asked} ask=${ask}
      isOpen=${opened.includes(row.group.code)} turn=${() => turn(row.group.code)} />`)}</ul>
  </section>`;
}

function Group({ row, isOpen, turn, ...rest }) {
  const { code, name } = row.group;
  return html`<li class=${isOpen ? "group open" : "group"}>
    <button type="button" class="group-row" data-testid=${`group-${code}`} aria-expanded=${String(isOpen)} aria-controls=${`group-${code}`} onClick=${turn}>
      <span class="turn" aria-hidden="true"></span>
      <${Mark} row=${row} />
      <span class="group-name"><span class="group-words" title=${name}>${name}</span>
        ${row.shut > 0 && html` <span class="shut-count">${t("{count} closed", { count: row.shut })}</span>`}</span>
      <${State} row=${row} limits=${rest.view.state.limits} />
    </button>
    <div id=${`group-${code}`} hidden=${!isOpen}>${isOpen && html`<${Services} services=${row.services} ...${rest} />`}</div>
  </li>`;
}

/** What the kiosk shows of the group: its pictogram, or the letters of its numbers, on a square of its hue. */
function Mark({ row }) {
  const { pictogram, hue } = row.group;
  const letters = [...new Set(row.services.map(({ series }) => series))].slice(0, LETTERS).join("");
  return html`<span class=${`mark hue-${hue}`} aria-hidden="true">
    ${pictogram ? html`<svg class="pictogram"><use href=${`${boot.pictograms}#${pictogram}`}></use></svg>` : letters}</span>`;
}

function State({ row, limits }) {
  const serving = row.in_service > 0 && t("{count} in service", { count: row.in_service });
  if (row.waiting === 0) return html`<span class="quiet">${serving || t("nobody")}</span>`;
  const share = shareSince(row.longest_since, limits.wait_min);
  const at = level(share, limits);
  return html`<span class="group-count"><span class="number">${row.waiting}</span> ${t("people")}</span>
    <${Bar} share=${share} at=${at} />
    <span class="group-wait number">${row.longest_since === null ? "–" : t("{count} min", { count: minutesSince(row.longest_since) })}</span>
    <${Word} at=${at} />`;
}
