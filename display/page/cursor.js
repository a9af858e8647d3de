// Which announcements are still to be spoken. One cursor for what was queued, one on disk for what was begun, so that a
// reload speaks what is left and repeats nothing.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const KEY = "antrean.display." + boot.office.slug + ".spoken";

  let queued = start();

  function stored() {
    return Antrean.kept.get(KEY);
  }

  /** Remember on this device that announcements up to seq were begun. Not kept, a reload passes over what is under way. */
  function begun(seq) {
    Antrean.kept.set(KEY, String(seq));
  }

  // Nothing stored: the first opening ever. Further than the office's newest: its log was started again. In both, what
  // is under way is passed over, what is to come is not.
  function start() {
    const known = stored();
    if (known !== null && Number(known) <= boot.state.cursor) { return Number(known); }
    const past = boot.state.announcements.filter(function (call) { return call.starts_at <= boot.state.now; });
    const seq = past.reduce(function (highest, call) { return Math.max(highest, call.seq); }, 0);
    begun(seq);
    return seq;
  }

  // Past its turn a call is spoken late only while it is fresh and no other display of the hall has spoken it.
  function isDue(call, now) {
    const age_s = (now - call.starts_at) / 1000;
    return age_s < 0 || (age_s < boot.fresh_s && !call.is_heard);
  }

  // The database was put back from a copy: what the copy holds was seen here, what is numbered anew was not.
  function goBack(seq) {
    queued = seq;
    if (Number(stored()) > seq) { begun(seq); }
  }

  /** The announcements of a state that are new and due, in order; the others are passed over for good. */
  function take(state) {
    if (state.cursor < queued) { goBack(state.cursor); }
    const fresh = state.announcements.filter(function (call) { return call.seq > queued; });
    fresh.sort(function (one, other) { return one.seq - other.seq; });
    if (fresh.length > 0) { queued = fresh[fresh.length - 1].seq; }
    return fresh.filter(function (call) { return isDue(call, state.now); });
  }

  Antrean.cursor = { take: take, begun: begun };
})();
