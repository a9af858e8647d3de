// Short soft tones, made here without a file.

const TONE_S = 0.22;
const LOUDNESS = 0.07;

/** Plays tones one after the other. audio: the page's AudioContext. tones_hz: in hertz. */
export function play(audio, tones_hz) {
  audio.resume();
  tones_hz.forEach((hertz, place) => tone(audio, hertz, audio.currentTime + place * TONE_S));
}

function tone(audio, hertz, at) {
  const source = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_S * 1.6);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + TONE_S * 1.7);
}
