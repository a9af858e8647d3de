// What this display has spoken, told to the server; and how well it is heard, which the supervisor sees.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const OWED_MOST = 48;

  let owed = []; // calls that were spoken and whose word the server does not have yet
  let sound = "ok";

  function tell(line, seq) {
    line.socket.emit("heard", { office: boot.office.slug, seq: seq, key: Antrean.screenKey }, function () {
      owed = owed.filter(function (each) { return each !== seq; });
    });
  }

  /** Tell the server that the sound of this call has ended here; kept until the server has it. */
  function heard(line, seq) {
    owed.push(seq);
    if (owed.length > OWED_MOST) { owed.shift(); }
    if (line.socket.connected) { tell(line, seq); }
  }

  /** To be called when the line is open again: what it missed is told. */
  function tellOwed(line) {
    owed.forEach(function (seq) { tell(line, seq); });
  }

  function soundNow() {
    if (!boot.speaks) { return "silent"; }
    if (Antrean.clips.context === null) { return "none"; }
    if (Antrean.player.isLocked()) { return "locked"; }
    return Antrean.clips.missing().length > 0 ? "missing" : "ok";
  }

  /** How well this screen is heard, a word of the supervisor's list, and its zone. */
  function about() {
    if (!Antrean.clips.isLoading()) { sound = soundNow(); }
    return { sound: sound, zone: boot.zone };
  }

  Antrean.heard = { heard: heard, tellOwed: tellOwed, about: about };
})();
