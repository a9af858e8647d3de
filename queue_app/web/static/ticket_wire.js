// As much of socket.io's client as the line of a phone near its turn needs (browser/line.js): a websocket, opened again
// whenever it ends, that carries events and answers. The whole client weighs more than all else of the page, and an old
// phone needs a second to read it. Never binary, one namespace, no transport but this one.
(function () {
  "use strict";

  const SENT_AWAY = "io server disconnect";
  const READS = [ // how a packet begins, and what is done with the rest; the longer ones first
    ["40", "opened"], ["41", "sentAway"], ["42", "heard"], ["43", "answered"], ["0", "greeted"], ["2", "pinged"],
  ];

  /** The websocket; null where the browser or what guards it lets none be made. */
  function made(url) {
    try { return new WebSocket(url); } catch (_error) { return null; }
  }

  class Wire {
    /** @param {{path: string, timeout: number, reconnectionDelay: number, reconnectionDelayMax: number, randomizationFactor: number}} rules ms */
    constructor(rules) {
      this.rules = rules;
      this.acts = {};
      this.answers = {}; // by the number of what was asked
      this.asked = this.tries = 0;
      this.most_ms = rules.reconnectionDelayMax;
      this.connected = false;
      this.trying = null;
      this.io = { on: (_name, act) => { this.trying = act; }, reconnectionDelayMax: (ms) => { this.most_ms = ms; } };
      this.timer = setTimeout(() => this.connect(), 0); // whoever made it listens first
    }

    on(name, act) { this.acts[name] = act; }

    emit(name, told, answered) {
      if (!this.connected) { return; }
      this.asked += 1;
      if (answered) { this.answers[this.asked] = answered; }
      this.socket.send("42" + (answered ? this.asked : "") + JSON.stringify([name, told]));
    }

    connect() {
      this.drop();
      const scheme = location.protocol === "https:" ? "wss://" : "ws://";
      const socket = this.socket = made(scheme + location.host + this.rules.path + "/?EIO=4&transport=websocket");
      if (!socket) {
        this.timer = setTimeout(() => this.ended("transport error"), 0);
        return this;
      }
      socket.onmessage = (event) => { if (socket === this.socket) { this.read(event.data); } };
      socket.onclose = () => { if (socket === this.socket) { this.ended("transport close"); } };
      this.timer = setTimeout(() => this.ended("timeout"), this.rules.timeout);
      return this;
    }

    disconnect() {
      const was = this.connected;
      this.drop();
      if (was) { this.act("disconnect", "io client disconnect"); }
      return this;
    }

    drop() {
      const socket = this.socket;
      clearTimeout(this.timer);
      this.connected = false;
      this.socket = null;
      this.answers = {};
      if (socket) { socket.close(); }
    }

    ended(why) {
      const name = this.connected ? "disconnect" : "connect_error";
      this.drop();
      if (why !== SENT_AWAY) { this.again(); }
      this.act(name, why);
    }

    again() {
      const spread = 1 + this.rules.randomizationFactor * (2 * Math.random() - 1);
      const wait_ms = Math.min(this.most_ms, this.rules.reconnectionDelay * Math.pow(2, this.tries) * spread);
      this.tries += 1;
      this.timer = setTimeout(() => {
        if (this.trying) { this.trying(); }
        this.connect();
      }, wait_ms);
    }

    act(name, told) {
      if (this.acts[name]) { this.acts[name](told); }
    }

    read(packet) {
      const found = READS.find((each) => packet.indexOf(each[0]) === 0);
      if (found) { this[found[1]](packet.slice(found[0].length)); }
    }

    greeted() { this.socket.send("40"); }

    pinged() { this.socket.send("3"); }

    opened() {
      clearTimeout(this.timer);
      this.connected = true;
      this.tries = 0;
      this.act("connect");
    }

    sentAway() { this.ended(SENT_AWAY); }

    heard(rest) {
      const told = JSON.parse(rest);
      this.act(told[0], told[1]);
    }

    answered(rest) {
      const at = rest.indexOf("[");
      const answer = this.answers[rest.slice(0, at)];
      delete this.answers[rest.slice(0, at)];
      if (answer) { answer(JSON.parse(rest.slice(at))[0]); }
    }
  }

  window.io = (rules) => new Wire(rules);
})();
