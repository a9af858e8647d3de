// Nobody is there: notices take turns over the whole screen, in each language, until somebody touches it.
(function (kiosk) {
  "use strict";

  const h = kiosk.h;
  const LANGUAGES = ["id", "en"];

  function namesIn(boot, lang) {
    return boot.groups.reduce(function (all, group) {
      group.services.forEach(function (service) { all[service.id] = kiosk.local(service.name, lang); });
      return all;
    }, {});
  }

  function shutServices(state, boot, lang, t) {
    const names = namesIn(boot, lang);
    const lines = Object.keys(state.why).filter(function (id) { return state.why[id] && names[id]; })
      .map(function (id) { return names[id] + ": " + kiosk.local(state.why[id], lang); });
    return lines.length && !state.closed ? [{title: t("Closed now"), lines: lines.slice(0, 4)}] : [];
  }

  function first(state, lang, t) {
    if (state.closed) return {title: t("No numbers are given now"), lines: [kiosk.local(state.closed.why, lang)]};
    return {title: t("Take your queue number here"), lines: [t("This service is free. Taking a number needs no personal data.")]};
  }

  /** The slides of now: [{lang, title, lines}]; there is always one in each language. */
  kiosk.slides = function (state, boot) {
    return LANGUAGES.reduce(function (all, lang) {
      const t = Antrean.speaking(boot.texts_by_lang[lang]);
      const notices = boot.notices.map(function (each) {
        return {title: kiosk.local(each.title, lang), lines: kiosk.local(each.lines, lang)};
      });
      const own = [first(state, lang, t)].concat(notices, shutServices(state, boot, lang, t));
      return all.concat(own.map(function (each) { return Object.assign({lang: lang}, each); }));
    }, []);
  };

  function invitation(state, boot) {
    return LANGUAGES.map(function (lang) {
      const t = Antrean.speaking(boot.texts_by_lang[lang]);
      return h("span", {lang: lang}, [state.closed ? t("Touch the screen to see the services") : t("Touch the screen to take a number")]);
    });
  }

  // "13.00–16.00" stays on one line.
  function unbroken(line) {
    return line.replace(/(\d)–(?=\d)/g, "$1\u2060–\u2060");
  }

  /** The whole screen at rest; null while somebody is there. */
  kiosk.rest = function (state, boot) {
    if (state.rest === null) return null;
    const slides = kiosk.slides(state, boot);
    const at = state.rest.index % slides.length;
    const slide = slides[at];
    const isLong = slide.lines.join(" ").length > 260 || slide.lines.length > 4;
    return h("div", {"class": "rest", role: "main", "data-key": "rest", "data-do": "wake", "data-testid": "rest"}, [
      h("div", {"class": "rest-office"}, [kiosk.logo(boot), h("strong", {}, [boot.office.name])]),
      h("div", {"class": isLong ? "slide long" : "slide", "data-key": "slide-" + at, lang: slide.lang, "data-testid": "slide"}, [
        h("h2", {}, [slide.title])
      ].concat(slide.lines.map(function (line) { return h("p", {}, [unbroken(line)]); }))),
      h("div", {"class": "rest-cut"}, [kiosk.cut(state, "cut-at-rest")]), // always there: what follows keeps the focus
      h("div", {"class": "rest-steps"}, [
        kiosk.button("wake", null, {"class": "button primary invitation", "data-testid": "wake"}, invitation(state, boot)),
        kiosk.button("pause", null, {"class": "button pause", "data-testid": "pause", "aria-pressed": String(state.rest.isPaused)}, [
          state.rest.isPaused ? kiosk.t("Go on") : kiosk.t("Pause")
        ])
      ])
    ]);
  };
})(window.kiosk = window.kiosk || {});
