// The screens: each is a function of the state and the boot data, and changes nothing.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;
  const t = kiosk.t;
  const local = kiosk.local;
  const title = kiosk.title;

  const BETWEEN = "\u00a0· "; // names: a line never begins with the dot
  const MOST_NAMES = 2; // of services on the button of their group
  const LONGEST_NAME = 40; // letters of each
  const LONG_NAME = 32; // letters of a group's: it stands smaller then
  const FEW_GROUPS = 6; // buttons of groups that may stand large
  const FEW = 8; // services that may stand large on one screen
  const TESTIDS = {closed: "closed", taking: "taking", empty: "no-services"};

  function backTo(what) {
    return html`<button type="button" class="button big" data-do=${what} data-testid="back">${"← " + t("Back")}</button>`;
  }

  function series(service) {
    return html`<span class="series" aria-hidden="true" translate="no">${service.series}</span>`;
  }

  /** Why the service gives no number now, in words; null while it does. */
  function whyClosed(state, service) {
    const why = state.why[service.id];
    return why ? local(why, state.lang) : null;
  }

  function waitOf(state, service) {
    return state.waits[service.id] || null;
  }

  // While the whole office is closed its reason stands above, and need not be read on each button.
  function queueLine(state, service) {
    const why = whyClosed(state, service);
    if (why && state.closed) return null;
    if (why) return html`<span class="why" data-testid=${"why-" + service.code}>${why}</span>`;
    return state.isAlone ? null : kiosk.queue(state.waiting[service.id] || 0, waitOf(state, service));
  }

  // A closed service may still be looked at: what to bring is worth knowing.
  function serviceButton(state, service) {
    const looks = whyClosed(state, service) ? "tile service shut" : "tile service";
    return html`<button type="button" class=${looks} data-do="service" data-value=${service.id} data-testid=${"service-" + service.code}>
      ${series(service)}
      <span class="tile-text tile-head"><span class="tile-name">${local(service.name, state.lang)}</span>${queueLine(state, service)}</span>
    </button>`;
  }

  function serviceGrid(state, services) {
    return html`<div class="tiles">${services.map(function (service) { return serviceButton(state, service); })}</div>`;
  }

  function groupSection(state, boot, group) {
    const rows = Math.ceil(group.services.length / 2);
    return html`<section class=${"group rows-" + Math.min(rows, 6) + " " + kiosk.hue(group)} data-testid=${"group-" + group.code}>
      <h2>${kiosk.mark(group, boot)}<span>${local(group.name, state.lang)}</span></h2>${serviceGrid(state, group.services)}
    </section>`;
  }

  // A name as a list has it: what stands in brackets is for the screen of its own.
  function brief(name) {
    const plain = name.replace(/\s*\([^)]*\)/g, "") || name;
    return plain.length > LONGEST_NAME ? plain.slice(0, LONGEST_NAME).replace(/\s+\S*$/, "") + "…" : plain;
  }

  function names(state, services) {
    const first = services.slice(0, MOST_NAMES).map(function (service) { return brief(local(service.name, state.lang)); }).join(BETWEEN);
    const more = services.length - MOST_NAMES;
    return more > 0 ? first + " " + t("and {count} more", {count: more}).replace(/ /g, "\u00a0") : first;
  }

  function closedLine(state, group) {
    const shut = group.services.filter(function (service) { return whyClosed(state, service); });
    if (!shut.length || state.closed) return null;
    return html`<span class="tile-shut" data-testid=${"shut-" + group.code}>${t("Closed now: {names}", {names: names(state, shut)})}</span>`;
  }

  function groupTile(state, boot, group) {
    const waiting = group.services.reduce(function (sum, service) { return sum + (state.waiting[service.id] || 0); }, 0);
    const open = group.services.filter(function (service) { return !whyClosed(state, service); });
    const wait = kiosk.widest(open.map(function (service) { return waitOf(state, service); }));
    const name = local(group.name, state.lang);
    return html`<button type="button" class=${"tile group-tile " + kiosk.hue(group)} data-do="group" data-value=${group.code}
      data-testid=${"group-" + group.code}>
      ${kiosk.mark(group, boot)}
      <span class="tile-text">
        <span class="tile-head"><span class=${name.length > LONG_NAME ? "tile-name long" : "tile-name"}>${name}</span>${state.isAlone ? null : kiosk.queue(waiting, wait)}</span>
        <span class="tile-list soft">${names(state, group.services)}</span>
        ${closedLine(state, group)}
      </span>
    </button>`;
  }

  // The office's own words.
  function notice(state, boot) {
    return boot.notice ? html`<p class="notice" data-testid="notice">${local(boot.notice, state.lang)}</p>` : null;
  }

  function noPaper(state, boot) {
    if (!kiosk.paperTrouble(state, boot)) return null;
    return html`<p key="no-paper" class="notice calm" role="status" data-testid="no-paper">
      ${t("No paper comes out of this machine now. You still get a number: please take a photo of it on the screen.")}</p>`;
  }

  // Three parts of a screen: what is read, what is chosen from (it scrolls where it must), and the next step.
  function parts(name, looks, intro, body, steps) {
    return html`<main key=${name} data-screen=${name} class=${looks} data-testid=${TESTIDS[name]}>
      <div class="intro">${intro}</div><div class="body">${body}</div>${steps === undefined ? null : html`<div class="steps">${steps}</div>`}
    </main>`;
  }

  function startIntro(state, boot) {
    return [title(t("Please choose a service")), notice(state, boot), noPaper(state, boot)];
  }

  function otherEntries(state, boot) {
    if (state.isAlone) return null; // they need the server
    const tiles = kiosk.entries.map(function (entry) { return entry(state, boot); }).filter(Boolean);
    return tiles.length ? html`<div class="tiles entries">${tiles}</div>` : null;  // an empty row would take its room
  }

  function chooseGroup(state, boot) {
    const tiles = boot.groups.map(function (group) { return groupTile(state, boot, group); });
    const looks = tiles.length > FEW_GROUPS ? "choose by-group many" : "choose by-group";
    return parts("groups", looks, startIntro(state, boot), [html`<div class="tiles">${tiles}</div>`, otherEntries(state, boot)]);
  }

  function chooseInGroup(state, boot) {
    return parts("group-" + state.group.code, "choose in-group " + kiosk.hue(state.group),
      html`<div class="chosen-name">${kiosk.mark(state.group, boot)}${title(local(state.group.name, state.lang))}</div>`,
      serviceGrid(state, state.group.services), backTo("back"));
  }

  function chooseOfAll(state, boot) {
    const sections = boot.groups.map(function (group) { return groupSection(state, boot, group); });
    const count = boot.groups.reduce(function (sum, group) { return sum + group.services.length; }, 0);
    return parts("all", count > FEW ? "choose of-all" : "choose of-all few", startIntro(state, boot), [sections, otherEntries(state, boot)]);
  }

  function closed(state, boot) {
    return parts("closed", "middle closed", [
      title(t("No numbers are given now")),
      html`<p class="lead" role="status" data-testid="closed-why">${local(state.closed.why, state.lang)}</p>`,
      notice(state, boot)
    ], [
      html`<button type="button" class="button big" data-do="browse" data-testid="browse">${t("See the services and what to bring")}</button>`,
      otherEntries(state, boot)
    ]);
  }

  // An office that was founded this morning may have named nothing yet.
  function empty(state, boot) {
    return parts("empty", "middle closed", [
      title(t("No services yet")),
      html`<p class="lead" role="status">${t("This office has not named its services yet. Please ask an officer.")}</p>`,
      notice(state, boot)
    ], []);
  }

  function choose(state, boot) {
    if (!boot.groups.length) return empty(state, boot);
    if (state.closed && !state.isBrowsing) return closed(state, boot);
    if (!state.isByGroup) return chooseOfAll(state, boot);
    return state.group ? chooseInGroup(state, boot) : chooseGroup(state, boot);
  }

  function requirements(state) {
    const list = local(state.service.requirements, state.lang);
    return html`<section class="card needs">
      <h2>${t("Have these ready before taking a number")}</h2>
      ${list.length
        ? html`<ul data-testid="requirements">${list.map(function (line) { return html`<li>${line}</li>`; })}</ul>`
        : html`<p data-testid="requirements">${t("No documents are needed.")}</p>`}
    </section>`;
  }

  function priorityButton(state, priority) {
    const isChosen = state.priority === priority.code;
    return html`<button type="button" class="toggle" data-do="priority" data-value=${priority.code} aria-pressed=${String(isChosen)}
      data-testid=${"priority-" + priority.code}>
      ${kiosk.icon(priority.code)}<span>${local(priority.name, state.lang)}</span><span class="tick" aria-hidden="true">${isChosen ? "✓" : ""}</span>
    </button>`;
  }

  function priorities(state, boot) {
    return html`<section class="card priorities">
      <h2>${t("Do you need priority?")}</h2>
      <p class="soft">${t("Touch one if it applies to you. No document is asked.")}</p>
      <div class="toggles">${boot.priorities.map(function (priority) { return priorityButton(state, priority); })}</div>
    </section>`;
  }

  function party(state) {
    return html`<div class="party card" role="group" aria-labelledby="party-title">
      <span id="party-title">${t("People on this number")}</span>
      <button type="button" class="button" data-do="fewer" aria-label=${t("One person fewer")} data-testid="fewer" disabled=${state.party <= 1}>−</button>
      <strong role="status" data-testid="party">${state.party}</strong>
      <button type="button" class="button" data-do="more" aria-label=${t("One person more")} data-testid="more">+</button>
    </div>`;
  }

  function facts(state) {
    const told = state.isAlone || whyClosed(state, state.service) ? [] : kiosk.queueFacts(state.waiting[state.service.id] || 0, waitOf(state, state.service));
    if (state.service.standard_minutes) told.push(t("service takes ± {count} minutes", {count: state.service.standard_minutes}));
    return told.join(" · ");
  }

  function service(state, boot) {
    const group = kiosk.groupWith(boot, state.service);
    return parts("service-" + state.service.code, "chosen " + kiosk.hue(group),
      html`<div class="chosen-name">
        ${kiosk.mark(group, boot)}<div>${title(local(state.service.name, state.lang))}<p class="soft">${facts(state)}</p></div>
      </div>`,
      html`<div class="halves">
        <div class="ready">${requirements(state)}${whyClosed(state, state.service) ? null : party(state)}</div>
        ${whyClosed(state, state.service) ? null : priorities(state, boot)}
      </div>`,
      [backTo("back"), takeStep(state)]);
  }

  // In the place of the next step: there is none.
  function takeStep(state) {
    const why = whyClosed(state, state.service);
    if (why) return html`<p class="lead shut-why next" role="status" data-testid="shut-why">${why}</p>`;
    return html`<button type="button" class="button primary big next" data-do="take" data-testid="take">${t("Take a number")}</button>`;
  }

  function taking(state) {
    return parts("taking", "middle", [
      html`<div class="spinner" aria-hidden="true"></div>`,
      title(t("Taking your number…")),
      state.isSlow ? html`<p class="lead">${state.message || t("Still trying. Please do not leave; you will get one number only.")}</p>` : null
    ], state.isSlow ? backTo("leave") : null);
  }

  function refused(state) {
    return parts("refused", "middle", [
      title(t("This number cannot be taken")),
      html`<p class="lead message" role="alert" data-testid="refused">${state.message || t("Please ask an officer for help.")}</p>`
    ], html`<button type="button" class="button primary big" data-do="back" data-testid="other-service">${t("Choose another service")}</button>`);
  }

  /** Each screen by its name, a function of state and boot. */
  kiosk.screens = {choose: choose, service: service, taking: taking, refused: refused, ticket: kiosk.ticket};

  // Further things to begin at the start screen, each a function of state and boot that answers a tile.
  kiosk.entries = [];

  /** The whole page of a state. */
  kiosk.page = function (state, boot) {
    const isCovered = state.still_s !== null || state.rest !== null;
    return html`<div class=${state.isLow ? "frame low" : "frame"} aria-hidden=${isCovered ? "true" : null} inert=${isCovered}>
        ${kiosk.header(state, boot)}${kiosk.screens[state.screen](state, boot)}${kiosk.bar(state, boot)}
      </div>
      ${kiosk.stillHere(state)}${kiosk.rest(state, boot)}`;
  };
})(window.kiosk = window.kiosk || {});
