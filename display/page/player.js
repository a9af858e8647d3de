// The voice: one queue of announcements on the audio clock, one after another, never two at once.
// Where sound is missing an announcement still takes its turn on the screen.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const voice = Antrean.boot.voice;

  const SILENT_TURN_S = 6;
  const LOG_LENGTH = 200;
  const START_S = 0.08; // room to schedule before the first clip sounds
  const LATE_S = 2; // after the planned end, for a device that has stopped its audio clock
  const FETCH_MS = 8000;
  const PAUSE_S = { word: 0.04, phrase: 0.2, chime: 0.25, sentence: 1, announcement: 0.8 };

  const Context = window.AudioContext || window.webkitAudioContext;
  const context = Context ? new Context() : null;
  const buffers = {};
  const queue = [];
  let current = null;
  let fetching = 0;

  const player = { log: [], onstart: null, onend: null, onlock: null };

  /** Fetch the clips that are not there yet; safe to call again after the network was away. */
  player.load = function () {
    if (context === null) { return; }
    Object.keys(voice.clips).forEach(function (name) {
      if (!buffers[name]) { fetchClip(name); }
    });
  };

  function fetchClip(name) {
    const request = new XMLHttpRequest();
    fetching += 1;
    request.open("GET", voice.base + voice.clips[name]);
    request.responseType = "arraybuffer";
    request.timeout = FETCH_MS;
    request.onload = function () {
      if (request.status !== 200) { fetched(); return; }
      context.decodeAudioData(request.response, function (buffer) { buffers[name] = buffer; fetched(); }, fetched);
    };
    request.onerror = request.ontimeout = fetched;
    request.send();
  }

  // A call that comes in the first second waits for the clips rather than stay unheard.
  function fetched() {
    fetching -= 1;
    next();
  }

  /** Queue announcements {seq, number, counter}; each is spoken when those before it have ended. */
  player.say = function (announcements) {
    announcements.forEach(function (announcement) { queue.push(announcement); });
    next();
  };

  /** True while an announcement is spoken or waits for its turn. */
  player.isBusy = function () { return current !== null || queue.length > 0; };

  /** True when the browser holds the sound back until someone touches the screen. */
  player.isLocked = function () { return context !== null && context.state === "suspended"; };

  /** Names of the pack's clips that can be played now. */
  player.ready = function () { return Object.keys(buffers); };

  /** To be called from a tap: lets the sound go and proves it with the chime. */
  player.unlock = function () {
    context.resume().then(function () {
      if (current === null && buffers.chime) { play("chime", context.currentTime + START_S); }
    });
  };

  function next() {
    if (current !== null || queue.length === 0 || fetching > 0) { return; }
    const announcement = queue.shift();
    const clips = Antrean.words.clips(announcement);
    const plan = canPlay(clips) ? schedule(announcement) : null;
    current = { seq: announcement.seq, number: announcement.number, counter: announcement.counter, clips: clips,
      repeat: voice.repeat, is_heard: plan !== null, started_at: Date.now(), ended_at: null };
    player.log.push(current);
    if (player.log.length > LOG_LENGTH) { player.log.shift(); }
    if (player.onstart) { player.onstart(announcement); }
    endAfter(announcement, plan);
  }

  function canPlay(clips) {
    return context !== null && context.state === "running" && clips.every(function (name) { return buffers[name]; });
  }

  // Every clip gets its start time now: the audio clock then keeps the rhythm whatever the page is doing.
  function schedule(announcement) {
    const began = context.currentTime + START_S;
    const phrases = Antrean.words.phrases(announcement);
    let at = play("chime", began).ends + PAUSE_S.chime;
    const sources = [];
    for (let turn = 0; turn < voice.repeat; turn += 1) {
      phrases.forEach(function (phrase) {
        phrase.forEach(function (name) {
          const played = play(name, at);
          sources.push(played.source);
          at = played.ends + PAUSE_S.word;
        });
        at += PAUSE_S.phrase;
      });
      at += PAUSE_S.sentence - PAUSE_S.phrase;
    }
    return { sources: sources, takes_s: at - PAUSE_S.sentence - context.currentTime };
  }

  function play(name, at) {
    const source = context.createBufferSource();
    source.buffer = buffers[name];
    source.connect(context.destination);
    source.start(at);
    return { source: source, ends: at + buffers[name].duration };
  }

  // The last clip's own end decides; the timer is for an audio clock that stops on the way.
  function endAfter(announcement, plan) {
    const running = current;
    const end = function () {
      if (running.ended_at !== null) { return; }
      clearTimeout(timer);
      if (plan !== null) { plan.sources.forEach(function (source) { source.stop(); }); }
      running.ended_at = Date.now();
      if (player.onend) { player.onend(announcement); }
      setTimeout(function () { current = null; next(); }, PAUSE_S.announcement * 1000);
    };
    const timer = setTimeout(end, (plan === null ? SILENT_TURN_S : plan.takes_s + LATE_S) * 1000);
    if (plan !== null) { plan.sources[plan.sources.length - 1].onended = end; }
  }

  if (context !== null) {
    context.onstatechange = function () { if (player.onlock) { player.onlock(player.isLocked()); } };
  }
  player.load();
  Antrean.player = player;
})();
