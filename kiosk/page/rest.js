// Nobody is there: notices take turns over the whole screen, in each language, until somebody touches it.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
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
      return html`<span lang=${lang}>${state.closed ? t("Touch the screen to see the services") : t("Touch the screen to take a number")}</span>`;
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
    // The place of the cut is always there: what follows keeps the focus.
    return html`<div key="rest" class="rest" role="main" data-do="wake" data-testid="rest">
      <div class="rest-office">${kiosk.logo(boot)}<strong>${boot.office.name}</strong></div>
      <div key=${"slide-" + at} class=${isLong ? "slide long" : "slide"} lang=${slide.lang} data-testid="slide">
        <h2>${slide.title}</h2>${slide.lines.map(function (line) { return html`<p>${unbroken(line)}</p>`; })}
      </div>
      <div class="rest-cut">${kiosk.cut(state, "cut-at-rest")}</div>
      <div class="rest-steps">
        <button type="button" class="button primary invitation" data-do="wake" data-testid="wake">${invitation(state, boot)}</button>
        <button type="button" class="button pause" data-do="pause" data-testid="pause" aria-pressed=${String(state.rest.isPaused)}>
          ${state.rest.isPaused ? kiosk.t("Go on") : kiosk.t("Stop the pictures")}</button>
      </div>
    </div>`;
  };
})(window.kiosk = window.kiosk || {});
