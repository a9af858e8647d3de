// The live line of every screen: it joins its room, brings the newest state, and tells since when it is cut off.
// While no websocket comes through it asks over HTTP (spare.js), and is cut off only when that is not answered either.
// Needs the global `io` of socket.io, page.js, clock.js and spare.js, and key.js where it tells of itself (rules.about).
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const LOOK_MS = 250;
  const CONNECT_MS = 5000;
  const JOIN_AGAIN_MS = 3000;
  const RENEW_MS = 5000; // the least age of a line that is given up because it is silent
  const HERE_MS = 60000;
  const SENT_AWAY = "io server disconnect"; // the session or the pairing that it came in by has ended
  const WIRE = { reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5 };
  const USUAL = { silent_ms: 25000, closed_ms: 0, ping_ms: 0, ask_ms: 0, most_ms: WIRE.reconnectionDelayMax, about: null, spare: null };

  /**
   * The state that `state` becomes by a change. The phrases of calls are sent once, and kept as long as they are announced.
   * @param {DisplayState} state whose mark is change.since
   */
  function changed(state, change) {
    const next = Object.assign({}, state, change);
    const phrases = Object.assign({}, state.say, change.say);
    next.say = {};
    next.announcements.forEach((call) => { next.say[call.seq] = phrases[call.seq]; });
    delete next.since;
    return next;
  }

  /** One screen's line. */
  class Line {
    /**
     * @param {{room: string, office: string}} room what the server is told on joining
     * @param {Object} on what the screen does:
     *   state(state): shows a state
     *   cut(since): tells since when (ms of the server's clock) nothing is heard, null once the line is back
     *   refused(answer), perhaps: tells why it may not join; as long as it may not this stands in the place of a cut
     *   sentAway(), perhaps: what it does when it is not paired any more
     *   beat(now), perhaps: hears each beat
     * @param {Object} [rules] silent_ms: a line that stands is cut after so long; closed_ms: one that is closed;
     *   ping_ms: how often it is tried whether the server answers; ask_ms: how often the state of now is asked for, as
     *   what comes by the clock alone is told by nobody; most_ms: the longest time between two tries to connect;
     *   spare: {url, every_ms}, where and how often it is asked over HTTP while the line is down;
     *   about(): {sound, zone}, what the supervisor learns of this screen
     */
    constructor(room, on, rules) {
      this.room = room;
      this.on = on;
      this.rules = Object.assign({}, USUAL, rules);
      this.state = boot.state;
      this.seqAtBeat = 0;
      this.shown = 0;
      this.heardAt = this.turnedAt = this.askedAt = performance.now();
      this.isLost = this.isCut = this.isJoined = this.isPinging = false;
      this.told = { at: 0, sound: null };
      this.again = null; // the next try to join, where it is refused
      this.spare = this.rules.spare && new Antrean.Spare(this.rules.spare, () => this.question());
      this.socket = io(Object.assign({ path: Antrean.here("/socket.io"), transports: ["websocket"], timeout: CONNECT_MS }, WIRE));
      this.listen();
    }

    listen() {
      const socket = this.socket;
      socket.on("connect", () => this.opened());
      socket.on("disconnect", (why) => this.closed(why));
      socket.on("connect_error", () => this.lost());
      socket.on("state", (state) => { this.hear(); this.take(state); });
      socket.on("change", (change) => { this.hear(); this.change(change); });
      socket.on("beat", (beat) => this.beat(beat));
      // Socket.IO cuts its delays to the longest one after it has spread them: so the longest one is spread, too.
      socket.io.on("reconnect_attempt", () => socket.io.reconnectionDelayMax(this.rules.most_ms * (0.5 + Math.random() / 2)));
      setInterval(() => this.look(), LOOK_MS);
      window.addEventListener("pagehide", () => this.leave());
      if (this.rules.ping_ms) { setInterval(() => this.ping(), this.rules.ping_ms); }
    }

    /** Bring the state of now, also when nothing has happened. */
    ask() {
      if (this.socket.connected) { this.join(); }
    }

    /**
     * To be called when something is asked; what it answers takes the state that is the answer. An answer is younger than
     * whatever was shown when it was asked for: where its number is lower, the database was put back from an older copy.
     * Only if another state came in between does the higher number win.
     */
    question() {
      const before = this.shown;
      return (state) => {
        if (this.shown === before) { this.show(state); } else { this.take(state); }
      };
    }

    /** A state that nobody asked for: one with a lower number was overtaken on its way. */
    take(state) {
      if (state.seq >= this.state.seq) { this.show(state); }
    }

    /**
     * What has changed since the state that change.since names. Onto any other it would make what never was: then the
     * whole is asked for, unless this is what is shown already.
     */
    change(change) {
      const shown = this.state;
      if (change.seq < shown.seq) { return; }
      if (change.since === shown.mark) {
        this.show(changed(shown, change));
      } else if (change.mark === shown.mark) {
        this.show(Object.assign({}, shown, { seq: change.seq, now: change.now }));
      } else {
        this.join();
      }
    }

    show(state) {
      this.state = state;
      this.shown += 1;
      Antrean.clock.set(state.now);
      this.on.state(state);
    }

    join() {
      const answered = this.question();
      this.askedAt = performance.now();
      this.socket.emit("join", this.room, (answer) => {
        if (answer.state) { this.joined(); answered(answer.state); } else { this.refused(answer); }
      });
    }

    joined() {
      this.hear();
      this.isJoined = true;
      this.tell();
    }

    refused(answer) {
      if (answer.error === "not_paired" && this.on.sentAway) { this.on.sentAway(); }
      if (this.on.refused) {
        this.isCut = true;
        this.on.refused(answer);
      }
      clearTimeout(this.again);
      this.again = setTimeout(() => this.ask(), JOIN_AGAIN_MS);
    }

    opened() {
      this.turnedAt = performance.now();
      this.told.sound = null;
      this.seqAtBeat = 0;
      this.join();
    }

    closed(why) {
      this.isJoined = this.isPinging = false;
      if (!this.isCut) { this.heardAt = performance.now(); } // its end is the last that is heard of it
      this.lost();
      if (why !== SENT_AWAY) { return; }
      if (this.on.sentAway) { this.on.sentAway(); } else { setTimeout(() => this.socket.connect(), JOIN_AGAIN_MS); }
    }

    lost() {
      this.isLost = true;
      this.look();
    }

    hear() {
      this.heardAt = performance.now();
      this.isLost = false;
      if (this.spare) { this.spare.rest(); }
      this.uncut();
    }

    uncut() {
      if (!this.isCut) { return; }
      this.isCut = false;
      this.on.cut(null);
    }

    beat(beat) {
      this.hear();
      Antrean.clock.set(beat.now);
      if (this.on.beat) { this.on.beat(beat.now); }
      // Behind what was shown a whole beat ago: the database was put back while this line stood.
      if (beat.seq > this.state.seq || beat.seq < this.seqAtBeat) { this.join(); }
      this.seqAtBeat = this.state.seq;
    }

    ping() {
      if (!this.isJoined || this.isPinging) { return; }
      this.isPinging = true;
      this.socket.emit("ping", {}, () => {
        this.isPinging = false;
        this.hear();
      });
    }

    look() {
      const now = performance.now();
      const quiet_ms = now - this.heardAt;
      const isSilent = quiet_ms > this.rules.silent_ms;
      if (isSilent || (this.isLost && quiet_ms >= this.rules.closed_ms)) { this.down(now); }
      if (isSilent && this.socket.connected && now - this.turnedAt > Math.max(this.rules.silent_ms, RENEW_MS)) { this.renew(); }
      if (this.rules.ask_ms && now - this.askedAt > this.rules.ask_ms) { this.ask(); }
      this.tell();
    }

    // Nothing comes by the line: asked over HTTP, and cut off where that has no answer either.
    down(now) {
      const spare = this.spare;
      if (!this.isCut && !(spare && spare.isFresh(now))) {
        this.isCut = true;
        this.on.cut(Antrean.clock.now() - (now - Math.max(this.heardAt, spare ? spare.answeredAt : 0)));
      }
      if (spare) { spare.look(now, () => this.uncut()); }
    }

    // A line that looks open and is silent is dead: only a new one heals it.
    renew() {
      this.turnedAt = performance.now();
      this.socket.disconnect().connect();
    }

    // What the supervisor's list of screens shows: once a minute, and when the sound changes.
    tell() {
      if (!this.isJoined || !this.rules.about) { return; }
      const about = this.rules.about();
      const now = performance.now();
      if (about.sound === this.told.sound && now - this.told.at < HERE_MS) { return; }
      this.told = { at: now, sound: about.sound };
      this.socket.emit("here", Object.assign({ version: boot.build || "" }, this.name(), about));
    }

    // Who closes a page does not leave a screen that is missed.
    leave() {
      if (this.isJoined && this.rules.about) { this.socket.emit("left", this.name()); }
    }

    name() {
      return { office: this.room.office, kind: this.room.room, key: Antrean.screenKey };
    }
  }

  Antrean.Line = Line;
})();
