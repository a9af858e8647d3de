// The live line to the server: newest state only, and the moment since when the line is silent.
(function (kiosk) {
  "use strict";

  const SILENT_MS = 25000;
  const SHOWN_AFTER_MS = 3000;
  const JOIN_AGAIN_MS = 3000;

  /**
   * Join a room and stay in it. `on.state(state)` gets each newer state; `on.cut(since)` a Date when the line has been
   * away for three seconds, and null when it is back.
   * @param {{room: string, office: string}} room @param {{state: function(Object), cut: function(?Date)}} on
   * @returns {{ask: function()}} ask() brings the state of now, also when nothing has happened
   */
  function connect(room, on) {
    const socket = io({transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5});
    let seq = -1;
    let offset = 0;
    let heardAt = performance.now();
    let awaySince = heardAt;
    let isCutShown = false;

    function hear(now) {
      heardAt = performance.now();
      offset = Date.parse(now) - Date.now();
    }

    function back() {
      awaySince = null;
      if (isCutShown) on.cut(null);
      isCutShown = false;
    }

    function take(state) {
      hear(state.now);
      back();
      if (state.seq < seq) return;
      seq = state.seq;
      on.state(state);
    }

    function join() {
      socket.emit("join", room, function (answer) {
        if (answer && answer.state) take(answer.state);
        else if (answer && answer.error === "not_paired") location.reload(); // the page then says what to do
        else setTimeout(joinAgain, JOIN_AGAIN_MS);
      });
    }

    function joinAgain() {
      if (socket.connected) join();
    }

    function away(why) {
      if (why === "io server disconnect") location.reload(); // this screen was sent away: it is not paired any more
      if (awaySince === null) awaySince = performance.now();
    }

    function look() {
      const now = performance.now();
      if (awaySince === null && now - heardAt > SILENT_MS) {
        awaySince = heardAt;
        socket.disconnect();
        socket.connect();
      }
      if (awaySince !== null && !isCutShown && now - awaySince > SHOWN_AFTER_MS) {
        isCutShown = true;
        on.cut(new Date(Date.now() + offset - (now - awaySince)));
      }
    }

    socket.on("connect", join);
    socket.on("disconnect", away);
    socket.on("state", take);
    socket.on("beat", function (beat) {
      hear(beat.now);
      if (beat.seq > seq) join();
    });
    setInterval(look, 500);
    return {ask: joinAgain};
  }

  kiosk.connect = connect;
})(window.kiosk = window.kiosk || {});
