// A short soft tone when an empty queue gets someone; it can be switched off.
import { play } from "./tones.js";

const STORED = "antrean.sound";
const TONES_HZ = [659, 784];

let audio = null;

/** Whether the tone is on, on this computer; on unless switched off here. */
export function soundIsOn() {
  return window.Antrean.kept.get(STORED) !== "off";
}

/** Remember whether the tone is on, on this computer. */
export function setSound(on) {
  window.Antrean.kept.set(STORED, on ? "on" : "off");
}

/** Browsers let a page sound only after somebody has touched it: the first key or click prepares the tone. */
export function prepareSound() {
  const prepare = () => { audio = audio || new AudioContext(); };
  for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, prepare, { once: true });
}

/** Plays the tone; silent where it is switched off or nobody has touched the page yet. */
export function chime() {
  if (audio === null || !soundIsOn()) return;
  play(audio, TONES_HZ);
}
