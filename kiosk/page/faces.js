// By what a citizen finds a group of services again: its hue and its pictogram, never without words beside them.
(function (kiosk) {
  "use strict";

  const html = htmPreact.html;

  /** The class of the group's hue; none for a group that has gone. */
  kiosk.hue = function (group) {
    return group ? "hue-" + group.hue : "";
  };

  /** The group that offers the service. */
  kiosk.groupWith = function (boot, service) {
    return boot.groups.find(function (group) { return group.services.indexOf(service) >= 0; });
  };

  function letters(group) {
    return group.services.reduce(function (all, service) {
      return all.indexOf(service.series) < 0 ? all + service.series : all;
    }, "").slice(0, 2);
  }

  /** The group's pictogram; where it has none, the letters of its numbers. */
  kiosk.mark = function (group, boot) {
    if (!group) return null;
    return html`<span class="mark" aria-hidden="true" translate="no">${group.pictogram
      ? html`<svg class="pictogram"><use href=${boot.pictograms + "#" + group.pictogram} /></svg>`
      : html`<span class="letters">${letters(group)}</span>`}</span>`;
  };
})(window.kiosk = window.kiosk || {});
