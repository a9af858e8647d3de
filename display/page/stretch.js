// A voice said faster or slower at its own pitch: waveform-similarity overlap-add (Verhelst and Roelands, 1993).
(function () {
  "use strict";
  const Antrean = window.Antrean = window.Antrean || {};

  const HALF_FRAME_S = 0.012;
  const REACH_S = 0.006; // how far a frame may be moved to fit to the one before it: a period of a deep voice
  const STEP = 4; // samples; a likeness is heard well below the clips' own rate

  // Where near `wanted` the sound goes on most like it does at `natural`.
  function closest(samples, natural, wanted, reach, length) {
    let best = wanted;
    let most = -Infinity;
    for (let from = Math.max(wanted - reach, 0); from <= wanted + reach; from += STEP) {
      let likeness = 0;
      for (let i = 0; i < length; i += STEP) { likeness += (samples[from + i] || 0) * (samples[natural + i] || 0); }
      if (likeness > most) { most = likeness; best = from; }
    }
    return best;
  }

  /** Samples (Float32Array) said at `rate` times their speed; per_s: how many of them are a second. */
  function stretch(samples, rate, per_s) {
    const half = Math.round(HALF_FRAME_S * per_s);
    const reach = Math.round(REACH_S * per_s);
    const said = new Float32Array(Math.ceil(samples.length / rate));
    let natural = 0;
    for (let at = 0; at < said.length; at += half) {
      const from = at === 0 ? 0 : closest(samples, natural, Math.round(at * rate), reach, half);
      for (let i = 0; i < 2 * half && at + i < said.length; i += 1) {
        said[at + i] += (samples[from + i] || 0) * (0.5 - 0.5 * Math.cos(Math.PI * i / half));
      }
      natural = from + half;
    }
    return said;
  }

  Antrean.stretch = stretch;
})();
