// The live line to the server: newest state only, and the moment since when the line is silent.
(function (kiosk) {
  "use strict";

  const PING_MS = 1000;
  const SILENT_MS = 2500;
  const ANEW_MS = 5000;
  const CONNECT_MS = 4000;
  const JOIN_AGAIN_MS = 3000;
  const HERE_MS = 60000;
  const KEY_PLACE = "antrean.screen";

  /** What this screen is known by with the supervisor, kept as long as the browser keeps it. */
  function screenKey() {
    const key = localStorage.getItem(KEY_PLACE) || kiosk.uuid();
    localStorage.setItem(KEY_PLACE, key);
    return key;
  }

  /**
   * Join a room and stay in it. `on.state(state)` gets each newer state; `on.cut(since)` a Date once the server has said
   * nothing for 2.5 seconds, whether or not the line looks open, and null when it is back.
   * @param {{room: string, office: string}} room @param {{build: string, state: KioskState}} boot
   * @param {{state: function(KioskState), cut: function(?Date)}} on
   * @returns {{ask: function()}} ask() brings the state of now, also when nothing has happened
   */
  function connect(room, boot, on) {
    const socket = io({transports: ["websocket"], timeout: CONNECT_MS, reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5});
    let seq = -1;
    let offset = boot.state.now - Date.now();
    let heardAt = performance.now();
    let turnedAt = heardAt;
    let isJoined = false;
    let isAsking = false;
    let isCut = false;

    function hear() {
      heardAt = performance.now();
      if (isCut) on.cut(null);
      isCut = false;
    }

    function set(now) {
      offset = now - Date.now();
      hear();
    }

    function take(state) {
      set(state.now);
      if (state.seq < seq) return;
      seq = state.seq;
      on.state(state);
    }

    function join() {
      socket.emit("join", room, function (answer) {
        if (answer && answer.state) {
          isJoined = true;
          take(answer.state);
          tellOfMyself();
        } else if (answer && answer.error === "not_paired") {
          location.reload(); // the page then says what to do
        } else {
          setTimeout(joinAgain, JOIN_AGAIN_MS);
        }
      });
    }

    function joinAgain() {
      if (socket.connected) join();
    }

    function tellOfMyself() {
      if (!isJoined) return;
      socket.emit("here", {office: room.office, key: screenKey(), kind: room.room, version: boot.build, sound: "none", zone: ""});
    }

    function ping() {
      if (!isJoined || isAsking) return;
      isAsking = true;
      socket.emit("ping", {}, function () {
        isAsking = false;
        hear();
      });
    }

    function away(why) {
      isJoined = isAsking = false;
      if (why === "io server disconnect") location.reload(); // this screen was sent away: it is not paired any more
    }

    function look() {
      const now = performance.now();
      if (now - heardAt <= SILENT_MS) return;
      if (!isCut) on.cut(new Date(Date.now() + offset - (now - heardAt)));
      isCut = true;
      if (socket.connected && now - turnedAt > ANEW_MS) { // a line that only looks open
        turnedAt = now;
        socket.disconnect();
        socket.connect();
      }
    }

    socket.on("connect", function () {
      turnedAt = performance.now();
      join();
    });
    socket.on("disconnect", away);
    socket.on("state", take);
    socket.on("beat", function (beat) {
      set(beat.now);
      if (beat.seq > seq) join();
    });
    setInterval(ping, PING_MS);
    setInterval(look, 250);
    setInterval(tellOfMyself, HERE_MS);
    return {ask: joinAgain};
  }

  kiosk.connect = connect;
})(window.kiosk = window.kiosk || {});
