// What this screen tells of itself once a minute and when its sound changes: that it is here, which build, whether it is heard.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const KEY = "antrean.screen";
  const EVERY_MS = 60000;
  let told_ms = 0;
  let told_sound = null;

  function made() {
    const random = window.crypto.getRandomValues(new Uint8Array(12));
    return [].map.call(random, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  // The name of this browser, kept over reloads; without storage it is another screen each time.
  function kept() {
    try {
      const known = localStorage.getItem(KEY) || made();
      localStorage.setItem(KEY, known);
      return known;
    } catch (refused) { return made(); }
  }

  const key = kept();

  /** How well this screen is heard: a word of the supervisor's list. */
  function sound() {
    if (!boot.speaks) { return "silent"; }
    if (Antrean.clips.context === null) { return "none"; }
    if (Antrean.player.isLocked()) { return "locked"; }
    return Antrean.clips.missing().length > 0 ? "missing" : "ok";
  }

  /** To be called each second: answers what is to be told now, or null. */
  function due() {
    const now_sound = Antrean.clips.isLoading() ? told_sound || "ok" : sound();
    if (now_sound === told_sound && Date.now() - told_ms < EVERY_MS) { return null; }
    told_ms = Date.now();
    told_sound = now_sound;
    return { office: boot.office.slug, key: key, kind: "display", version: boot.build || "", sound: now_sound, zone: boot.zone };
  }

  Antrean.here = { key: key, due: due, sound: sound };
})();
