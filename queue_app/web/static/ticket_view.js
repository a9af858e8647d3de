// What the citizen's page shows of a ticket, and what a screen reader is told of it.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const clock = Antrean.clock;
  const t = Antrean.t;

  const SENTENCES = {
    waiting: waiting,
    called: (ticket) => t("Please go to counter {counter}", ticket),
    serving: (ticket) => t("Being served at counter {counter}", ticket),
    held: () => t("On hold. An officer will call you again."),
    finished: () => t("Finished. Thank you."),
    transferred: () => t("Moved to another service. Please wait for your call."),
    no_show: () => t("Missed: please speak to an officer."),
    cancelled: () => t("Cancelled."),
    expired: expired
  };

  function expired(ticket) {
    return ticket.carried ? t("Your number for {day}: {number}", ticket.carried) : t("Not served today: please speak to an officer.");
  }

  function waiting(ticket) {
    if (ticket.day !== null) { return t("Your number is for {day}. You come before those who arrive on that day.", ticket); }
    if (ticket.ahead === null || ticket.closed || isLate()) { return t("Waiting. Please wait for your call."); }
    if (ticket.ahead === 0) { return t("You are next. Please be ready."); }
    if (ticket.ahead === 1) { return t("Waiting: one person ahead of you"); }
    return t("Waiting: {count} people ahead of you", { count: ticket.ahead });
  }

  /** What the ticket's state is, in a sentence. @param {TicketState} ticket */
  function sentence(ticket) { return SENTENCES[ticket.state](ticket); }

  function byId(id) { return document.getElementById(id); }

  function write(id, text) { Antrean.write(byId(id), text); }

  /** Whether the ticket waits today, with so few ahead that its citizen should be in the room. */
  function isSoon(ticket) {
    const isWaiting = ticket.state === "waiting" && ticket.ahead !== null && !isClosed(ticket) && !isLate();
    return isWaiting && ticket.ahead <= boot.near;
  }

  // By the citizen's own wish, as ticket_wishes.html tells it: nobody calls the number until then.
  function isLate() {
    const wishes = byId("wishes");
    return Boolean(wishes) && Number(wishes.getAttribute("data-until")) > clock.now();
  }

  // Until its end, which no event tells of.
  function isClosed(ticket) {
    return Boolean(ticket.closed) && !(ticket.closed.until && ticket.closed.until <= clock.now());
  }

  function isExpected(ticket) { return Boolean(ticket.expected) && ticket.expected.to_at > clock.now(); }

  function range(expected) { return clock.timeText(expected.from_at) + "–" + clock.timeText(expected.to_at); }

  function cause(expected) {
    const msgid = boot.causes[expected.cause];
    return msgid ? t("Last change: {cause}", { cause: t(msgid) }) : "";
  }

  // Why nothing is promised, or no more.
  function unsure(ticket) {
    const unknown = boot.causes.unknown;
    if (!ticket.unsure_why) { return t("Not enough data for an estimate yet"); }
    const msgid = boot.causes[ticket.unsure_why];
    return !msgid || msgid === unknown ? t(unknown) : t(msgid) + " " + t(unknown);
  }

  function showExpected(ticket) {
    const isThere = isExpected(ticket);
    write("unsure", unsure(ticket));
    byId("expected").hidden = !isThere;
    byId("unsure").hidden = !ticket.is_unsure || isThere;
    if (!isThere) { return; }
    write("range", range(ticket.expected));
    write("cause", cause(ticket.expected));
    byId("early").hidden = !ticket.expected.is_early;
  }

  function showClosed(ticket) {
    byId("closed").hidden = !isClosed(ticket);
    write("closed-why", ticket.closed ? ticket.closed.why : "");
  }

  /** What the clock alone changes. */
  function look(ticket) {
    showClosed(ticket);
    showExpected(ticket);
  }

  /** All of it. @param {TicketState} ticket */
  function show(ticket) {
    byId("ticket").className = "card ticket " + ticket.state + (ticket.carried ? " carried" : "");
    write("number", ticket.number);
    write("service", ticket.service);
    write("sentence", sentence(ticket));
    byId("soon").hidden = !isSoon(ticket);
    write("counter-number", ticket.counter === null ? "" : String(ticket.counter));
    byId("counter").hidden = ticket.state !== "called";
    write("reason", ticket.reason || "");
    byId("carried").hidden = ticket.carried === null;
    if (ticket.carried) { byId("carried").href = Antrean.here("/t/" + ticket.carried.token); }
    if (byId("advice")) { byId("advice").hidden = ticket.state !== "waiting"; }
    look(ticket);
  }

  /**
   * What a screen reader is told once a ticket has become another; "" for what need not interrupt anybody, as a line
   * that is one shorter.
   */
  function news(before, ticket) {
    const isNear = isSoon(ticket) && (!isSoon(before) || (ticket.ahead === 0 && before.ahead !== 0));
    const told = ticket.state !== before.state || isNear ? [sentence(ticket)] : [];
    if (isSoon(ticket) && !isSoon(before)) { told.push(byId("soon").textContent); }
    const isOther = !before.expected || (ticket.expected && range(before.expected) !== range(ticket.expected));
    if (isExpected(ticket) && isOther) { told.push(t("Expected call") + " " + range(ticket.expected) + ".", cause(ticket.expected)); }
    return told.filter(Boolean).join(" ");
  }

  function updated(now) {
    byId("updated").hidden = false;
    write("updated", t("updated {time}", { time: clock.timeText(now) + " " + boot.office.zone_label }));
  }

  /** Nothing is heard since then; null: it is heard again. What is shown stays, as of that time. */
  function cut(since) {
    byId("cut").hidden = byId("as-of").hidden = since === null;
    byId("expected").classList.toggle("old", since !== null);
    if (since === null) { return; }
    const time = { time: clock.timeText(since) };
    write("cut", t("Cut off since {time}. Trying again by itself.", time));
    write("as-of", t("As of {time}", time));
  }

  /** The tab's name, with a mark before it that is seen among others. */
  function title(ticket) {
    const isNow = ticket.state === "called" || (isSoon(ticket) && ticket.ahead === 0);
    const mark = isNow ? "(!) " : isSoon(ticket) ? "(" + ticket.ahead + ") " : "";
    return mark + ticket.number + " · " + sentence(ticket);
  }

  function tell(text) { if (text) { write("told", text); } }

  Antrean.view = { show: show, look: look, sentence: sentence, isSoon: isSoon, title: title, news: news, updated: updated, cut: cut, tell: tell };
})();
