// The kiosk's state, what each button does to it, and the clock that brings the screen back to its start.
(function (kiosk) {
  "use strict";

  const HOME_LANG = "id";
  const SLOW_MS = 4000;
  const LONGER_S = 30;
  const DOUBLE_TAP_MS = 400;
  const DOUBLE_TAP_PX = 48;
  const ASK_AGAIN_MS = 30000;
  const LEFT_ALONE_MS = 5000;
  const MOST_PEOPLE = 20;
  const WATCHED = {choose: true, service: true, refused: true};

  const boot = JSON.parse(document.getElementById("boot").textContent);
  const idle_s = boot.idle_s || 45;
  const presses = kiosk.presses(boot.office.slug);
  const state = {
    screen: "choose", lang: HOME_LANG, isByGroup: false, isBrowsing: false, group: null, service: null, priority: null, party: 1,
    waiting: {}, why: {}, closed: null, setup: null, ticket: null, message: null, isSlow: false, still_s: null, left_s: 0,
    total_s: 0, cutSince: null
  };
  let touchedAt = performance.now();
  let endsAt = 0;
  let sentAt = 0;
  let stop = null;
  let line = null;
  let left = null;
  let changesAt = Infinity;
  let lastTap = {at: -DOUBLE_TAP_MS, x: 0, y: 0, screen: "choose"};

  function render() {
    kiosk.texts = boot.texts_by_lang[state.lang] || {};
    document.documentElement.lang = state.lang;
    kiosk.morph(document.getElementById("page"), kiosk.page(state, boot));
  }

  function set(change) {
    Object.assign(state, change);
    render();
  }

  // All services at once where they fit without a scroll, else groups first. Not asked at each live update:
  // buttons must not change places under a finger.
  function arrange() {
    set({isByGroup: false});
    const main = document.querySelector("main");
    if (state.screen === "choose" && main.scrollHeight > main.clientHeight + 1) set({isByGroup: true});
  }

  function say(text) {
    document.getElementById("say").textContent = text;
  }

  function go(screen, change) {
    Object.assign(state, {screen: screen, still_s: null}, change);
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
    go("choose", {lang: HOME_LANG, group: null, service: null, priority: null, ticket: null, message: null, isBrowsing: false});
    arrange();
    say("");
  }

  function showFor(seconds) {
    endsAt = performance.now() + seconds * 1000;
    state.left_s = state.total_s = seconds;
  }

  function given(ticket) {
    halt();
    showFor(boot.return_s);
    go("ticket", {ticket: ticket});
    presses.forget();
    say(kiosk.t("Your queue number is {number}.", {number: ticket.number.split("").join(" ")}));
  }

  function refuse(message) {
    halt();
    presses.forget();
    go("refused", {message: message});
  }

  function post(press) {
    sentAt = performance.now();
    go("taking", {isSlow: false});
    stop = kiosk.send("/kiosk/" + encodeURIComponent(boot.office.slug) + "/tickets", press, {ticket: given, refused: refuse});
  }

  function isSameWish(press, wish) {
    return press !== null && press.service_id === wish.service_id && press.priority === wish.priority && press.party === wish.party;
  }

  // Who left a press that may have reached the server and then takes the same again gets that ticket, not a second one.
  function take() {
    const wish = {service_id: state.service.id, priority: state.priority, party: state.party, lang: state.lang};
    if (isSameWish(left, wish)) presses.keep(left);
    post(isSameWish(left, wish) ? left : presses.begin(wish));
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
    longer: function () { showFor(state.left_s + LONGER_S); render(); },
    still: function () { go(state.screen); }
  };

  // The second half of a double tap must not press what the first half brought under the finger.
  function isDoubleTap(event) {
    const isClose = Math.abs(event.clientX - lastTap.x) < DOUBLE_TAP_PX && Math.abs(event.clientY - lastTap.y) < DOUBLE_TAP_PX;
    const isSoon = event.timeStamp - lastTap.at < DOUBLE_TAP_MS;
    return event.detail > 0 && isClose && isSoon && lastTap.shown !== shown();
  }

  function shown() {
    return document.querySelector("main").getAttribute("data-key");
  }

  function press(event) {
    const target = event.target.closest("[data-do]");
    if (!target || isDoubleTap(event)) return;
    lastTap = {at: event.timeStamp, x: event.clientX, y: event.clientY, shown: shown()};
    ACTIONS[target.getAttribute("data-do")](target.getAttribute("data-value"));
  }

  function isAtStart() {
    return state.screen === "choose" && !state.group && !state.isBrowsing && state.lang === HOME_LANG;
  }

  function touch() {
    touchedAt = performance.now();
  }

  function ask() {
    endsAt = performance.now() + 20000;
    set({still_s: 20});
    document.querySelector(".dialog button").focus();
  }

  function secondsLeft(now) {
    return Math.max(0, Math.ceil((endsAt - now) / 1000));
  }

  function tickWatched(now) {
    if (state.still_s !== null) {
      set({still_s: secondsLeft(now)});
      if (state.still_s === 0) home();
    } else if (!isAtStart() && now - touchedAt > idle_s * 1000) {
      ask();
    }
  }

  function tickTaking(now) {
    if (!state.isSlow && now - sentAt > SLOW_MS) set({isSlow: true});
  }

  function tickTicket(now) {
    set({left_s: secondsLeft(now)});
    if (state.left_s === 0) home();
  }

  function tick() {
    const now = performance.now();
    if (WATCHED[state.screen]) tickWatched(now);
    else if (state.screen === "taking") tickTaking(now);
    else tickTicket(now);
    if (now > changesAt) askAgain();
    if (isOutdated(now)) location.reload();
  }

  // The office's services are others now: loaded anew once nobody stands before the screen and the server answers.
  function isOutdated(now) {
    const isAlone = isAtStart() && state.cutSince === null && now - touchedAt > LEFT_ALONE_MS;
    return isAlone && state.setup !== boot.state.setup;
  }

  // Tab stays inside the question while it is open.
  function keepInside(event) {
    if (state.still_s === null || event.key !== "Tab" && event.keyCode !== 9) return;
    const inside = Array.from(document.querySelectorAll(".dialog button"));
    const next = inside.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    inside[(next + inside.length) % inside.length].focus();
    event.preventDefault();
  }

  function clockText(moment) {
    const parts = {hour: "2-digit", minute: "2-digit", hour12: false, timeZone: boot.office.zone};
    return new Intl.DateTimeFormat("en-GB", parts).format(moment).replace(":", ".");
  }

  // What is closed opens by the clock, which no event tells: asked at that moment, and now and then.
  function nextChange(fresh) {
    const times = fresh.services.concat(fresh.closed || []).map(function (each) { return Date.parse(each.opens_at); })
      .filter(function (at) { return at > Date.parse(fresh.now); });
    return performance.now() + Math.min.apply(null, times) - Date.parse(fresh.now);
  }

  function takeState(fresh) {
    const waiting = {};
    const why = {};
    const wasClosed = state.closed !== null;
    fresh.services.forEach(function (service) {
      waiting[service.id] = service.waiting;
      why[service.id] = service.why;
    });
    changesAt = nextChange(fresh);
    set({waiting: waiting, why: why, closed: fresh.closed, setup: fresh.setup});
    if (wasClosed !== (state.closed !== null)) arrange();
  }

  function askAgain() {
    changesAt = Infinity;
    if (line) line.ask();
  }

  document.addEventListener("click", press);
  document.addEventListener("keydown", keepInside);
  ["mousedown", "touchstart", "keydown"].forEach(function (name) { document.addEventListener(name, touch); });
  window.addEventListener("resize", arrange);
  document.fonts.ready.then(arrange);
  setInterval(tick, 500);
  setInterval(askAgain, ASK_AGAIN_MS);

  takeState(boot.state);
  arrange();
  line = kiosk.connect({room: "kiosk", office: boot.office.slug}, {
    state: takeState,
    cut: function (since) { set({cutSince: since === null ? null : clockText(since)}); }
  });
  const pending = presses.pending();
  if (pending) {
    state.lang = pending.lang;
    post(pending);
  }
})(window.kiosk = window.kiosk || {});
