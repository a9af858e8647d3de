// The four figures that tell how the day goes, each against the limit that the office has set.
import { html } from "./vendor/preact-htm.mjs";
import { Bar, Word, level, minutesSince, serviceShare, shareSince } from "./board_levels.js";
import { t } from "./texts.js";

const NOTHING = "–";
const TILES = [
  { testid: "tile-waiting", label: "Waiting", tell: waiting },
  { testid: "tile-longest", label: "Longest wait now", tell: longestWait },
  { testid: "tile-service", label: "Longest service now", tell: longestService },
  { testid: "tile-stay", label: "Longest stay of anyone here", tell: longestStay },
];

function waiting({ waiting, limits }) {
  return { share: waiting / limits.waiting, value: waiting, unit: t("people"), foot: t("limit {limit} people", { limit: limits.waiting }) };
}

function longestWait({ longest_since, limits }) {
  return lasting(longest_since, limits.wait_min, null);
}

function longestStay({ longest_stay, limits }) {
  return lasting(longest_stay && longest_stay.since, limits.stay_min, longest_stay && longest_stay.ticket);
}

function lasting(since, limit, ticket) {
  const told = t("limit {limit} min", { limit });
  if (since === null) return { share: 0, value: NOTHING, unit: "", foot: told };
  return { share: shareSince(since, limit), value: minutesSince(since), unit: t("min"), foot: ticket ? `${ticket} · ${told}` : told };
}

function longestService({ counters, limits }) {
  const told = t("limit {limit} % of the standard", { limit: limits.service_pct });
  const running = counters.filter((counter) => serviceShare(counter) !== null);
  if (running.length === 0) return { share: 0, value: NOTHING, unit: "", foot: told };
  const longest = running.reduce((most, each) => (serviceShare(each) > serviceShare(most) ? each : most));
  const pct = Math.floor(serviceShare(longest) * 100);
  const where = t("Counter {number}", { number: longest.number });
  return { share: pct / limits.service_pct, value: pct, unit: "%", foot: `${where} · ${told}` };
}

/** @param {{state: BoardState}} shown */
export function Tiles({ state }) {
  return html`<dl class="tiles">${TILES.map((tile) => html`<${Tile} key=${tile.testid} tile=${tile} state=${state} />`)}</dl>`;
}

function Tile({ tile, state }) {
  const { share, value, unit, foot } = tile.tell(state);
  const at = level(share, state.limits);
  return html`<div class=${`tile card ${at}`} data-testid=${tile.testid}>
    <dt>${t(tile.label)}</dt>
    <dd><span class="value"><span class="number" data-testid=${`${tile.testid}-value`}>${value}</span> ${unit && html`<span class="unit">${unit}</span>`}</span>
      <${Word} at=${at} /><${Bar} share=${share} at=${at} /><span class="foot">${foot}</span></dd></div>`;
}
