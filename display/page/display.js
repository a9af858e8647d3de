// The waiting room's screen: render(state) into rows that stand in the page from the start. It runs for weeks, so nothing
// is ever added to the page.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const beat = Antrean.beat;
  const t = beat.t;
  const player = Antrean.player;
  const clock = Antrean.clock;
  const write = Antrean.write;

  const UNLOCK_AFTER_MS = 1500; // a browser that allows sound says so within this time
  const LONG_NUMBER = 4; // signs; a longer one is set smaller, as is a counter with a longer name
  const LONG_COUNTER = 8;
  const FEW_GROUPS = 4; // more are set smaller; more than there are cells for take turns
  const CLOSED_TURN_MS = 10000;
  const LEAVE_MS = 3000; // between two calls no slide flashes up; the second may be taken back and never come
  const ASK_MS = 60000; // what changes with the hour alone (opening, figures) is told by nobody
  const SPARE_MS = 3000; // without a websocket a call is heard so much later
  const MOST_MS = 2000; // from a server's return to the next try of a display

  const at = function (id) { return document.getElementById(id); };
  const all = function (selector) { return [].slice.call(document.querySelectorAll(selector)); };
  // The parts of a row, kept: a browser that translates the page may put them in another order.
  const parts = function (row) { return { row: row, first: row.children[0], second: row.children[1] }; };
  const lastRows = all(".last-row").map(parts);
  const waitingCells = all(".waiting-cell").map(parts);

  const isTraining = at("number-label").classList.contains("is-training");
  const display = { state: null };
  let announced = null;
  let cut_since = null;
  let ending = null;

  /** Show the whole screen for a state. @param {DisplayState} state */
  function render(state) {
    display.state = state;
    renderTitles();
    renderHero();
    renderLast(state);
    renderWaiting(state);
    renderClosed();
  }

  function renderTitles() {
    write(at("number-label"), t("Queue number") + (isTraining ? " · " + t("TRAINING") : ""));
    write(at("counter-label"), t("please go to"));
    write(at("last-title"), t("Last calls"));
    write(at("waiting-title"), t("Still waiting"));
    if (boot.zone_name) { write(at("place"), beat.own(boot.zone_name)); }
  }

  // Who is being called aloud stands large; in quiet, the newest call that is still open.
  function heroCall() {
    if (announced !== null) { return announced; }
    const open = display.state.calling;
    const newest = display.state.last.filter(function (call) {
      return open.some(function (other) { return isSame(call, other); });
    });
    return newest[0] || open[0] || null;
  }

  function isSame(call, other) {
    return other !== null && call.number === other.number && call.counter === other.counter;
  }

  function renderHero() {
    const call = heroCall();
    at("hero-call").hidden = call === null;
    at("hero-idle").hidden = call !== null;
    at("hero").classList.toggle("is-announced", announced !== null);
    if (call === null) { renderIdle(); return; }
    const counter = t("Counter {number}", { number: call.counter });
    at("hero-number").classList.toggle("is-long", call.number.length > LONG_NUMBER);
    at("hero-counter").classList.toggle("is-long", counter.length > LONG_COUNTER);
    write(at("hero-number"), call.number);
    write(at("hero-counter"), counter);
  }

  // An office that gives no numbers now says why, and when it opens.
  function renderIdle() {
    const shut = display.state.shut;
    at("hero-idle").classList.toggle("is-shut", Boolean(shut));
    write(at("hero-idle"), shut ? beat.own(shut) : t("Please take a number at the ticket machine"));
  }

  // Those before the one that stands large.
  function renderLast(state) {
    const large = heroCall();
    const last = state.last.filter(function (call) { return large === null || call.number !== large.number; });
    document.body.classList.toggle("is-first", last.length === 0);
    lastRows.forEach(function (line, index) {
      const call = last[index];
      line.row.classList.toggle("is-empty", !call);
      write(line.first, call ? call.number : "");
      write(line.second, call ? t("Counter {number}", { number: call.counter }) : "");
    });
  }

  function renderWaiting(state) {
    const first = beat.count % Math.ceil(state.waiting.length / waitingCells.length || 1) * waitingCells.length;
    at("waiting").hidden = state.waiting.length === 0;
    at("waiting").classList.toggle("is-many", state.waiting.length > FEW_GROUPS);
    waitingCells.forEach(function (cell, index) {
      const queue = state.waiting[first + index];
      cell.row.hidden = !queue;
      cell.row.className = "waiting-cell" + (queue ? " hue-" + queue.hue : "");
      write(cell.first, queue ? beat.own(queue.name) : "");
      write(cell.second, queue ? String(queue.count) : "");
    });
  }

  // "Moving, Certificates: there is no electricity. Expected to open at 14.30 WIB."
  function closedText(group) {
    const told = beat.own(group.names) + ": " + beat.own(group.reason) + ".";
    return group.expected ? told + " " + beat.own(group.expected) : told;
  }

  // One line holds one of the closings; several take turns.
  function renderClosed() {
    const closed = display.state.closed;
    at("closed").hidden = closed.length === 0;
    document.body.classList.toggle("has-closed", closed.length > 0);
    if (closed.length === 0) { return; }
    const group = closed[Math.floor(clock.now() / CLOSED_TURN_MS) % closed.length];
    write(at("closed"), t("Closed for now: {services}", { services: closedText(group) }));
  }

  function renderTime() {
    const now = clock.now();
    write(at("clock"), Antrean.when.time(now));
    write(at("date"), Antrean.when.date(now));
  }

  function tick() {
    renderTime();
    renderClosed();
    Antrean.ticker.turn();
    beat.tick(Antrean.ticker.isThrough());
  }

  function renderCut(since) {
    cut_since = since;
    at("cut").hidden = since === null;
    at("ticker").hidden = since !== null;
    if (since === null) { return; }
    write(at("cut"), t("Connection lost since {time} — reconnecting by itself", { time: Antrean.when.time(since) }));
  }

  function cut(since) {
    renderCut(since);
    Antrean.renewal.cut(since);
  }

  function renderLock() {
    at("unlock").hidden = !player.isLocked();
    document.body.classList.toggle("is-locked", player.isLocked());
  }

  // What is to be spoken now, each with its phrases, which stand beside the list.
  function calls(state) {
    return Antrean.cursor.take(state).map(function (call) { return Object.assign({ say: state.say[call.seq] }, call); });
  }

  /** Show a state and have spoken what it newly announces. @param {DisplayState} state */
  function take(state) {
    Antrean.renewal.take(state); // first: it may be of another version, which this page cannot show
    render(state);
    Antrean.slides.take(state);
    player.keep(state.announcements, state.over);
    player.say(calls(state));
  }

  // Everything that is read, in the language of now.
  beat.onlanguage = function () {
    render(display.state);
    renderTime();
    renderCut(cut_since);
    Antrean.ticker.show();
    Antrean.slides.read();
    Antrean.touch.label();
  };
  beat.onbeat = function () {
    renderWaiting(display.state);
    Antrean.slides.beat();
  };

  function announce(call) {
    announced = call;
    document.body.classList.toggle("is-calling", call !== null);
    beat.hold(call !== null);
    Antrean.slides.spoken(call !== null);
    render(display.state);
  }

  player.onstart = function (call) {
    clearTimeout(ending);
    if (call.seq !== null) { Antrean.cursor.begun(call.seq); }
    announce(call);
  };
  player.onend = function (call, is_heard) {
    if (is_heard && call.seq !== null) { Antrean.heard.heard(line, call.seq); }
    if (player.isFollowed()) { ending = setTimeout(announce, LEAVE_MS, null); } else { announce(null); }
  };
  player.onlock = function (isLocked) {
    if (isLocked) { return; }
    renderLock();
    Antrean.slides.unlocked();
  };
  at("unlock").addEventListener("click", player.unlock);
  setTimeout(renderLock, UNLOCK_AFTER_MS);

  // In an office that pairs no screens, this page's address says what is shown.
  function stateUrl() {
    return location.pathname.replace(/\/$/, "") + "/state" + location.search;
  }

  take(boot.state);
  const line = new Antrean.Line(
    { room: "display", office: boot.office.slug, zone: boot.zone, lang: boot.lang },
    { state: take, cut: cut, sentAway: Antrean.renewal.sentAway },
    { ask_ms: ASK_MS, most_ms: MOST_MS, about: Antrean.heard.about, spare: { url: stateUrl(), every_ms: SPARE_MS } }
  );
  line.socket.on("connect", function () {
    Antrean.clips.load();
    Antrean.heard.tellOwed(line);
  });
  tick();
  setInterval(tick, 1000);
  if (document.fonts) { document.fonts.ready.then(Antrean.ticker.lay); }
  Antrean.display = display;
})();
