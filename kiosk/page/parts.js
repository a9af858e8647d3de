// The pieces that several screens are built of.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const LANGUAGES = [["id", "Bahasa Indonesia"], ["en", "English"]];
  const ICONS = {
    lansia: [[10, 3.6, 2.1], "M10 6.5v6.8L7.6 21M10 13.3l3 7.7M10 8.5l3.6 3.2h3.2M16.8 21v-9.3"],
    disabilitas: [[9.5, 3.6, 2.1], "M9.5 6.5v6.2h5.6l2.6 6.4h2M9.5 9.2h4.6M7 11.2a5.2 5.2 0 1 0 7.4 6.6"],
    ibu_hamil_menyusui: [[11, 3.6, 2.1], "M10.6 6.5C9 9 8.8 11.5 8.8 14.5L8.8 21M10.6 6.5c2.8 1.5 5.2 4.2 4.7 8h-6.5M12.6 14.5V21"],
    membawa_anak_kecil: [[8, 3.6, 2.1], "M8 6.5v7L6 21M8 13.5l2 7.5M8 8.5l6 5.3M17.5 13.8v4L16.2 21M17.5 17.8l1.3 3.2M14 13.8h3.5l2.5 2.2", [17.5, 10.6, 1.7]],
    read: ["M4 9.5v5h3.5l4.5 4v-13l-4.5 4z", "M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11"],
    lower: ["M4 4h16M12 8v11M7.5 14.5L12 19l4.5-4.5"],
    larger: ["M2.5 19L8 5.5 13.5 19M4.3 14.7h7.4M15.5 19l3-7.5 3 7.5M16.5 16.7h4"],
    contrast: [[12, 12, 8.5], "M12 3.5v17M14 5v14M16 6.2v11.6M18 8v8"]
  };

  /** The text of the language now shown; `values` fill {names}. */
  function t(text, values) {
    return Antrean.speaking(kiosk.texts)(text, values);
  }

  /** A name or a list that is given per language. */
  function local(byLang, lang) {
    return byLang[lang] || byLang.id;
  }

  function drawing(shape) {
    if (typeof shape === "string") return html`<path d=${shape} />`;
    return html`<circle cx=${shape[0]} cy=${shape[1]} r=${shape[2]} />`;
  }

  function icon(code) {
    return ICONS[code] ? html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ICONS[code].map(drawing)}</svg>` : null;
  }

  /** The screen's heading, where the focus goes. */
  function title(text) {
    return html`<h1 id="title" tabindex="-1">${text}</h1>`;
  }

  function languages(state) {
    return html`<div class="languages" role="group" aria-label=${t("Language")}>${LANGUAGES.map(function (pair) {
      return html`<button type="button" class="language" lang=${pair[0]} data-do="language" data-value=${pair[0]}
        aria-pressed=${String(state.lang === pair[0])} data-testid=${"lang-" + pair[0]}>${pair[1]}</button>`;
    })}</div>`;
  }

  function logo(boot) {
    return boot.room.logo ? html`<img class="logo" src=${boot.room.logo} alt="" />` : null;
  }

  /** Who gives the numbers, and in which language; where the buttons are low, the languages are below, too. */
  function header(state, boot) {
    return html`<header class="top">
      <div class="office">${logo(boot)}<div><strong>${boot.office.name}</strong><span class="soft">${boot.office.address}</span></div></div>
      ${state.isCutAbove ? cut(state) : null}${state.isLow ? null : languages(state)}
    </header>`;
  }

  function cutText(state) {
    return t("Cut off from the server since {time}. You may still try to take a number.", {time: state.cutSince});
  }

  // The server is away, and this kiosk gives numbers of its own: nobody needs to worry.
  function alone(state, name) {
    return state.isAlone ? html`<p key="alone" class="cut alone" data-testid=${name || "alone"}>${t("This kiosk works by itself. Your number is valid.")}</p>` : null;
  }

  function cut(state, name) {
    if (state.isAlone) return alone(state, name && name.replace("cut", "alone"));
    return state.cutSince ? html`<p key="cut" class="cut" data-testid=${name || "cut"}>${cutText(state)}</p>` : null;
  }

  /** Why paper does not come out at this kiosk, a code; null while it does, as far as anybody knows. */
  function paperTrouble(state, boot) {
    const own = String(boot.printer);
    return state.papers[own in state.papers ? own : "0"] || null; // "0": the office's usual printer
  }

  /** Each thing that ails this kiosk: what says so, and its words. The first that holds is told. */
  const AILS = [
    [function (state, boot) { return boot.unknown_printer; }, function (name) {
      return t("For staff: the printer {printer} in the address of this page is not known.", {printer: "“" + name + "”"});
    }],
    [paperTrouble, function (trouble, boot) {
      return t("For staff: {what}.", {what: t(boot.conditions[trouble.split(": ")[0]] || trouble)});
    }],
    [function (state, boot) { return boot.linkless; }, function (host) {
      return t("For staff: tickets carry no code for phones, for this page was opened as {host}, which phones may not reach. Set server.public_url.", {host: "“" + host + "”"});
    }],
  ];

  // What those who look after this kiosk should know; small, for citizens need not.
  function staffLine(state, boot) {
    for (const [found, told] of AILS) {
      const what = found(state, boot);
      if (what) return html`<p class="staff" data-testid="staff">${told(what, boot)}</p>`;
    }
    return null;
  }

  function aid(what, isOn, text) {
    return html`<button type="button" class="aid" data-do=${what} aria-pressed=${String(isOn)} data-testid=${what}>${icon(what)}<span>${text}</span></button>`;
  }

  function readText(state) {
    if (state.isReadFailed) return t("No sound now");
    return state.isReading ? t("Stop") : t("Listen");
  }

  /** Where everybody reads at home what is kept of whom; of a kiosk that is opened under its own machine's name nothing. */
  function noticeAt(boot) {
    if (/^(localhost|127\.)/.test(location.hostname)) return null;
    return html`<span class="notice-at" translate="no">${location.host}/privacy/${boot.office.slug}</span>`;
  }

  /** What helps, always within reach: reading aloud, larger type, contrast, low buttons. */
  function bar(state, boot) {
    return html`<footer class="bar">
      ${(state.isCutAbove ? null : cut(state)) || html`<div key="free" class="bar-text soft">
        <p>${t("This service is free. Taking a number needs no personal data.")} ${noticeAt(boot)}</p>${staffLine(state, boot)}
      </div>`}
      ${state.isLow ? languages(state) : null}
      <div class="aids" role="group" aria-label=${t("Aids")}>
        ${state.canRead ? aid("read", state.isReading, readText(state)) : null}
        ${aid("larger", state.isLarger, t("Larger type"))}
        ${aid("contrast", state.isContrast, t("High contrast"))}
        ${aid("lower", state.isLow, state.isLow ? t("Buttons as before") : t("Lower buttons (wheelchair)"))}
      </div>
    </footer>`;
  }

  /** The question to somebody who has stood still; null while nobody is asked. */
  function stillHere(state) {
    if (state.still_s === null) return null;
    return html`<div key="veil" class="veil" data-do="still">
      <div class="dialog card" role="dialog" aria-modal="true" aria-labelledby="still-title">
        <h2 id="still-title">${t("Are you still here?")}</h2>
        <p class="soft">${t("This screen starts over in {count} seconds.", {count: state.still_s})}</p>
        <button type="button" class="button primary big" data-do="still" data-testid="still">${t("Yes, continue")}</button>
        <button type="button" class="button big" data-do="home" data-testid="start-over">${t("Start over")}</button>
      </div>
    </div>`;
  }

  Object.assign(kiosk, {t: t, local: local, icon: icon, title: title, logo: logo,
    header: header, cut: cut, cutText: cutText, bar: bar, paperTrouble: paperTrouble, stillHere: stillHere});
})(window.kiosk = window.kiosk || {});
