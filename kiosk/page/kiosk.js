// The kiosk's state, what each button does to it, and the clock that brings the screen back to its start.
(function (kiosk) {
  "use strict";

  const HOME_LANG = "id";
  const SLOW_MS = 4000;
  const LONGER_S = 30;
  const DOUBLE_TAP_MS = 400;
  const DOUBLE_TAP_PX = 48;
  const WATCHED = {choose: true, service: true, refused: true};

  const boot = JSON.parse(document.getElementById("boot").textContent);
  const idle_s = boot.idle_s || 45;
  const presses = kiosk.presses(boot.office.slug);
  const state = {
    screen: "choose", lang: HOME_LANG, isByGroup: false, group: null, service: null, priority: null, waiting: {}, ticket: null,
    message: null, isSlow: false, still_s: null, left_s: 0, total_s: 0, cutSince: null
  };
  let touchedAt = performance.now();
  let endsAt = 0;
  let sentAt = 0;
  let stop = null;
  let left = null;
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
    go("choose", {lang: HOME_LANG, group: null, service: null, priority: null, ticket: null, message: null});
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
    return press !== null && press.service_id === wish.service_id && press.priority === wish.priority;
  }

  // Who left a press that may have reached the server and then takes the same again gets that ticket, not a second one.
  function take() {
    const wish = {service_id: state.service.id, priority: state.priority, lang: state.lang};
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
    group: function (code) { go("choose", {group: groupOf(code)}); },
    service: function (id) { go("service", {service: serviceOf(id), priority: null}); },
    priority: function (code) { set({priority: state.priority === code ? null : code}); },
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
    return state.screen === "choose" && !state.group && state.lang === HOME_LANG;
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

  function takeState(fresh) {
    const waiting = {};
    fresh.services.forEach(function (service) { waiting[service.id] = service.waiting; });
    set({waiting: waiting});
  }

  document.addEventListener("click", press);
  document.addEventListener("keydown", keepInside);
  ["mousedown", "touchstart", "keydown"].forEach(function (name) { document.addEventListener(name, touch); });
  window.addEventListener("resize", arrange);
  document.fonts.ready.then(arrange);
  setInterval(tick, 500);

  takeState(boot.state);
  arrange();
  kiosk.connect({room: "kiosk", office: boot.office.slug}, {
    state: takeState,
    cut: function (since) { set({cutSince: since === null ? null : clockText(since)}); }
  });
  const pending = presses.pending();
  if (pending) {
    state.lang = pending.lang;
    post(pending);
  }
})(window.kiosk = window.kiosk || {});
