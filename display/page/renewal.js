// When the page loads itself anew: another build or look, a line that is dead for a minute, or no pairing any more.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;

  const DEAD_MS = 60000; // the page itself is suspect
  const TRY_AGAIN_MS = 10000;
  const RELOAD_SHARE = 0.2; // of the displays that know of a new page load it in one second: not all of them at once

  let setup = boot.state.setup;
  let cut_since = null; // by the server's clock
  let checked_ms = 0;
  let is_outdated = false;
  let is_sent_away = false; // not paired any more: the page then says what to do

  /** Learn from a state whether this page is an old one. */
  function take(state) {
    if (boot.build && state.build && state.build !== boot.build) { is_outdated = true; }
    if (state.setup === setup) { return; }
    setup = state.setup;
    ifPageAnswers(function (text) { is_outdated = is_outdated || text.indexOf(boot.look) < 0; });
  }

  function cut(since) { cut_since = since; }

  function sentAway() { is_sent_away = true; }

  function watch() {
    const is_dead = cut_since !== null && Antrean.clock.now() - cut_since > DEAD_MS;
    if (is_sent_away || is_dead || (is_outdated && Math.random() < RELOAD_SHARE)) { reload(); }
  }

  function reload() {
    if (Antrean.player.isBusy() || Date.now() - checked_ms < TRY_AGAIN_MS) { return; }
    checked_ms = Date.now();
    ifPageAnswers(function () { location.reload(); });
  }

  // The page is fetched before it is left: a TV must never stand on the browser's own error page.
  function ifPageAnswers(then) {
    Antrean.request({ url: location.href }, function (request) {
      if (request.status === 200 || request.status === 401) { then(request.responseText); }
    });
  }

  setInterval(watch, 1000);
  Antrean.renewal = { take: take, cut: cut, sentAway: sentAway };
})();
