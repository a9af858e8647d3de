// The citizen's ticket, live: the room "ticket" while the line stands, plain questions every 15 seconds while it does not.
(function () {
  "use strict";

  const SILENT_MS = 25000;
  const SHOWN_AFTER_MS = 3000;
  const JOIN_AGAIN_MS = 3000;
  const ASK_MS = 15000;
  const SAID_AGAIN_MS = 200;
  const CALL_PATTERN = [400, 200, 400, 200, 800];

  const boot = JSON.parse(document.getElementById("boot").textContent);
  const token = location.pathname.split("/").pop();
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
  let offset = 0;
  let heardAt = performance.now();
  let awaySince = heardAt;
  let askedAt = heardAt;

  function t(text, values) {
    return (boot.texts[text] || text).replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  }

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

  // A status line is read aloud again when its text is set, so only a new text is.
  function write(id, text) {
    if (byId(id).textContent !== text) byId(id).textContent = text;
  }

  // The room is shared by readers of both languages, so a state may carry the name in each.
  function serviceName(ticket) {
    return typeof ticket.service === "string" ? ticket.service : ticket.service[boot.lang];
  }

  function clockText(moment) {
    const parts = {hour: "2-digit", minute: "2-digit", hour12: false, timeZone: boot.office.zone};
    return new Intl.DateTimeFormat("en-GB", parts).format(moment).replace(":", ".");
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
    if (ticket.carried) byId("carried").href = "/t/" + ticket.carried.token;
    if (byId("advice")) byId("advice").hidden = ticket.state !== "waiting";
    document.title = ticket.number + " · " + sentence;
  }

  // Told until its end, which no event tells of.
  function renderClosed(ticket) {
    const closed = ticket.closed;
    const isOver = closed && closed.until && closed.until <= Date.now() + offset;
    byId("closed").hidden = !closed || isOver;
    write("closed-why", closed ? closed.why : "");
  }

  function renderUpdated(now) {
    byId("updated").hidden = false;
    write("updated", t("updated {time}", {time: clockText(new Date(now)) + " " + boot.office.zone_label}));
  }

  function isNewCall(old, fresh) {
    return fresh.state === "called" && (old.state !== "called" || old.called_at !== fresh.called_at || old.calls !== fresh.calls);
  }

  function hear(now) {
    heardAt = performance.now();
    offset = now - Date.now();
    renderUpdated(now);
  }

  // Called again in the same words: a screen reader tells only of what changes.
  function sayAgain() {
    write("sentence", "");
    setTimeout(function () { render(shown); }, SAID_AGAIN_MS);
  }

  function take(ticket) {
    const isCall = isNewCall(shown, ticket);
    hear(ticket.now);
    if (ticket.seq < shown.seq) return;
    if (isCall && navigator.vibrate) navigator.vibrate(CALL_PATTERN);
    shown = ticket;
    if (isCall && byId("sentence").textContent === SENTENCES.called(ticket)) sayAgain();
    else render(ticket);
  }

  function back() {
    awaySince = null;
    byId("cut").hidden = true;
  }

  function away() {
    if (awaySince === null) awaySince = performance.now();
  }

  function answered(request) {
    if (request.status !== 200) {
      renderCut();
      return;
    }
    take(JSON.parse(request.responseText));
    byId("cut").hidden = true;
  }

  function ask() {
    const request = new XMLHttpRequest();
    askedAt = performance.now();
    request.open("GET", "/t/" + token + "/state");
    request.timeout = 5000;
    request.onload = function () { answered(request); };
    request.onerror = request.ontimeout = renderCut;
    request.send();
  }

  function renderCut() {
    if (awaySince === null) return;
    const away_ms = performance.now() - Math.max(awaySince, heardAt);
    const since = new Date(Date.now() + offset - away_ms);
    byId("cut").hidden = false;
    write("cut", t("Cut off since {time}. Trying again by itself.", {time: clockText(since)}));
  }

  const socket = io({transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5});

  function joinAgain() {
    if (socket.connected) join();
  }

  function join() {
    socket.emit("join", {room: "ticket", office: boot.office.slug, token: token, lang: boot.lang}, function (answer) {
      if (answer && answer.state) {
        back();
        take(answer.state);
      } else {
        setTimeout(joinAgain, JOIN_AGAIN_MS);
      }
    });
  }

  // A phone network may let pages through and no websocket: only when the plain question fails too is the page cut off.
  function look() {
    const now = performance.now();
    renderClosed(shown);
    if (awaySince === null && now - heardAt > SILENT_MS) {
      awaySince = heardAt;
      socket.disconnect();
      socket.connect();
    }
    if (awaySince !== null && now - awaySince > SHOWN_AFTER_MS && (now - askedAt > ASK_MS || askedAt < awaySince)) ask();
  }

  socket.on("connect", join);
  socket.on("disconnect", away);
  socket.on("state", take);
  socket.on("beat", function (beat) {
    hear(beat.now);
    if (beat.seq > shown.seq) join();
  });
  setInterval(look, 1000);
  render(shown);
  renderUpdated(shown.now);
})();
