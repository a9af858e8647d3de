// The wire: joins the display's room, notices when it is cut off, heals by itself, and reloads the page when it must.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const QUIET_MS = 25000; // two beats missed
  const DEAD_MS = 60000; // the page itself is suspect
  const TRY_AGAIN_MS = 10000;
  const LOST_BEATS = 3; // in a row behind what is shown: the server's log was started again

  /**
   * Keep the screen alive. screen: {take(state), cut(since_ms or null), seq(), isBusy()}; take gets every state in the
   * order of the wire, cut is told each second.
   */
  function connect(screen) {
    const socket = io({ transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5 });
    let heard_ms = Date.now();
    let cut_ms = null;
    let checked_ms = 0;
    let behind = 0;
    let is_outdated = false;

    function hear(message) {
      heard_ms = Date.now();
      cut_ms = null;
      Antrean.clock.set(message.now);
    }

    function takeState(state) {
      hear(state);
      screen.take(state);
      screen.cut(null);
    }

    function join() {
      socket.emit("join", { room: "display", office: boot.office.slug }, function (answer) {
        if (answer.error === "not_paired") { is_outdated = true; } // the page then says what to do
        if (!answer.state) { return; }
        takeState(answer.state);
        if (boot.build && answer.state.build && answer.state.build !== boot.build) { is_outdated = true; }
      });
    }

    function watch() {
      const quiet_ms = Date.now() - heard_ms;
      if (cut_ms === null && quiet_ms > QUIET_MS) { cut_ms = heard_ms; }
      screen.cut(cut_ms);
      if (quiet_ms > DEAD_MS || is_outdated) { reload(); }
    }

    function reload() {
      if (screen.isBusy() || Date.now() - checked_ms < TRY_AGAIN_MS) { return; }
      checked_ms = Date.now();
      ifPageAnswers(function () { location.reload(); });
    }

    socket.on("connect", join);
    socket.on("state", takeState);
    socket.on("beat", function (beat) {
      hear(beat);
      behind = beat.seq < screen.seq() ? behind + 1 : 0;
      if (beat.seq > screen.seq()) { join(); }
      if (behind === LOST_BEATS) { is_outdated = true; }
    });
    socket.on("disconnect", function (why) {
      if (why === "io server disconnect") { is_outdated = true; } // sent away: it is not paired any more
      cut_ms = Date.now();
      screen.cut(cut_ms);
    });
    setInterval(watch, 1000);
  }

  // The page is fetched before it is left: a TV must never stand on the browser's own error page.
  function ifPageAnswers(leave) {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.timeout = 5000;
    request.onload = function () { if (request.status === 200 || request.status === 401) { leave(); } };
    request.send();
  }

  Antrean.live = { connect: connect };
})();
