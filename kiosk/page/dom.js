// Elements from plain calls, and morph(): it changes the shown tree into a fresh one in place.
// Nodes stay, so a finger already down on a button and the keyboard's focus survive a live update.
(function (kiosk) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const SVG_TAGS = {svg: true, path: true, circle: true};

  /**
   * One element; attributes that are null or false are left out, children are nodes or texts (null is skipped).
   * @param {string} tag @param {Object} attributes @param {Array} [children] @returns {Element}
   */
  function h(tag, attributes, children) {
    const element = SVG_TAGS[tag] ? document.createElementNS(SVG, tag) : document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      const value = attributes[name];
      if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
    });
    (children || []).forEach(function (child) {
      if (child === null || child === undefined) return;
      element.appendChild(child.nodeType ? child : document.createTextNode(String(child)));
    });
    return element;
  }

  /**
   * What is made only where it differs from what is shown: the same mark stands for the same element.
   * A live update of many buttons then costs as much as those of them that change.
   * @param {string} mark @param {function(): Element} make
   */
  function kept(mark, make) {
    const place = document.createElement("i");
    place.make = function () {
      const made = make();
      made.mark = mark;
      return made;
    };
    place.mark = mark;
    return place;
  }

  /** The fresh node with everything in it made. */
  function whole(fresh) {
    if (fresh.make) return fresh.make();
    if (fresh.nodeType === 1) {
      Array.from(fresh.getElementsByTagName("i")).forEach(function (place) {
        if (place.make) place.parentNode.replaceChild(place.make(), place);
      });
    }
    return fresh;
  }

  function isSame(old, fresh) {
    if (old.nodeName !== fresh.nodeName) return false;
    return old.nodeType !== 1 || old.getAttribute("data-key") === fresh.getAttribute("data-key");
  }

  function matchAttributes(old, fresh) {
    Array.from(old.attributes).forEach(function (attribute) {
      if (attribute.name === "data-now") return; // the reader's mark outlives a live update
      if (!fresh.hasAttribute(attribute.name)) old.removeAttribute(attribute.name);
    });
    Array.from(fresh.attributes).forEach(function (attribute) {
      if (old.getAttribute(attribute.name) !== attribute.value) old.setAttribute(attribute.name, attribute.value);
    });
  }

  function matchChildren(old, fresh) {
    const had = Array.from(old.childNodes);
    const wanted = Array.from(fresh.childNodes);
    wanted.forEach(function (child, index) {
      if (index < had.length) morph(had[index], child);
      else old.appendChild(whole(child));
    });
    had.slice(wanted.length).forEach(function (child) { old.removeChild(child); });
  }

  /** Make `old`, in the page, equal to `fresh`; what differs in tag or data-key is replaced whole. */
  function morph(old, fresh) {
    if (fresh.make) {
      if (old.mark !== fresh.mark) morph(old, fresh.make());
    } else if (!isSame(old, fresh)) {
      old.parentNode.replaceChild(whole(fresh), old);
    } else if (old.nodeType === 3) {
      if (old.data !== fresh.data) old.data = fresh.data;
    } else {
      old.mark = fresh.mark;
      matchAttributes(old, fresh);
      matchChildren(old, fresh);
    }
  }

  kiosk.h = h;
  kiosk.kept = kept;
  kiosk.morph = morph;
})(window.kiosk = window.kiosk || {});
