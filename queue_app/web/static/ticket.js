// The citizen's ticket, live. Far from its turn a page finds its number in the line of the whole office
// (ticket_poll.js); near it, it holds a line of its own, the room "ticket", so that a call is there at once. Where no
// websocket comes through, as on some phone networks, that line asks every 15 seconds.
(function () {
  "use strict";

  const CLOSED_MS = 3000;
  const SAID_AGAIN_MS = 200;
  const SLOW = 6; // times slower is asked on another day than the ticket's, and once it has ended

  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const clock = Antrean.clock;
  const view = Antrean.view;
  const token = location.pathname.split("/").pop();
  const OWN = "/t/" + token + "/state?lang=" + boot.lang;
  const SPARE = {url: OWN, every_ms: 15000, read: function (ticket) { return ticket; }};
  const AT_COUNTER = ["called", "serving", "held"]; // or soon there again
  const opened = boot.state;
  let shown = opened;
  let poll = null;
  let isBehind = false;
  let isWired = false;

  function isNewCall(old, fresh) {
    return fresh.state === "called" && (old.state !== "called" || old.called_at !== fresh.called_at || old.calls !== fresh.calls);
  }

  // What stands below the card is of one service, and of a ticket that still waits.
  function isOfAnotherPage(ticket) {
    return ticket.is_final !== opened.is_final || ticket.service_id !== opened.service_id;
  }

  function notify(before, ticket) {
    if (isNewCall(before, ticket)) Antrean.note.call();
    else if (view.isSoon(ticket) && !view.isSoon(before)) Antrean.note.near();
    document.title = view.title(ticket);
  }

  // Called again in the same words: a screen reader tells only of what changes.
  function tell(before, ticket) {
    if (!isNewCall(before, ticket)) { view.tell(view.news(before, ticket)); return; }
    Antrean.write(document.getElementById("told"), "");
    setTimeout(function () { view.tell(view.sentence(ticket)); }, SAID_AGAIN_MS);
  }

  /** @param {TicketState} ticket */
  function take(ticket) {
    const before = shown;
    shown = boot.state = ticket;
    view.show(ticket);
    view.updated(ticket.now);
    notify(before, ticket);
    tell(before, ticket);
    if (isOfAnotherPage(ticket)) location.reload();
    else if (isNear(ticket)) wire();
  }

  function isNear(ticket) {
    return view.isSoon(ticket) || AT_COUNTER.indexOf(ticket.state) >= 0;
  }

  /** The scripts of the live line, in their order, and then the line. */
  function wire() {
    if (isWired) return;
    isWired = true;
    boot.wire.forEach(function (address, place) {
      const script = document.createElement("script");
      script.async = false;
      script.src = address;
      script.onerror = function () { isWired = false; }; // the next answer tries it again
      if (place === boot.wire.length - 1) script.onload = join;
      document.head.appendChild(script);
    });
  }

  function join() {
    if (!window.io || !Antrean.Spare || !Antrean.Line) return;
    new Antrean.Line({room: "ticket", office: boot.office.slug, token: token, lang: boot.lang},
      {state: ownLine(take), cut: ownLine(view.cut), beat: view.updated}, {closed_ms: CLOSED_MS, spare: SPARE});
  }

  // From the first word of it on, the office's line is asked no more.
  function ownLine(heard) {
    return function (told) {
      poll.stop();
      heard(told);
    };
  }

  function askOwn() {
    Antrean.request({url: OWN}, function (request) {
      if (request.status === 200) take(JSON.parse(request.responseText));
    });
  }

  function closedIn(line) {
    const closed = line.closed[shown.service_id];
    return closed ? {why: closed.why[boot.lang], until: closed.until} : null;
  }

  /** @param {OfficeLine} line */
  function find(line) {
    const place = line.line[shown.number];
    poll.pace = line.date === shown.date && !shown.is_final ? 1 : SLOW;
    if (line.date !== shown.date) {
      if (line.date > shown.date && !shown.is_final) askOwn();
    } else if (!place) {
      if (!shown.is_final) askOwn();
    } else if (place.state !== "waiting" || place.state !== shown.state || place.service_id !== shown.service_id) {
      if (place.state !== shown.state || !isWired) askOwn();
    } else {
      const waits = {ahead: null, expected: null, is_unsure: false, unsure_why: null, seq: line.seq, now: clock.now(), closed: closedIn(line)};
      take(Object.assign({}, shown, waits, place));
    }
  }

  // Another worker may be a moment behind; behind twice, the database was put back from an older copy.
  function heard(line) {
    const isOld = line.seq < shown.seq && !isBehind;
    isBehind = isOld;
    if (!isOld) find(line);
  }

  function same() {
    view.updated(clock.now());
    if (isNear(shown)) wire();
  }

  if (isNear(shown)) Antrean.note.known();
  view.show(shown);
  view.updated(shown.now);
  document.title = view.title(shown);
  poll = new Antrean.Poll("/o/" + boot.office.slug + "/line", {line: heard, same: same, cut: view.cut});
  if (isNear(shown)) wire();
  setInterval(function () { view.look(shown); }, 1000);
})();
