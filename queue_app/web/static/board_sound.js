// The board's sound: switched on by whoever looks at it, once for each alert that begins, never for the same one again.
import { play } from "./tones.js";

const STORED = "antrean.board.sound";
const TONES_HZ = [880, 659, 880];

let audio = null;

function isOn() {
  return window.Antrean.kept.get(STORED) === "on";
}

/** How it stands: "off", "on", or "locked" where it is on and the browser lets no page sound before it is touched. */
export function soundState() {
  if (!isOn()) return "off";
  return audio && audio.state === "running" ? "on" : "locked";
}

/** On or off, on this computer. Switching it on sounds once, so that everybody hears that it does. */
export function switchSound() {
  window.Antrean.kept.set(STORED, soundState() === "on" ? "off" : "on");
  if (!isOn()) return;
  audio = audio || new AudioContext();
  play(audio, TONES_HZ);
}

/** Where it was on before, the first key or click on the page lets it sound again; `onChange` hears of it. */
export function prepareSound(onChange) {
  const unlock = ({ target }) => {
    if (!isOn() || target.closest(".sound-locked")) return; // whose own press does it
    audio = audio || new AudioContext();
    audio.resume().then(onChange);
  };
  for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, unlock, { once: true });
}

/**
 * Which alerts nobody on this page has been told of yet: those that began since it was opened, each once.
 * @returns {function(AlertTold[]): AlertTold[]} sounds for them, unless somebody looks after them already
 */
export function makeListener() {
  let known = null;
  return function listen(alerts) {
    const fresh = known ? alerts.filter(({ id, by }) => !known.has(id) && by === null) : [];
    known = new Set([...(known || []), ...alerts.map(({ id }) => id)]);
    if (fresh.length > 0 && soundState() === "on") play(audio, TONES_HZ);
    return fresh;
  };
}
