// Stands in for socket.io in these tests: the test itself plays the server.
(function () {
  "use strict";
  const handlers = {};
  window.wire = {
    joins: [],
    answer: null,
    fire: function (event, message) { if (handlers[event]) { handlers[event](message); } },
  };
  window.io = function () {
    return {
      on: function (event, handler) { handlers[event] = handler; },
      emit: function (event, message, ack) {
        window.wire.joins.push(message);
        if (window.wire.answer) { ack(window.wire.answer); }
      },
    };
  };
})();
