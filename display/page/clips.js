// The recorded words, fetched and decoded once; at another rate they are stretched once, too.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const voice = boot.voice;

  const FETCH_MS = 8000;
  const CHIME = "chime"; // no word: it keeps its speed
  const NORMAL_PCT = 100;

  const Context = boot.speaks ? window.AudioContext || window.webkitAudioContext : null;
  const context = Context ? new Context() : null;
  const buffers = {}; // "id/nol" -> AudioBuffer
  let fetching = 0;

  const clips = { context: context, onloaded: null };

  function each(visit) {
    Object.keys(voice.packs).forEach(function (lang) {
      const urls = voice.packs[lang].clips;
      Object.keys(urls).forEach(function (name) { visit(lang + "/" + name, urls[name], name); });
    });
  }

  /** Fetch the clips that are not there yet; safe to call again after the network was away. */
  clips.load = function () {
    if (context === null || fetching > 0) { return; }
    each(function (key, url, name) {
      if (!buffers[key]) { fetchClip(key, url, name); }
    });
  };

  function fetchClip(key, url, name) {
    fetching += 1;
    Antrean.request({ url: url, type: "arraybuffer", patience_ms: FETCH_MS }, function (request) {
      if (request.status !== 200) { fetched(); return; }
      context.decodeAudioData(request.response, function (buffer) {
        buffers[key] = name === CHIME ? buffer : atRate(buffer);
        fetched();
      }, function () { fetched(); });
    }, fetched);
  }

  function fetched() {
    fetching -= 1;
    if (fetching === 0 && clips.onloaded) { clips.onloaded(); }
  }

  function atRate(buffer) {
    if (voice.rate_pct === NORMAL_PCT) { return buffer; }
    const samples = Antrean.stretch(buffer.getChannelData(0), voice.rate_pct / NORMAL_PCT, buffer.sampleRate);
    const said = context.createBuffer(1, samples.length, buffer.sampleRate);
    said.getChannelData(0).set(samples);
    return said;
  }

  /** The clip as an AudioBuffer; undefined while it is not there. */
  clips.of = function (lang, name) { return buffers[lang + "/" + name]; };

  /** The chime of the language that is spoken first. */
  clips.chime = function () { return clips.of(Object.keys(voice.packs)[0], CHIME); };

  clips.isLoading = function () { return fetching > 0; };

  /** Keys ("id/nol") of the clips that the office's voice has and this display does not. */
  clips.missing = function () {
    const keys = [];
    each(function (key) { if (!buffers[key]) { keys.push(key); } });
    return context === null ? [] : keys;
  };

  Antrean.clips = clips;
})();
