// Reading the screen aloud: piece by piece in the order of the screen, by a voice of this browser or of the server.
(function (kiosk) {
  "use strict";

  const PIECES = ".cut, main h1, main h2, main p, main li, main .party span, main .party strong, main button";
  const LONGEST = 800; // characters that the server reads at once
  const SLOWER = 0.9;
  const PATIENCE_MS = 10000;

  function isShown(node) {
    return node.offsetParent !== null || node.getClientRects().length > 0;
  }

  function textsIn(node) {
    return Array.from(node.childNodes).reduce(function (all, child) {
      if (child.nodeType === 3) return child.data.trim() ? all.concat(child.data.trim()) : all;
      if (child.nodeType !== 1 || child.getAttribute("aria-hidden") === "true") return all;
      return all.concat(textsIn(child));
    }, []);
  }

  function textOf(node) {
    const words = node.getAttribute("data-say") || node.getAttribute("aria-label") || textsIn(node).join(". ");
    return words.replace(/^← /, "").replace(/ · /g, ", ").slice(0, LONGEST);
  }

  /** What there is to read on the page: [{node, text}] from the top to the bottom. */
  function pieces() {
    return Array.from(document.querySelectorAll(PIECES)).filter(isShown)
      .map(function (node) { return {node: node, text: textOf(node)}; })
      .filter(function (piece) { return piece.text; });
  }

  /** A voice of the language that this browser has without asking the internet, or null. */
  function voiceOf(lang) {
    const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
    return voices.find(function (voice) { return voice.localService && voice.lang.slice(0, 2).toLowerCase() === lang; }) || null;
  }

  // Each way to speak: say(text, done, failed) -> a function that stops it.
  function byBrowser(voice) {
    return function (text, done, failed) {
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = SLOWER;
      words.onend = done;
      words.onerror = failed;
      speechSynthesis.speak(words);
      return function () {
        words.onend = words.onerror = null;
        speechSynthesis.cancel();
      };
    };
  }

  function fetchSound(url, lang, text, ready, failed) {
    return Antrean.request({url: url, body: {lang: lang, text: text}, type: "arraybuffer", patience_ms: PATIENCE_MS}, function (request) {
      if (request.status === 200) ready(request.response);
      else failed();
    }, failed);
  }

  function byServer(url, lang, context) {
    return function (text, done, failed) {
      let source = null;
      let isStopped = false;

      function play(buffer) {
        if (isStopped) return;
        source = context.createBufferSource();
        source.buffer = buffer;
        source.onended = function () { if (!isStopped) done(); };
        source.connect(context.destination);
        source.start();
      }

      const request = fetchSound(url, lang, text, function (bytes) { context.decodeAudioData(bytes, play, failed); }, failed);
      return function () {
        isStopped = true;
        request.abort();
        if (source) source.stop();
      };
    };
  }

  function mark(node, isNow) {
    if (isNow) node.setAttribute("data-now", "");
    else node.removeAttribute("data-now");
  }

  /**
   * The reader of this screen.
   * @param {string} url where the server reads, or "" when it cannot @param {function()} changed told of each end
   */
  kiosk.reader = function (url, changed) {
    let context = null;
    let halt = null;
    let now = null;
    const log = [];

    function speaker(lang) {
      const voice = voiceOf(lang);
      if (voice) return byBrowser(voice);
      context = context || new (window.AudioContext || window.webkitAudioContext)();
      if (context.state === "suspended") context.resume();
      return byServer(url, lang, context);
    }

    function stop() {
      if (halt) halt();
      if (now) mark(now, false);
      halt = now = null;
    }

    function end(hasFailed) {
      stop();
      changed(hasFailed);
    }

    function next(say, left) {
      stop();
      if (!left.length) { end(false); return; }
      now = left[0].node;
      mark(now, true);
      log.push(left[0].text);
      halt = say(left[0].text, function () { next(say, left.slice(1)); }, function () { end(true); });
    }

    return {
      /** Whether this language can be read here. @param {boolean} isAlone the server is away, and reads nothing */
      canRead: function (lang, isAlone) { return (url !== "" && !isAlone) || voiceOf(lang) !== null; },
      isReading: function () { return halt !== null; },
      start: function (lang) {
        log.length = 0;
        next(speaker(lang), pieces());
      },
      stop: stop,
      /** What was read since the last start. */
      log: log
    };
  };
})(window.kiosk = window.kiosk || {});
