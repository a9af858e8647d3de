// The wire: joins the display's room, notices when it is cut off, heals by itself, and reloads the page when it must.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const QUIET_MS = 25000; // two beats missed
  const DEAD_MS = 60000; // the page itself is suspect
  const TRY_AGAIN_MS = 10000;
  const RELOAD_SHARE = 0.2; // of the displays that know of a new page load it in one second: not all of them at once
  const ASK_MS = 60000; // what changes with the hour alone (opening, figures) is told by nobody
  const LOST_BEATS = 3; // in a row behind what is shown: the server's log was started again
  const OWED_MOST = 48;
  // From a server's return to the next try of a display two seconds at most, and never all displays in the same moment.
  const WIRE = { transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 2000, randomizationFactor: 0.5, timeout: 5000 };

  let socket = null;
  let owed = []; // calls that were spoken and whose word the server does not have yet

  function tellHeard(seq) {
    socket.emit("heard", { office: boot.office.slug, seq: seq, key: Antrean.here.key }, function () {
      owed = owed.filter(function (each) { return each !== seq; });
    });
  }

  /** Tell the server that the sound of this call has ended here; kept until the server has it. */
  function heard(seq) {
    owed.push(seq);
    if (owed.length > OWED_MOST) { owed.shift(); }
    if (socket.connected) { tellHeard(seq); }
  }

  /**
   * Keep the screen alive. screen: {take(state), cut(since_ms or null), seq(), isBusy()}; take gets every state in the
   * order of the wire, cut is told each second.
   */
  function connect(screen) {
    let heard_ms = Date.now();
    let cut_ms = null;
    let checked_ms = 0;
    let joined_ms = Date.now();
    let behind = 0;
    let setup = boot.state.setup;
    let is_outdated = false;
    let is_sent_away = false; // not paired any more: the page then says what to do

    socket = io(WIRE);

    function hear(message) {
      heard_ms = Date.now();
      cut_ms = null;
      Antrean.clock.set(message.now);
    }

    function takeState(state) {
      hear(state);
      screen.take(state);
      screen.cut(null);
      if (state.setup !== setup) {
        setup = state.setup;
        ifPageAnswers(function (text) { is_outdated = is_outdated || text.indexOf(boot.look) < 0; });
      }
    }

    function join() {
      joined_ms = Date.now();
      socket.emit("join", { room: "display", office: boot.office.slug, zone: boot.zone, lang: boot.lang }, function (answer) {
        if (answer.error === "not_paired") { is_sent_away = true; }
        if (!answer.state) { return; }
        takeState(answer.state);
        if (boot.build && answer.state.build && answer.state.build !== boot.build) { is_outdated = true; }
      });
    }

    function watch() {
      const quiet_ms = Date.now() - heard_ms;
      if (cut_ms === null && quiet_ms > QUIET_MS) { cut_ms = heard_ms; }
      screen.cut(cut_ms);
      const told = socket.connected ? Antrean.here.due() : null;
      if (told) { socket.emit("here", told); }
      if (socket.connected && Date.now() - joined_ms > ASK_MS) { join(); }
      if (is_sent_away || quiet_ms > DEAD_MS || (is_outdated && Math.random() < RELOAD_SHARE)) { reload(); }
    }

    function reload() {
      if (screen.isBusy() || Date.now() - checked_ms < TRY_AGAIN_MS) { return; }
      checked_ms = Date.now();
      ifPageAnswers(function () { location.reload(); });
    }

    socket.on("connect", function () {
      join();
      Antrean.clips.load();
      owed.forEach(tellHeard);
    });
    socket.on("state", takeState);
    socket.on("beat", function (beat) {
      hear(beat);
      behind = beat.seq < screen.seq() ? behind + 1 : 0;
      if (beat.seq > screen.seq()) { join(); }
      if (behind === LOST_BEATS) { is_outdated = true; }
    });
    socket.on("disconnect", function (why) {
      if (why === "io server disconnect") { is_sent_away = true; }
      cut_ms = Date.now();
      screen.cut(cut_ms);
    });
    // Socket.IO cuts its delays to the longest one after it has spread them: so the longest one is spread, too.
    socket.io.on("reconnect_attempt", function () { socket.io.reconnectionDelayMax(WIRE.reconnectionDelayMax * (0.5 + Math.random() / 2)); });
    setInterval(watch, 1000);
  }

  // The page is fetched before it is left: a TV must never stand on the browser's own error page.
  function ifPageAnswers(then) {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.timeout = 5000;
    request.onload = function () { if (request.status === 200 || request.status === 401) { then(request.responseText); } };
    request.send();
  }

  Antrean.live = { connect: connect, heard: heard };
})();
