// One row for each service, what is over a limit first; what is quiet, or does not fit, folds into one line with its counts.
import { html, useRef, useState } from "./vendor/preact-htm.mjs";
import { Word, level, minutesSince, shareSince } from "./board_levels.js";
import { Fold, folded } from "./board_room.js";
import { Details } from "./board_services.js";
import { boot, t } from "./texts.js";

const NEVER = Infinity;
const LETTERS = 2; // that its mark has room for
const FIGURES = [
  { name: "waiting", label: "Waiting", of: ({ waiting }) => waiting },
  { name: "longest", label: "Longest", of: (service) => longest(service) },
  { name: "serving", label: "In service", of: ({ in_service }) => in_service },
  { name: "held", label: "On hold", of: ({ held }) => held },
];
const FOLDED = {
  red: (count) => t("{count} services over the limit", { count }),
  amber: (count) => t("{count} services close to the limit", { count }),
  calm: (count) => t("{count} services calm", { count }),
};

function longest({ waiting, longest_since }) {
  if (waiting === 0) return null;
  return longest_since === null ? "–" : t("{count} min", { count: minutesSince(longest_since) });
}

function levelOf(service, limits) {
  return level(service.waiting === 0 ? 0 : shareSince(service.longest_since, limits.wait_min), limits);
}

/** What somebody opened or closed by hand comes first, then the longest wait; the office's order holds else. */
function byNeed(pinned) {
  const first = ({ id, by_hand }) => Number(pinned.includes(id) || by_hand !== null);
  return (one, other) => first(other) - first(one) || (one.longest_since || NEVER) - (other.longest_since || NEVER)
    || other.waiting - one.waiting || other.in_service - one.in_service;
}

function inOrder(services, ids) {
  return [...services].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}

/** "2 layanan lewat batas · 12 layanan tenang", of those that are folded away. */
function told(services, limits) {
  const counts = Object.keys(FOLDED).map((at) => [at, services.filter((each) => levelOf(each, limits) === at).length]);
  return counts.filter(([, count]) => count > 0).map(([at, count]) => FOLDED[at](count)).join(" · ");
}

/** The services; room: how many lines there are; view: {state, busy, message}, send: see board_actions.js. */
export function Queue({ view, send, room }) {
  const { services, limits, closed, groups } = view.state;
  const order = useRef([]);
  const [asked, setAsked] = useState(null); // {id, what}: the one service that is being asked about
  const [opened, setOpened] = useState([]);
  const [isOpen, setOpen] = useState(false);
  // Nothing moves under the hand of who fills in.
  const rows = asked ? inOrder(services, order.current) : [...services].sort(byNeed(opened));
  order.current = rows.map(({ id }) => id);
  const loud = rows.filter(({ id, waiting, by_hand }) => waiting > 0 || by_hand !== null || opened.includes(id)).length;
  const [shown, rest] = folded(rows, Math.max(room, opened.length + 2), loud);
  // The pressed button is gone, or what it asked for is below it: the focus goes where the next key belongs.
  const ask = (id, what, next = "step") => {
    setAsked(what && { id, what });
    setTimeout(() => document.getElementById(`${what === "close" ? "reason" : next}-${id}`)?.focus());
  };
  const turn = (id) => setOpened(opened.includes(id) ? opened.filter((each) => each !== id) : [...opened, id]);
  const faces = new Map(groups.map((group) => [group.code, group]));
  return html`<section class="card queue" aria-labelledby="queue-title">
    <div class="card-head"><h2 id="queue-title">${t("Services")}</h2>
      <p class="queue-heads" aria-hidden="true">${FIGURES.map(({ name, label }) => html`<span key=${name} class=${`figure ${name}`}>${t(label)}</span>`)}<span class="word-place"></span></p></div>
    ${closed && html`<p class="soft" data-testid="office-closed">${closed}</p>`}
    <div role="alert">${view.message && html`<p class="message" data-testid="service-message">${view.message}</p>`}</div>
    <ul class="lines" data-testid="queue">${(isOpen ? rows : shown).map((service) => html`<${Service} key=${service.id} service=${service} face=${faces.get(service.group)}
      view=${view} send=${send} asked=${asked?.id === service.id ? asked.what : null} ask=${(what, next) => ask(service.id, what, next)}
      isOpen=${opened.includes(service.id)} turn=${() => turn(service.id)} />`)}</ul>
    ${rest.length > 0 && html`<${Fold} testid="queue-fold" isOpen=${isOpen} turn=${() => setOpen(!isOpen)}>
      ${isOpen ? t("Show fewer") : told(rest, limits)}<//>`}
  </section>`;
}

function Service({ service, face, isOpen, turn, ...rest }) {
  const { id, name, waiting, why } = service;
  const at = levelOf(service, rest.view.state.limits);
  return html`<li class=${isOpen ? "service open" : "service"} data-testid=${`service-${id}`}>
    <button type="button" class=${waiting === 0 ? "service-row quiet" : "service-row"} data-testid=${`row-${id}`} aria-expanded=${String(isOpen)} aria-controls=${`service-${id}`} onClick=${turn}>
      <span class="turn" aria-hidden="true"></span>
      <${Mark} service=${service} face=${face} />
      <span class="service-name"><span class="service-words" title=${name}>${name}</span>
        ${why && html` <span class="shut-mark">${t("closed")}</span>`}</span>
      ${FIGURES.map(({ name: figure, label, of }) => html`<${Figure} key=${figure} name=${figure} label=${label} value=${of(service)} />`)}
      <span class="word-place">${waiting > 0 && html`<${Word} at=${at} />`}</span>
    </button>
    <div id=${`service-${id}`} hidden=${!isOpen}>${isOpen && html`<${Details} service=${service} ...${rest} />`}</div>
  </li>`;
}

/** A figure under its head; nothing for none, so that the eye finds what there is. */
function Figure({ name, label, value }) {
  return html`<span class=${`figure number ${name}`}>${value ? html`${value} <span class="unit">${t(label)}</span>` : ""}</span>`;
}

/** What the kiosk shows of its group: the pictogram, or the letters of its numbers, on a square of its hue. */
function Mark({ service, face }) {
  return html`<span class=${`mark hue-${face ? face.hue : "grey"}`} aria-hidden="true">
    ${face && face.pictogram ? html`<svg class="pictogram"><use href=${`${boot.pictograms}#${face.pictogram}`}></use></svg>` : service.series.slice(0, LETTERS)}</span>`;
}
