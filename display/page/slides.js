// What the room looks at while it waits: the office's pictures and videos, and slides made of its own data. One picture,
// one video and one sheet of fixed rows are used for all of them. While a call is spoken the call has their place, too.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const boot = Antrean.boot;
  const beat = Antrean.beat;
  const own = beat.own;

  const FETCH_MS = 10000;
  const TRY_AGAIN_MS = 30000;
  const REST_MS = 300000; // of a picture or video that could not be shown
  const VIDEO_STALLS_MS = 15000; // without a step forward: the next one
  const SMALLEST = 0.4; // of a sheet's usual size
  const ROUNDED_PX = 1; // browsers round a height and what it holds each its own way

  const at = function (id) { return document.getElementById(id); };
  const panel = at("panel");
  const picture = at("picture");
  const video = at("video");
  const sheet = at("sheet");
  const rows = [].slice.call(document.querySelectorAll(".sheet-row")).map(function (row) {
    return { row: row, left: row.children[0], right: row.children[1] };
  });

  let shown = { version: null, slides: [] };
  let place = -1; // of the shown slide, counted on round after round
  let since_ms = 0; // when the slide came, by this device
  let stepped_ms = 0; // when the video last went on
  let wanted = null; // version that the server has, and the one that was asked for last
  let asked = null;
  let asked_ms = 0;
  let is_spoken = false;
  let spoken_ms = 0;
  let is_paused = false;
  let is_any = false;
  let left = 0; // beats that the sheet is still to be read in: one in each language
  let waiting = boot.state.waiting;
  let fitted_px = 0; // the height that the sheet was fitted to

  // Figures are counted now and then, the waits beneath them at each change: what both tell is told by these.
  function waits() { return waiting.reduce(function (sum, queue) { return sum + queue.count; }, 0); }

  function isTrue(figure) { return figure.name !== "longest" || waits() > 0; }

  // Rows of a sheet, [left, right], by kind of slide.
  const SHEETS = {
    maklumat: function () { return []; },
    holidays: function (slide) { return slide.days.map(function (day) { return [own(day.day), own(day.name) || day.name]; }); },
    closing: function (slide) { return slide.lines.map(function (line) { return [own(line), ""]; }); },
    figures: function (slide) {
      return slide.figures.filter(isTrue).map(function (each) {
        return [own(each.label), each.name === "waiting" ? String(waits()) : own(each.value)];
      });
    },
  };

  function showSheet(slide) {
    const made = SHEETS[slide.kind](slide);
    sheet.className = "sheet sheet-" + slide.kind;
    at("sheet-title").textContent = own(slide.title);
    at("sheet-text").textContent = own(slide.text);
    rows.forEach(function (each, index) {
      each.row.hidden = !made[index];
      each.left.textContent = made[index] ? made[index][0] : "";
      each.right.textContent = made[index] ? made[index][1] : "";
    });
  }

  // A long text is set smaller rather than cut off.
  function fit() {
    sheet.style.fontSize = "";
    fitted_px = sheet.clientHeight;
    const usual_px = parseFloat(window.getComputedStyle(sheet).fontSize);
    for (let size = 1; size > SMALLEST && sheet.scrollHeight > sheet.clientHeight + ROUNDED_PX; size -= 0.05) {
      sheet.style.fontSize = usual_px * size + "px";
    }
  }

  function isMute(slide) { return !slide.has_sound || !boot.speaks || Antrean.player.isLocked(); }

  function showVideo(slide) {
    video.src = slide.url;
    video.muted = isMute(slide);
    stepped_ms = Date.now();
    play();
  }

  function play() {
    if (is_spoken || is_paused) { return; }
    const playing = video.play();
    if (playing) { playing.catch(function () { /* the watch below goes on to the next slide */ }); }
  }

  function leaveVideo() {
    if (!video.getAttribute("src")) { return; }
    video.pause();
    video.removeAttribute("src");
    video.load(); // lets go of what was read of it
  }

  function show(slide) {
    since_ms = Date.now();
    picture.hidden = slide.kind !== "picture";
    video.hidden = slide.kind !== "video";
    sheet.hidden = !SHEETS[slide.kind];
    leaveVideo();
    if (slide.kind === "picture") { picture.src = slide.url; picture.alt = slide.title || ""; }
    if (slide.kind === "video") { showVideo(slide); }
    if (SHEETS[slide.kind]) { begin(slide); }
  }

  function begin(slide) {
    left = boot.room.languages.length;
    beat.restart();
    showSheet(slide);
    fit();
  }

  // A kind that this page does not know yet is passed over.
  function known(slide) { return slide.kind === "picture" || slide.kind === "video" || Boolean(SHEETS[slide.kind]); }

  function current() { return shown.slides[place % shown.slides.length]; }

  function isReady(slide) { return !slide.failed_ms || Date.now() - slide.failed_ms > REST_MS; }

  // The next slide; those that could not be shown are passed over, and without any other the call has the room.
  function go() {
    is_any = shown.slides.some(isReady);
    makeRoom();
    if (!is_any) { leaveVideo(); return; }
    do { place += 1; } while (!isReady(current()));
    show(current());
  }

  function makeRoom() {
    panel.hidden = is_spoken || !is_any;
    document.body.classList.toggle("has-panel", !panel.hidden);
  }

  function failed() {
    current().failed_ms = Date.now();
    go();
  }

  // A sheet is over with its beat.
  function isOver(slide) {
    const now_ms = Date.now();
    if (SHEETS[slide.kind]) { return false; }
    if (slide.kind === "video") { return video.ended || now_ms - stepped_ms > VIDEO_STALLS_MS; }
    return now_ms - since_ms > slide.seconds * 1000;
  }

  // While a call is spoken nobody is to look for a new slide.
  function turn() {
    if (shown.slides.length === 0 || is_spoken || is_paused) { stepped_ms = Date.now(); return; }
    if (!is_any || isOver(current())) { go(); }
  }

  /** The beat is over: a sheet that was read in each language gives way. */
  function beatOver() {
    if (sheet.hidden || !is_any) { return; }
    left -= 1;
    if (left <= 0) { go(); }
  }

  /** Tell the sheet in the language of now. */
  function read() {
    if (sheet.hidden || !is_any) { return; }
    showSheet(current());
    fit();
  }

  // What is shown stays until its time is over, if it is still among them: else a list longer than the time between two
  // versions would never come to its end.
  function replace(version, slides) {
    const old = shown.slides.length === 0 ? null : current();
    const before = old ? place % shown.slides.length : 0;
    const now = slides.findIndex(function (each) { return old && each.kind === old.kind && each.url === old.url; });
    shown = { version: version, slides: slides };
    place = now >= 0 ? now : Math.min(before, slides.length) - 1;
    if (now < 0 || !is_any) { go(); }
  }

  function fetchSlides(version) {
    asked_ms = Date.now();
    Antrean.request({ url: boot.slides_url, patience_ms: FETCH_MS }, function (request) {
      if (request.status !== 200) { return; }
      replace(version, JSON.parse(request.responseText).slides.filter(known));
    });
  }

  // What could not be fetched is asked for again, but not with each state.
  function look() {
    const is_new = wanted !== shown.version && wanted !== asked;
    const is_owed = wanted !== shown.version && Date.now() - asked_ms > TRY_AGAIN_MS;
    if (is_new || is_owed) {
      asked = wanted;
      fetchSlides(wanted);
    }
  }

  /** Fetch the slides anew when the state names another version of them; its waits stand in the figures at once. */
  function take(state) {
    wanted = state.slides;
    waiting = state.waiting;
    if (!sheet.hidden && current().kind === "figures") { showSheet(current()); }
    look();
  }

  /** Tell whether a call is spoken now: nothing is seen meanwhile, a video stands still, and no time is counted. */
  function spoken(is_now) {
    if (is_spoken) { since_ms += Date.now() - spoken_ms; }
    is_spoken = is_now;
    spoken_ms = Date.now();
    makeRoom();
    stand();
    if (!is_now) { read(); }
  }

  function stand() {
    if (video.hidden || !is_any) { return; }
    if (is_spoken || is_paused) { video.pause(); } else { play(); }
  }

  /** To be called when the browser lets the sound go: a video that it kept mute is heard. */
  function unlocked() {
    if (!video.hidden) { video.muted = isMute(current()); }
  }

  /** Stop the change of slides, or let it go on. */
  function pause(is_now) {
    is_paused = is_now;
    since_ms = Date.now();
    stand();
  }

  video.addEventListener("timeupdate", function () { stepped_ms = Date.now(); });
  video.addEventListener("error", function () { if (!video.hidden) { failed(); } });
  picture.addEventListener("error", function () { if (!picture.hidden) { failed(); } });
  // A service that closes meanwhile takes room from the sheet.
  function refit() { if (!sheet.hidden && !panel.hidden && sheet.clientHeight !== fitted_px) { fit(); } }

  setInterval(function () { look(); turn(); refit(); }, 1000);
  if (document.fonts) { document.fonts.ready.then(function () { if (!sheet.hidden) { fit(); } }); } // its own is wider
  Antrean.slides = { take: take, beat: beatOver, read: read, spoken: spoken, unlocked: unlocked, pause: pause };
})();
