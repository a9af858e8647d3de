// The voice: one queue of announcements on the audio clock, each at its turn in the hall, never two at once.
// Where sound is missing an announcement still takes its turn on the screen.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const voice = Antrean.boot.voice;
  const clips = Antrean.clips;
  const context = clips.context;

  const SILENT_TURN_S = 6;
  const LEAST_TURN_S = 1;
  const LOG_LENGTH = 200;
  const START_S = 0.08; // room to schedule before the first clip sounds
  const SOON_S = 0.25; // a turn that comes within this time is scheduled already
  const LATE_S = 2; // after the planned end, for a device that has stopped its audio clock
  const FOLLOWED_S = 2; // more than the pause between two turns
  const BROWSER_VOICE_S = 30; // a browser that never says that it has ended
  const PAUSE_S = voice.pauses;

  let queue = [];
  let current = null;
  let waiting = null;

  const player = { log: [], onstart: null, onend: null, onlock: null };

  /** Queue announcements; each is spoken when those before it have ended. @param {Array<Announcement>} announcements */
  player.say = function (announcements) {
    announcements.forEach(function (announcement) { queue.push(announcement); });
    next();
  };

  /**
   * Forget what waits for a turn to come and is not among these announcements: it was taken back. Of a call that is over
   * nothing more is said, neither when its turn has come nor to the end.
   * @param {Array<Announcement>} announcements @param {Array<number>} over
   */
  player.keep = function (announcements, over) {
    queue = queue.filter(function (waits) {
      const isAnnounced = untilTurn_s(waits) <= 0 || announcements.some(function (each) { return each.seq === waits.seq; });
      return isAnnounced && over.indexOf(waits.seq) === -1;
    });
    if (current !== null && current.ended_at === null && over.indexOf(current.seq) !== -1) { current.stop(); }
  };

  /** True while an announcement is spoken or waits for its turn. */
  player.isBusy = function () { return current !== null || queue.length > 0; };

  /** True when the next announcement is spoken as soon as this one has ended. */
  player.isFollowed = function () { return queue.length > 0 && untilTurn_s(queue[0]) < FOLLOWED_S; };

  /** True when the browser holds the sound back until someone touches the screen. */
  player.isLocked = function () { return context !== null && context.state === "suspended"; };

  /** To be called from a tap: lets the sound go and proves it with the chime. */
  player.unlock = function () {
    context.resume().then(function () {
      if (current === null && clips.chime()) { play(clips.chime(), context.currentTime + START_S); }
    });
  };

  /** Say the sample sentence, unless a call is spoken: that proves the sound, too. */
  player.test = function () {
    if (!player.isBusy()) { player.say([voice.sample]); }
  };

  function untilTurn_s(announcement) {
    return (announcement.starts_at - Antrean.clock.now()) / 1000 || 0;
  }

  // A call that comes in the first second waits for the clips rather than stay unheard.
  function next() {
    clearTimeout(waiting);
    if (current !== null || queue.length === 0 || clips.isLoading()) { return; }
    const ahead_s = untilTurn_s(queue[0]);
    if (ahead_s > SOON_S) {
      waiting = setTimeout(next, (ahead_s - SOON_S) * 1000);
      return;
    }
    begin(queue.shift(), Math.max(ahead_s, START_S));
  }

  function begin(announcement, ahead_s) {
    const wanted = clipsOf(announcement);
    const missing = wanted.filter(function (each) { return !each.buffer; });
    current = { seq: announcement.seq, number: announcement.number, counter: announcement.counter,
      clips: wanted.map(function (each) { return each.name; }), is_heard: false, started_at: Date.now(), ended_at: null };
    player.log.push(current);
    if (player.log.length > LOG_LENGTH) { player.log.shift(); }
    if (player.onstart) { player.onstart(announcement); }
    const way = !canSound() ? showOnly : Antrean.browserVoice.has(announcement) ? sayByBrowser : sayByClips;
    way(announcement, ahead_s, missing.length === 0);
  }

  function canSound() { return context !== null && context.state === "running"; }

  /** Each clip of one round, with its buffer where it is there; the chime first. */
  function clipsOf(announcement) {
    const found = voice.chime ? [{ name: "chime", buffer: clips.chime() }] : [];
    announcement.say.forEach(function (said) {
      [].concat.apply([], said.phrases).forEach(function (name) {
        found.push({ name: name, buffer: clips.of(said.lang, name) });
      });
    });
    return found;
  }

  function showOnly(announcement) {
    const following_s = queue.length > 0 ? untilTurn_s(queue[0]) : SILENT_TURN_S;
    setTimeout(endOf(announcement, [], false), Math.max(LEAST_TURN_S, Math.min(SILENT_TURN_S, following_s)) * 1000);
  }

  // The last clip's own end decides; the timer is for an audio clock that stops on the way.
  function sayByClips(announcement, ahead_s, isWhole) {
    const plan = schedule(announcement, context.currentTime + ahead_s);
    if (plan.sources.length === 0) { showOnly(announcement); return; }
    const end = endOf(announcement, plan.sources, isWhole);
    const timer = setTimeout(end, (plan.ends - context.currentTime + LATE_S) * 1000);
    plan.sources[plan.sources.length - 1].onended = function () { clearTimeout(timer); end(); };
  }

  function sayByBrowser(announcement, ahead_s, isWhole) {
    const chime = voice.chime && clips.chime() ? play(clips.chime(), context.currentTime + ahead_s) : null;
    const end = endOf(announcement, [], true);
    const running = current;
    const timer = setTimeout(function () { Antrean.browserVoice.stop(); end(); }, BROWSER_VOICE_S * 1000);
    setTimeout(function () {
      if (running.ended_at !== null) { return; }
      Antrean.browserVoice.say(announcement, function () { clearTimeout(timer); end(); }, function () {
        clearTimeout(timer);
        if (running.ended_at !== null) { return; } // stopped, because the call is over
        sayByClips(announcement, START_S, isWhole);
      });
    }, chime ? (chime.ends - context.currentTime + PAUSE_S.chime) * 1000 : ahead_s * 1000);
  }

  // Every clip gets its start time now: the audio clock then keeps the rhythm whatever the page is doing. A clip that is
  // not there is left out, and the rest is said.
  function schedule(announcement, from) {
    const plan = { sources: [], ends: from };
    let pause_s = 0;
    const add = function (buffer, behind_s) {
      if (!buffer) { pause_s = Math.max(pause_s, behind_s); return; }
      const played = play(buffer, plan.ends + pause_s);
      plan.sources.push(played.source);
      plan.ends = played.ends;
      pause_s = behind_s;
    };
    if (voice.chime) { add(clips.chime(), PAUSE_S.chime); }
    for (let turn = 0; turn < voice.repeat; turn += 1) {
      announcement.say.forEach(function (said) {
        withPauses(said.phrases).forEach(function (each) { add(clips.of(said.lang, each.name), each.behind_s); });
      });
    }
    return plan;
  }

  function withPauses(phrases) {
    const found = [];
    phrases.forEach(function (phrase, place) {
      phrase.forEach(function (name) { found.push({ name: name, behind_s: PAUSE_S.word }); });
      found[found.length - 1].behind_s = place === phrases.length - 1 ? PAUSE_S.sentence : PAUSE_S.phrase;
    });
    return found;
  }

  // On the grid of the samples: between two of them the browser would blur the clip.
  function play(buffer, at) {
    const begins = Math.round(at * context.sampleRate) / context.sampleRate;
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start(begins);
    return { source: source, ends: begins + buffer.duration };
  }

  function endOf(announcement, sources, isHeard) {
    const running = current;
    const end = function () {
      if (running.ended_at !== null) { return; }
      sources.forEach(function (source) { source.onended = null; source.stop(); });
      running.is_heard = isHeard;
      running.ended_at = Date.now();
      if (player.onend) { player.onend(announcement, isHeard); }
      setTimeout(function () { current = null; next(); }, Math.max(PAUSE_S.announcement - SOON_S, 0) * 1000);
    };
    running.stop = function () {
      isHeard = false;
      Antrean.browserVoice.stop();
      end();
    };
    return end;
  }

  if (context !== null) {
    context.onstatechange = function () { if (player.onlock) { player.onlock(player.isLocked()); } };
  }
  clips.onloaded = next;
  clips.load();
  Antrean.player = player;
})();
