// The few things a hand can do at a display: let the sound go, stop what moves, try the sound. Any key or touch shows the
// two small buttons for a while; OK or Enter on a remote stops and starts.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const t = Antrean.beat.t;

  const SHOWN_MS = 8000;
  const PAUSES = { "Enter": true, " ": true, "MediaPlayPause": true, "MediaPlay": true, "MediaPause": true };
  const TESTS = { "t": true, "T": true, "s": true, "S": true };

  const at = function (id) { return document.getElementById(id); };
  let is_paused = false;
  let hiding = null;

  function showControls() {
    document.body.classList.add("is-touched");
    clearTimeout(hiding);
    hiding = setTimeout(function () { document.body.classList.remove("is-touched"); }, SHOWN_MS);
  }

  /** The buttons in the language of now. */
  function label() {
    Antrean.write(at("pause"), is_paused ? t("Go on") : t("Stop the pictures"));
    Antrean.write(at("sound-test"), t("Sound test"));
    Antrean.write(at("unlock"), t("Turn on sound"));
  }

  function togglePause() {
    is_paused = !is_paused;
    Antrean.ticker.pause(is_paused);
    Antrean.slides.pause(is_paused);
    Antrean.beat.pause(is_paused);
    label();
    at("pause").setAttribute("aria-pressed", String(is_paused));
    document.body.classList.toggle("is-paused", is_paused);
  }

  function press(event) {
    showControls();
    if (event.target && event.target.tagName === "BUTTON") { return; } // the key presses the button
    if (PAUSES[event.key]) { togglePause(); }
    if (TESTS[event.key]) { Antrean.player.test(); }
  }

  at("pause").addEventListener("click", togglePause);
  at("sound-test").addEventListener("click", Antrean.player.test);
  at("ticker").addEventListener("click", togglePause);
  document.addEventListener("keydown", press);
  ["mousemove", "touchstart", "focusin"].forEach(function (event) { document.addEventListener(event, showControls); });
  label();
  Antrean.touch = { label: label };
})();
