// The kiosk's state, what each button does to it, and the clock that brings the screen back to its start.
(function (kiosk) {
  "use strict";

  const HOME_LANG = "id";
  const SLOW_MS = 4000;
  const WARNED_S = 30; // WCAG 2.2.1 asks for at least 20
  const LONGER_S = 60;
  const PHOTO_S = 60;
  // The line is cut after 2.5 seconds without an answer, whether or not it looks open: who stands here waits.
  const RULES = {silent_ms: 2500, closed_ms: 2500, ping_ms: 1000, ask_ms: 30000, about: function () { return {sound: "none", zone: ""}; }};
  const SPARE_MS = 4000;
  const WAKING_MS = 400;
  const LEFT_ALONE_MS = 5000;
  const MOST_PEOPLE = 20;
  const WATCHED = {choose: true, service: true, refused: true, checkin: true, unbooked: true};

  const boot = Antrean.boot;
  const clock = Antrean.clock;
  const presses = kiosk.presses(boot.office.slug);
  const address = "/kiosk/" + encodeURIComponent(boot.office.slug);
  const counts = kiosk.taps();
  const reader = kiosk.reader(boot.speech.server ? address + "/speech" : "", function (hasFailed) {
    set({isReading: false, isReadFailed: hasFailed});
  });
  const state = {
    screen: "choose", lang: HOME_LANG, isByGroup: false, isBrowsing: false, group: null, service: null, priority: null, party: 1,
    waiting: {}, waits: {}, why: {}, code: "", closed: null, setup: null, papers: {}, day: "", ticket: null, message: null, isSlow: false, still_s: null,
    left_s: null, total_s: WARNED_S, cutSince: null, isAlone: false, rest: null, isLow: boot.is_low, isContrast: false, isLarger: false, isCutAbove: false, isReading: false,
    isReadFailed: false, canRead: false
  };
  let touchedAt = performance.now();
  let turnedAt = 0;
  let wokenAt = -WAKING_MS;
  let endsAt = 0;
  let sentAt = 0;
  let wasReading = false;
  let stop = null;
  let line = null;
  let left = null;
  let changesAt = Infinity;
  let waitsUntil = 0;

  function render() {
    kiosk.texts = boot.texts_by_lang[state.lang] || {};
    document.documentElement.lang = state.lang;
    document.documentElement.className = (state.isContrast ? "contrast " : "") + (state.isLarger ? "larger" : "");
    state.isCutAbove = state.isLow || window.innerWidth > window.innerHeight; // where it has room, and nothing moves for it
    state.canRead = reader.canRead(state.lang, state.isAlone);
    kiosk.draw(kiosk.page(state, boot), document.getElementById("page"));
  }

  function set(change) {
    Object.assign(state, change);
    render();
  }

  // All services at once where they fit without a scroll, else groups first. Not asked at each live update:
  // buttons must not change places under a finger.
  function arrange() {
    set({isByGroup: false});
    const body = document.querySelector(".body");
    if (state.screen === "choose" && body.scrollHeight > body.clientHeight + 1) set({isByGroup: true});
  }

  function say(text) {
    document.getElementById("say").textContent = text; // twice the same is said twice
  }

  function go(screen, change) {
    reader.stop();
    Object.assign(state, {screen: screen, still_s: null, isReading: false, isReadFailed: false}, change);
    render();
    window.scrollTo(0, 0);
    document.getElementById("title").focus();
  }

  function halt() {
    if (stop) stop();
    stop = null;
  }

  function home() {
    halt();
    left = null;
    go("choose", {
      lang: HOME_LANG, group: null, service: null, priority: null, ticket: null, message: null, isBrowsing: false,
      isLow: boot.is_low, isContrast: false, isLarger: false
    });
    arrange();
    say("");
    clearHands();
  }

  // The start screen is always the start screen, whatever hands did to it.
  function clearHands() {
    document.querySelector(".body").scrollTop = 0;
    Antrean.hands.unmark();
  }

  // So long in peace, then the warning.
  function showFor(seconds) {
    endsAt = Math.max(endsAt, performance.now() + (seconds + WARNED_S) * 1000);
    state.left_s = null;
  }

  function given(ticket) {
    halt();
    endsAt = 0;
    go("ticket", {ticket: ticket});
    showFor(kiosk.hasPaper(state, boot) ? boot.return_s : PHOTO_S);
    presses.forget();
    say(kiosk.t("Your queue number is {number}.", {number: ticket.number.split("").join(" ")}));
  }

  function refuse(message) {
    halt();
    left = null;
    presses.forget();
    go("refused", {message: message});
  }

  // Too many were taken here: the press goes out again by itself, and whoever stands here learns why it takes so long.
  function wait(message) {
    if (state.message === message) return;
    set({isSlow: true, message: message});
    say(message);
  }

  function post(press) {
    sentAt = performance.now();
    go("taking", {isSlow: false, message: null});
    stop = kiosk.send(address + "/tickets", press, {ticket: given, refused: refuse, told: wait});
  }

  function isSameWish(press, wish) {
    return press !== null && press.service_id === wish.service_id && press.priority === wish.priority && press.party === wish.party;
  }

  // Who left a press that may have reached the server and then takes the same again gets that ticket, not a second one.
  function take() {
    const wish = {service_id: state.service.id, priority: state.priority, party: state.party, lang: state.lang};
    if (boot.printer !== null) wish.printer_id = boot.printer;
    if (isSameWish(left, wish)) presses.keep(left);
    post(isSameWish(left, wish) ? left : presses.begin(wish));
  }

  // The same code is answered with the same number, so it may go out as often as it must.
  function arrive(code) {
    const wish = {code: code, lang: state.lang};
    if (boot.printer !== null) wish.printer_id = boot.printer;
    sentAt = performance.now();
    go("taking", {isSlow: false, message: null, service: null});
    stop = kiosk.send(address + "/check-in", wish, {ticket: given, refused: function (message) { halt(); go("unbooked", {message: message}); }, told: wait});
  }

  function leave() {
    left = presses.pending();
    presses.forget();
    halt();
    if (state.service) go("service");
    else home();
  }

  function back() {
    if (state.screen === "choose") state.group = null;
    go("choose", {service: null, priority: null, message: null});
    arrange();
  }

  function groupOf(code) {
    return boot.groups.find(function (group) { return group.code === code; });
  }

  function serviceOf(id) {
    return boot.groups.reduce(function (all, group) { return all.concat(group.services); }, [])
      .find(function (service) { return service.id === Number(id); });
  }

  const ACTIONS = {
    language: function (lang) { state.lang = lang; arrange(); },
    browse: function () { go("choose", {isBrowsing: true}); arrange(); },
    group: function (code) { go("choose", {group: groupOf(code)}); },
    service: function (id) { go("service", {service: serviceOf(id), priority: null, party: 1}); },
    priority: function (code) { set({priority: state.priority === code ? null : code}); },
    fewer: function () { set({party: Math.max(1, state.party - 1)}); },
    more: function () { set({party: Math.min(MOST_PEOPLE, state.party + 1)}); },
    take: take,
    leave: leave,
    back: back,
    home: home,
    longer: function () { showFor(LONGER_S); render(); },
    still: function () { go(state.screen); },
    wake: wake,
    pause: function () { set({rest: Object.assign({}, state.rest, {isPaused: !state.rest.isPaused})}); },
    lower: function () { set({isLow: !state.isLow}); arrange(); },
    larger: function () { set({isLarger: !state.isLarger}); arrange(); },
    contrast: function () { set({isContrast: !state.isContrast}); },
    read: read,
    open: open
  };

  // Another page of this kiosk's: only while the server answers, or a browser's own page of a cut line would stand here.
  function open(url) {
    if (state.cutSince !== null || state.isAlone) return;
    Antrean.request({url: address + "/state"}, function (request) {
      if (request.status === 200) location.assign(Antrean.here(url) + location.search);
    });
  }

  const booked = kiosk.checkIn(state, {go: go, set: set, arrive: arrive});
  Object.assign(ACTIONS, booked.actions);

  // A touch stops the voice, also one on this button: it does not start again then.
  function read() {
    if (wasReading || !state.canRead) return;
    set({isReading: true, isReadFailed: false});
    reader.start(state.lang);
  }

  function wake() {
    wokenAt = touchedAt = performance.now();
    set({rest: null});
    document.getElementById("title").focus();
  }

  function press(event) {
    const target = event.target.closest("[data-do]");
    if (!target || !counts(event) || performance.now() - wokenAt < WAKING_MS) return;
    ACTIONS[target.getAttribute("data-do")](target.getAttribute("data-value"));
  }

  // At rest the first touch only wakes, also one that slides, which brings no click. So does a key.
  function wakeBy(event) {
    if (state.rest === null || event.target.closest("[data-do=pause]")) return;
    event.preventDefault();
    wake();
  }

  function pressKey(event) {
    if (event.key === "Tab" || event.keyCode === 9) kiosk.keepInside(event);
    else if (state.screen === "checkin") booked.type(event);
    else wakeBy(event);
  }

  function isAtStart() {
    const isPlain = state.isLow === boot.is_low && !state.isContrast && !state.isLarger && state.lang === HOME_LANG;
    return state.screen === "choose" && !state.group && !state.isBrowsing && isPlain;
  }

  function touch() {
    touchedAt = performance.now();
    wasReading = reader.isReading();
    reader.stop();
    if (wasReading) set({isReading: false});
    if (state.screen === "ticket") showFor(boot.return_s);
  }

  function ask() {
    endsAt = performance.now() + WARNED_S * 1000;
    set({still_s: WARNED_S});
    document.querySelector(".dialog button").focus();
  }

  // Notices take turns; a change of the slides' number does no harm, for it is counted round.
  function rest(now) {
    if (state.rest === null) {
      if (now - touchedAt < boot.rest_s * 1000) return;
      turnedAt = now;
      clearHands();
      set({rest: {index: 0, isPaused: false}});
      document.querySelector(".invitation").focus();
    } else if (!state.rest.isPaused && now - turnedAt >= boot.room.slide_s * 1000) {
      turnedAt = now;
      set({rest: {index: state.rest.index + 1, isPaused: false}});
    }
  }

  function secondsLeft(now) {
    return Math.max(0, Math.ceil((endsAt - now) / 1000));
  }

  function tickWatched(now) {
    if (state.still_s !== null) {
      set({still_s: secondsLeft(now)});
      if (state.still_s === 0) home();
    } else if (isAtStart()) {
      rest(now);
    } else if (now - touchedAt > boot.still_here_s * 1000) {
      ask();
    }
  }

  function tickTaking(now) {
    if (state.isSlow || now - sentAt <= SLOW_MS) return;
    set({isSlow: true});
    say(kiosk.t("Still trying. Please do not leave; you will get one number only."));
  }

  function tickTicket(now) {
    const seconds = secondsLeft(now);
    const shown = seconds > WARNED_S ? null : seconds;
    if (shown !== null && state.left_s === null) say(kiosk.t("This screen starts over in {count} seconds.", {count: shown}));
    if (shown !== state.left_s) set({left_s: shown});
    if (shown === 0) home();
  }

  function tick() {
    const now = performance.now();
    if (reader.isReading()) {
      touchedAt = now; // who listens is still here
      if (state.screen === "ticket") showFor(boot.return_s);
    }
    if (WATCHED[state.screen]) tickWatched(now);
    else if (state.screen === "taking") tickTaking(now);
    else tickTicket(now);
    if (now > changesAt) askAgain();
    if (clock.now() > waitsUntil) forgetWaits();
    if (isLeft(now) && Antrean.hands.isLarger()) Antrean.hands.load();
    else if (isLeft(now) && isOutdated()) location.reload();
  }

  // Cut off, or nobody looks at the queue any more: how long the wait is now, this page does not know.
  function forgetWaits() {
    waitsUntil = Infinity;
    set({waits: {}});
  }

  // Nobody stands before the screen, and the server answers: the page may be loaded anew.
  function isLeft(now) {
    return isAtStart() && state.cutSince === null && !state.isAlone && now - touchedAt > LEFT_ALONE_MS;
  }

  // The office's services are others now, or its notices are of yesterday.
  function isOutdated() {
    return state.setup !== boot.state.setup || state.day !== clock.dateText(boot.state.now);
  }

  // What is closed opens by the clock, which no event tells: asked at that moment, beside the line's own question now and then.
  function nextChange(fresh) {
    const times = fresh.services.concat(fresh.closed || []).map(function (each) { return each.opens_at; })
      .filter(function (at) { return at > fresh.now; });
    return performance.now() + Math.min.apply(null, times) - fresh.now;
  }

  /** @param {KioskState} fresh */
  function takeState(fresh) {
    const waiting = {};
    const waits = {};
    const why = {};
    const wasClosed = state.closed !== null;
    const hadPaper = state.ticket !== null && kiosk.hasPaper(state, boot);
    fresh.services.forEach(function (service) {
      waiting[service.id] = service.waiting;
      waits[service.id] = service.wait || null;
      why[service.id] = service.why;
    });
    changesAt = nextChange(fresh);
    waitsUntil = fresh.waits_until || Infinity;
    set({
      waiting: waiting, waits: waits, why: why, closed: fresh.closed, setup: fresh.setup, papers: fresh.papers || {}, day: clock.dateText(fresh.now),
      isAlone: fresh.alone === true
    });
    if (wasClosed !== (state.closed !== null)) arrange();
    if (hadPaper && !kiosk.hasPaper(state, boot)) showFor(PHOTO_S); // it was not taken: there is a photo to take now
  }

  function askAgain() {
    changesAt = Infinity;
    if (line) line.ask();
  }

  document.addEventListener("click", press);
  ["mousedown", "touchstart", "keydown"].forEach(function (name) { document.addEventListener(name, touch); });
  document.addEventListener("keydown", pressKey);
  kiosk.hearScans(function (text) { if (!state.isAlone && WATCHED[state.screen] && state.still_s === null) arrive(text); });
  document.addEventListener("touchend", wakeBy, {passive: false});
  if (window.speechSynthesis && speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", render);
  window.addEventListener("resize", arrange);
  document.fonts.ready.then(arrange);
  setInterval(tick, 500);

  if (boot.room.accent) document.documentElement.style.setProperty("--accent", boot.room.accent);
  kiosk.reading = reader;
  takeState(boot.state);
  arrange();
  line = new Antrean.Line({room: "kiosk", office: boot.office.slug}, {
    state: takeState,
    sentAway: function () { location.reload(); }, // the page then says what to do
    cut: function (since) {
      set({cutSince: since === null ? null : clock.timeText(since)});
      say(since === null ? "" : kiosk.cutText(state));
    }
  }, Object.assign({spare: {url: address + "/state", every_ms: SPARE_MS}}, RULES));
  const pending = presses.pending();
  if (pending) {
    state.lang = pending.lang;
    post(pending);
  }
})(window.kiosk = window.kiosk || {});
