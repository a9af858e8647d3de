// The screens: each is a function of the state and the boot data, and changes nothing.
(function (kiosk) {
  "use strict";

  const h = kiosk.h;
  const t = kiosk.t;
  const local = kiosk.local;
  const button = kiosk.button;

  const title = kiosk.title;

  const BETWEEN = " ·\u00a0"; // names: a line never ends in the dot
  const FEW = 8; // services that may stand large on one screen

  function backTo(what) {
    return button(what, null, {"class": "button big", "data-testid": "back"}, ["← " + t("Back")]);
  }

  function backButton() {
    return backTo("back");
  }

  function series(service) {
    return h("span", {"class": "series", "aria-hidden": "true"}, [service.series]);
  }

  /** Why the service gives no number now, in words; null while it does. */
  function whyClosed(state, service) {
    const why = state.why[service.id];
    return why ? local(why, state.lang) : null;
  }

  // While the whole office is closed its reason stands above, and need not be read on each button.
  function queueLine(state, service) {
    const waiting = state.waiting[service.id] || 0;
    const why = whyClosed(state, service);
    if (why && state.closed) return null;
    if (why) return h("span", {"class": "queue none", "data-testid": "why-" + service.code}, [why]);
    return h("span", {"class": waiting ? "queue" : "queue none"}, [kiosk.queueText(waiting)]);
  }

  // A closed service may still be looked at: what to bring is worth knowing.
  function serviceButton(state, service) {
    const looks = whyClosed(state, service) ? "tile service shut" : "tile service";
    return button("service", service.id, {"class": looks, "data-testid": "service-" + service.code}, [
      series(service),
      h("span", {"class": "tile-text"}, [
        h("span", {"class": "tile-name"}, [local(service.name, state.lang)]), queueLine(state, service)
      ])
    ]);
  }

  function serviceGrid(state, services) {
    return h("div", {"class": "tiles"}, services.map(function (service) {
      const mark = [service.id, state.lang, state.waiting[service.id], whyClosed(state, service), state.closed !== null].join("|");
      return kiosk.kept(mark, function () { return serviceButton(state, service); });
    }));
  }

  function groupSection(state, group) {
    const rows = Math.ceil(group.services.length / 2);
    return h("section", {"class": "group rows-" + Math.min(rows, 6), "data-testid": "group-" + group.code}, [
      h("h2", {}, [local(group.name, state.lang)]), serviceGrid(state, group.services)
    ]);
  }

  function closedLine(state, group) {
    const shut = group.services.filter(function (service) { return whyClosed(state, service); });
    if (!shut.length || state.closed) return null;
    const names = shut.map(function (service) { return local(service.name, state.lang); }).join(BETWEEN);
    return h("span", {"class": "tile-shut", "data-testid": "shut-" + group.code}, [t("Closed now: {names}", {names: names})]);
  }

  function groupTile(state, group) {
    const waiting = group.services.reduce(function (sum, service) { return sum + (state.waiting[service.id] || 0); }, 0);
    const names = group.services.map(function (service) { return local(service.name, state.lang); }).join(BETWEEN);
    return button("group", group.code, {"class": "tile group-tile", "data-testid": "group-" + group.code}, [
      h("span", {"class": "tile-name"}, [local(group.name, state.lang)]),
      h("span", {"class": "tile-list soft"}, [names]),
      closedLine(state, group),
      h("span", {"class": waiting ? "queue" : "queue none"}, [kiosk.queueText(waiting)])
    ]);
  }

  // The office's own words.
  function notice(state, boot) {
    return boot.notice ? h("p", {"class": "notice", "data-testid": "notice"}, [local(boot.notice, state.lang)]) : null;
  }

  function noPaper(state, boot) {
    if (!kiosk.paperTrouble(state, boot)) return null;
    return h("p", {"class": "notice calm", role: "status", "data-key": "no-paper", "data-testid": "no-paper"}, [
      t("No paper comes out of this machine now. You still get a number: please take a photo of it on the screen.")
    ]);
  }

  // Three parts of a screen: what is read, what is chosen from (it scrolls where it must), and the next step.
  function parts(looks, more, intro, body, steps) {
    return h("main", Object.assign({"class": looks}, more), [
      h("div", {"class": "intro"}, intro), h("div", {"class": "body"}, body), steps && h("div", {"class": "steps"}, steps)
    ]);
  }

  function startIntro(state, boot) {
    return [title(t("Please choose a service")), notice(state, boot), noPaper(state, boot)];
  }

  function otherEntries(state, boot) {
    if (!kiosk.entries.length) return [];
    return [h("div", {"class": "tiles entries"}, kiosk.entries.map(function (entry) { return entry(state, boot); }))];
  }

  function chooseGroup(state, boot) {
    const tiles = boot.groups.map(function (group) { return groupTile(state, group); });
    const looks = kiosk.paperTrouble(state, boot) ? "choose by-group without-paper" : "choose by-group";
    return parts(looks, {"data-key": "groups"}, startIntro(state, boot),
      [h("div", {"class": "tiles"}, tiles)].concat(otherEntries(state, boot)));
  }

  function chooseInGroup(state) {
    return parts("choose in-group", {"data-key": "group-" + state.group.code}, [title(local(state.group.name, state.lang))],
      [serviceGrid(state, state.group.services)], [backButton()]);
  }

  function chooseOfAll(state, boot) {
    const sections = boot.groups.map(function (group) { return groupSection(state, group); });
    const count = boot.groups.reduce(function (sum, group) { return sum + group.services.length; }, 0);
    return parts(count > FEW ? "choose of-all" : "choose of-all few", {"data-key": "all"}, startIntro(state, boot), sections.concat(otherEntries(state, boot)));
  }

  function closed(state, boot) {
    return parts("middle closed", {"data-key": "closed", "data-testid": "closed"}, [
      title(t("No numbers are given now")),
      h("p", {"class": "lead", role: "status", "data-testid": "closed-why"}, [local(state.closed.why, state.lang)]),
      notice(state, boot)
    ], [button("browse", null, {"class": "button big", "data-testid": "browse"}, [t("See the services and what to bring")])].concat(otherEntries(state, boot)));
  }

  function choose(state, boot) {
    if (state.closed && !state.isBrowsing) return closed(state, boot);
    if (!state.isByGroup) return chooseOfAll(state, boot);
    return state.group ? chooseInGroup(state) : chooseGroup(state, boot);
  }

  function requirements(state) {
    const list = local(state.service.requirements, state.lang);
    return h("section", {"class": "card needs"}, [
      h("h2", {}, [t("Have these ready before taking a number")]),
      list.length
        ? h("ul", {"data-testid": "requirements"}, list.map(function (line) { return h("li", {}, [line]); }))
        : h("p", {"data-testid": "requirements"}, [t("No documents are needed.")])
    ]);
  }

  function priorityButton(state, priority) {
    const isChosen = state.priority === priority.code;
    const more = {"class": "toggle", "aria-pressed": String(isChosen), "data-testid": "priority-" + priority.code};
    return button("priority", priority.code, more, [
      kiosk.icon(priority.code), h("span", {}, [local(priority.name, state.lang)]),
      h("span", {"class": "tick", "aria-hidden": "true"}, [isChosen ? "✓" : ""])
    ]);
  }

  function priorities(state, boot) {
    return h("section", {"class": "card"}, [
      h("h2", {}, [t("Do you need priority?")]),
      h("p", {"class": "soft"}, [t("Touch one if it applies to you. No document is asked.")]),
      h("div", {"class": "toggles"}, boot.priorities.map(function (priority) { return priorityButton(state, priority); })),
      party(state)
    ]);
  }

  function party(state) {
    return h("div", {"class": "party", role: "group", "aria-labelledby": "party-title"}, [
      h("span", {id: "party-title"}, [t("People on this number")]),
      button("fewer", null, {"class": "button", "aria-label": t("One person fewer"), "data-testid": "fewer", disabled: state.party <= 1}, ["−"]),
      h("strong", {role: "status", "data-testid": "party"}, [state.party]),
      button("more", null, {"class": "button", "aria-label": t("One person more"), "data-testid": "more"}, ["+"])
    ]);
  }

  function facts(state) {
    const parts = whyClosed(state, state.service) ? [] : [kiosk.queueText(state.waiting[state.service.id] || 0)];
    if (state.service.standard_minutes) parts.push(t("about {count} minutes at the counter", {count: state.service.standard_minutes}));
    return parts.join(" · ");
  }

  function service(state, boot) {
    return parts("chosen", {"data-key": "service-" + state.service.code}, [
      h("div", {"class": "chosen-name"}, [
        series(state.service),
        h("div", {}, [title(local(state.service.name, state.lang)), h("p", {"class": "soft"}, [facts(state)])])
      ])
    ], [
      h("div", {"class": "halves"}, [
        requirements(state), whyClosed(state, state.service) ? null : priorities(state, boot)
      ])
    ], [backButton(), takeStep(state)]);
  }

  // In the place of the next step: there is none.
  function takeStep(state) {
    const why = whyClosed(state, state.service);
    if (why) return h("p", {"class": "lead shut-why next", role: "status", "data-testid": "shut-why"}, [why]);
    return button("take", null, {"class": "button primary big next", "data-testid": "take"}, [t("Take a number")]);
  }

  function taking(state) {
    return parts("middle", {"data-key": "taking", "data-testid": "taking"}, [
      h("div", {"class": "spinner", "aria-hidden": "true"}),
      title(t("Taking your number…")),
      state.isSlow ? h("p", {"class": "lead"}, [t("Still trying. Please do not leave; you will get one number only.")]) : null
    ], [state.isSlow ? backTo("leave") : null]);
  }

  function refused(state) {
    return parts("middle", {"data-key": "refused"}, [
      title(t("This number cannot be taken")),
      h("p", {"class": "lead message", role: "alert", "data-testid": "refused"}, [state.message || t("Please ask an officer for help.")])
    ], [button("back", null, {"class": "button primary big", "data-testid": "other-service"}, [t("Choose another service")])]);
  }

  const SCREENS = {choose: choose, service: service, taking: taking, refused: refused, ticket: kiosk.ticket};

  // Further things to begin at the start screen, each a function of state and boot that answers a tile.
  kiosk.entries = [];

  /** The whole page of a state. */
  kiosk.page = function (state, boot) {
    const isCovered = state.still_s !== null || state.rest !== null;
    return h("div", {id: "page"}, [
      h("div", {"class": state.isLow ? "frame low" : "frame", "aria-hidden": isCovered ? "true" : null, inert: isCovered}, [
        kiosk.header(state, boot), SCREENS[state.screen](state, boot), kiosk.bar(state, boot)
      ]),
      kiosk.stillHere(state),
      kiosk.rest(state, boot)
    ]);
  };
})(window.kiosk = window.kiosk || {});
