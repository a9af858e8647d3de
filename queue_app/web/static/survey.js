// The tablet's state, what each button does to it, and the clock that brings it back to rest.
(function (survey) {
  "use strict";

  const boot = Antrean.boot;
  boot.is_on = boot.state.is_on;
  const HOME_LANG = "id";
  const LOOK_MS = 3000; // between two questions who was served
  const LEFT_S = 40; // without a touch; then the question whether somebody is there
  const WARNED_S = 20; // WCAG 2.2.1 asks for at least 20
  const THANKS_S = 8;
  const LONGEST = 6; // letters and digits of a number
  const START = boot.place === "counter" ? "rest" : "number";
  const BRIEF = {thanks: true, refused: true, rated: true};
  const ENTERED = {question: true, about: true, number: true};

  const state = {screen: START, lang: HOME_LANG, asked: null, typed: "", at: 0, values: {}, said: {}, message: null, isAsking: false, isCut: false, left_s: null};
  const counts = window.kiosk.taps();
  let touchedAt = performance.now();
  let turn = null; // the visit that was asked last: it is not asked again

  function render() {
    survey.texts = boot.texts_by_lang[state.lang] || {};
    document.documentElement.lang = state.lang;
    window.kiosk.draw(survey.page(state, boot), document.getElementById("page"));
  }

  function set(change) {
    Object.assign(state, change);
    render();
  }

  function go(screen, change) {
    const before = state.screen + state.at;
    set(Object.assign({screen: screen, left_s: null, message: null}, change));
    if (before !== state.screen + state.at) document.getElementById("title").focus();
  }

  function home() {
    Antrean.hands.unmark();
    if (boot.place === "kiosk" && state.screen !== START) leave();
    go(START, {asked: null, typed: "", at: 0, values: {}, said: {}, lang: HOME_LANG});
  }

  // Only where the server answers: a kiosk must not stand on its browser's own page of a cut line.
  function leave() {
    survey.ask(boot.home + "/state", {done: function () { location.replace(Antrean.here(boot.home) + location.search); }, cut: cut});
  }

  function cut() { if (!state.isCut) set({isCut: true}); }

  function joined() { if (state.isCut) set({isCut: false}); }

  function post(path, body, then) {
    survey.send({url: boot.url + path, isOnce: path === "/rating", body: Object.assign({lang: state.lang}, body)}, {
      done: function (answer) { joined(); then(answer); },
      refused: function (message) { joined(); set({isAsking: false}); refuse(message); },
      cut: cut
    });
  }

  function refuse(message) {
    if (state.screen === "number") set({message: message, typed: ""});
    else go("refused", {message: message});
  }

  function found(asked) {
    go("question", {asked: asked, at: 0, values: {}, said: {}, isAsking: false});
  }

  function next() {
    if (state.at + 1 < boot.questions.length) go("question", {at: state.at + 1});
    else go("about");
  }

  function back() {
    if (state.screen === "about") go("question");
    else if (state.at > 0) go("question", {at: state.at - 1});
    else if (boot.place === "counter") go("faces");
    else home();
  }

  function choose(value) {
    const values = Object.assign({}, state.values);
    if (value === null) delete values[boot.questions[state.at].code];
    else values[boot.questions[state.at].code] = value;
    state.values = values;
    next();
  }

  function say(pair) {
    const parts = pair.split(":");
    const said = Object.assign({}, state.said);
    if (said[parts[0]] === parts[1]) delete said[parts[0]];
    else said[parts[0]] = parts[1];
    set({said: said});
  }

  function send() {
    if (!Object.keys(state.values).length) { home(); return; } // who skipped everything has answered nothing
    go("sending");
    post("/answers", Object.assign({key: state.asked.key, values: state.values}, state.said), function () { go("thanks"); });
  }

  const ACTIONS = {
    language: function (lang) { set({lang: lang}); },
    key: function (text) { set({typed: (state.typed + text).slice(0, LONGEST), message: null}); },
    erase: function () { set({typed: state.typed.slice(0, -1), message: null}); },
    find: function () {
      if (!state.typed || state.isAsking) return;
      set({isAsking: true, message: null});
      post("/number", {number: state.typed}, found);
    },
    rate: function (score) {
      const key = state.asked.key;
      go("sending");
      post("/rating", {key: key, score: Number(score)}, function () { go("rated"); });
    },
    begin: function () { found(state.asked); },
    answer: function (value) { choose(Number(value)); },
    skip: function () { choose(null); },
    back: back,
    say: say,
    send: send,
    dismiss: home,
    finish: home,
    leave: leave,
    still: function () { set({left_s: null}); }
  };

  function press(event) {
    const target = event.target.closest("[data-do]");
    if (!target || target.disabled || !counts(event)) return;
    ACTIONS[target.getAttribute("data-do")](target.getAttribute("data-value"));
  }

  function pressKey(event) {
    touch();
    if (state.screen === "number") {
      if (/^[A-Za-z0-9]$/.test(event.key)) ACTIONS.key(event.key.toUpperCase());
      else if (event.key === "Backspace") ACTIONS.erase();
      else if (event.key === "Enter" && event.target === document.body) ACTIONS.find();
    } else if (state.screen === "question" && /^[1-4]$/.test(event.key)) {
      ACTIONS.answer(event.key);
    }
  }

  function touch() { touchedAt = performance.now(); }

  // Who is asked and has touched nothing gives way to whoever was served after; who answers is never interrupted.
  function isFree() { return state.screen === "rest" || state.screen === "faces"; }

  function take(fresh) {
    joined();
    if ("is_on" in fresh) boot.is_on = fresh.is_on;
    if (boot.place !== "counter" || !isFree()) return;
    if (fresh.asked === null) {
      if (state.screen === "faces") home();
    } else if (fresh.asked.turn !== turn) {
      turn = fresh.asked.turn;
      touch();
      go("faces", {asked: fresh.asked, lang: HOME_LANG});
    }
  }

  function look() {
    survey.ask(boot.look + location.search, {done: take, cut: cut});
  }

  function isBegun() { return ENTERED[state.screen] && !(state.screen === "number" && !state.typed && boot.place !== "kiosk"); }

  function tick() {
    const idle_s = (performance.now() - touchedAt) / 1000;
    if (BRIEF[state.screen] && idle_s > (state.screen === "rated" ? LEFT_S : THANKS_S)) home();
    else if (!isBegun()) return;
    else if (idle_s > LEFT_S + WARNED_S) { if (boot.place === "kiosk") leave(); home(); }
    else if (idle_s > LEFT_S) set({left_s: Math.ceil(LEFT_S + WARNED_S - idle_s)});
    else if (state.left_s !== null) set({left_s: null});
  }

  document.addEventListener("click", press);
  ["mousedown", "touchstart"].forEach(function (name) { document.addEventListener(name, touch); });
  document.addEventListener("keydown", pressKey);
  if (boot.accent) document.documentElement.style.setProperty("--accent", boot.accent);
  setInterval(tick, 500);
  setInterval(look, LOOK_MS);
  render();
  take(boot.state);
})(window.survey = window.survey || {});
