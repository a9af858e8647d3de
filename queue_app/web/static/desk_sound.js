// A short soft tone when an empty queue gets someone. Made here, without a file; it can be switched off.

const STORED = "antrean.sound";
const TONES_HZ = [659, 784];
const TONE_S = 0.22;
const LOUDNESS = 0.07;

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
  audio.resume();
  TONES_HZ.forEach((hertz, place) => tone(hertz, audio.currentTime + place * TONE_S));
}

function tone(hertz, at) {
  const source = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_S * 1.6);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + TONE_S * 1.7);
}
