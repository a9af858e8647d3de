// The browser's own voice, where the office wants it and the browser has one for the language. An option, never a need.
(function () {
  "use strict";
  const Antrean = window.Antrean;
  const voice = Antrean.boot.voice;
  const synthesis = window.speechSynthesis || null;

  // One that needs the internet falls silent with it.
  function voiceOf(lang) {
    const found = synthesis.getVoices().filter(function (each) {
      return each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === lang;
    });
    return found[0] || null;
  }

  /** Whether the browser can say this whole announcement. */
  function has(announcement) {
    return Boolean(voice.browser_voice && synthesis && Antrean.boot.speaks) && announcement.say.every(function (said) {
      return voiceOf(said.lang) !== null;
    });
  }

  // Clips are named by their words: ["silakan-menuju", "loket", "dua"] is "silakan menuju loket dua".
  function sentence(phrases) {
    return phrases.map(function (phrase) { return phrase.join(" ").replace(/-/g, " "); }).join(", ");
  }

  /** Say it all, as often as the office says it; onend after the last word, onerror when the browser would not. */
  function say(announcement, onend, onerror) {
    const left = [];
    for (let turn = 0; turn < voice.repeat; turn += 1) { left.push.apply(left, announcement.say); }
    const next = function () {
      const said = left.shift();
      if (!said) { onend(); return; }
      const utterance = new SpeechSynthesisUtterance(sentence(said.phrases));
      utterance.voice = voiceOf(said.lang);
      utterance.lang = utterance.voice.lang;
      utterance.rate = voice.rate_pct / 100;
      utterance.onend = next;
      utterance.onerror = onerror;
      Antrean.browserVoice.current = utterance; // Chromium forgets one that nobody holds, and then never ends it
      synthesis.speak(utterance);
    };
    next();
  }

  function stop() { if (synthesis) { synthesis.cancel(); } }

  Antrean.browserVoice = { has: has, say: say, stop: stop, current: null };
})();
