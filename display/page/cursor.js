// Which announcements are still to be spoken. One cursor for what was queued, one on disk for what was begun, so that a
// reload speaks what is left and repeats nothing.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const KEY = "antrean.display." + boot.office.slug + ".spoken";

  function highest(state) {
    return state.announcements.reduce(function (seq, call) { return Math.max(seq, call.seq); }, state.seq);
  }

  function stored() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  /** Remember on this device that announcements up to seq were begun. */
  function begun(seq) {
    try { localStorage.setItem(KEY, String(seq)); } catch (refused) { /* without storage a reload stays silent */ }
  }

  // Nothing stored: the first opening ever, silent. Further than the log itself: the log was started again.
  function start(state) {
    const known = stored();
    if (known === null || Number(known) > highest(state)) {
      begun(highest(state));
      return highest(state);
    }
    return Number(known);
  }

  let queued = start(boot.state);

  /** The announcements of a state that are new and fresh, in order; the stale ones are passed over for good. */
  function take(state) {
    const fresh = state.announcements.filter(function (call) { return call.seq > queued; });
    fresh.sort(function (one, other) { return one.seq - other.seq; });
    if (fresh.length > 0) { queued = fresh[fresh.length - 1].seq; }
    return fresh.filter(function (call) { return call.age_s < boot.fresh_s; });
  }

  Antrean.cursor = { take: take, begun: begun };
})();
