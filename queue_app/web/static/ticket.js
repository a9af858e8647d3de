// The citizen's ticket, live: the room "ticket" while the line stands, plain questions every 15 seconds while it does not,
// as on a phone network that lets pages through and no websocket.
(function () {
  "use strict";

  const CLOSED_MS = 3000;
  const SAID_AGAIN_MS = 200;
  const CALL_PATTERN = [400, 200, 400, 200, 800];

  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const clock = Antrean.clock;
  const t = Antrean.t;
  const token = location.pathname.split("/").pop();
  const SPARE = {url: "/t/" + token + "/state", every_ms: 15000, read: function (ticket) { return ticket; }};
  const SENTENCES = {
    waiting: waiting,
    called: function (ticket) { return t("Please go to counter {counter}", ticket); },
    serving: function (ticket) { return t("Being served at counter {counter}", ticket); },
    held: function () { return t("On hold. An officer will call you again."); },
    finished: function () { return t("Finished. Thank you."); },
    transferred: function () { return t("Moved to another service. Please wait for your call."); },
    no_show: function () { return t("Missed: please speak to an officer."); },
    cancelled: function () { return t("Cancelled."); },
    expired: expired
  };
  let shown = boot.state;

  function expired(ticket) {
    return ticket.carried ? t("Your number for {day}: {number}", ticket.carried) : t("Not served today: please speak to an officer.");
  }

  function waiting(ticket) {
    if (ticket.day !== null) return t("Your number is for {day}. You come before those who arrive on that day.", ticket);
    if (ticket.ahead === null || ticket.closed) return t("Waiting. Please wait for your call.");
    if (ticket.ahead === 0) return t("You are next. Please be ready.");
    if (ticket.ahead === 1) return t("Waiting: one person ahead of you");
    return t("Waiting: {count} people ahead of you", {count: ticket.ahead});
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function write(id, text) {
    Antrean.write(byId(id), text);
  }

  // The room is shared by readers of both languages, so a state may carry the name in each.
  function serviceName(ticket) {
    return typeof ticket.service === "string" ? ticket.service : ticket.service[boot.lang];
  }

  /** @param {TicketState} ticket */
  function render(ticket) {
    const sentence = SENTENCES[ticket.state](ticket);
    byId("ticket").className = "card ticket " + ticket.state + (ticket.carried ? " carried" : "");
    write("number", ticket.number);
    write("service", serviceName(ticket));
    write("sentence", sentence);
    write("counter-number", ticket.counter === null ? "" : String(ticket.counter));
    byId("counter").hidden = ticket.state !== "called";
    write("reason", ticket.reason || "");
    renderClosed(ticket);
    byId("carried").hidden = ticket.carried === null;
    if (ticket.carried) byId("carried").href = Antrean.here("/t/" + ticket.carried.token);
    if (byId("advice")) byId("advice").hidden = ticket.state !== "waiting";
    document.title = ticket.number + " · " + sentence;
  }

  // Told until its end, which no event tells of.
  function renderClosed(ticket) {
    const closed = ticket.closed;
    const isOver = closed && closed.until && closed.until <= clock.now();
    byId("closed").hidden = !closed || isOver;
    write("closed-why", closed ? closed.why : "");
  }

  function renderUpdated(now) {
    byId("updated").hidden = false;
    write("updated", t("updated {time}", {time: clock.timeText(now) + " " + boot.office.zone_label}));
  }

  function isNewCall(old, fresh) {
    return fresh.state === "called" && (old.state !== "called" || old.called_at !== fresh.called_at || old.calls !== fresh.calls);
  }

  // Called again in the same words: a screen reader tells only of what changes.
  function sayAgain() {
    write("sentence", "");
    setTimeout(function () { render(shown); }, SAID_AGAIN_MS);
  }

  // What stands below the card is of one service, and of a ticket that still waits.
  function isOfAnotherPage(ticket) {
    return ticket.is_final !== boot.state.is_final || serviceName(ticket) !== serviceName(boot.state);
  }

  function take(ticket) {
    const isCall = isNewCall(shown, ticket);
    const isSameSentence = shown.state === "called" && SENTENCES.called(shown) === SENTENCES.called(ticket);
    renderUpdated(ticket.now);
    if (isCall && navigator.vibrate) navigator.vibrate(CALL_PATTERN);
    shown = ticket;
    if (isCall && isSameSentence) sayAgain();
    else render(ticket);
    if (isOfAnotherPage(ticket)) location.reload();
  }

  function cut(since) {
    byId("cut").hidden = since === null;
    if (since !== null) write("cut", t("Cut off since {time}. Trying again by itself.", {time: clock.timeText(since)}));
  }

  render(shown);
  renderUpdated(shown.now);
  const line = new Antrean.Line({room: "ticket", office: boot.office.slug, token: token, lang: boot.lang},
    {state: take, cut: cut, beat: renderUpdated}, {closed_ms: CLOSED_MS, spare: SPARE});
  setInterval(function () { renderClosed(shown); }, 1000);
})();
