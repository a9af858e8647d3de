"""A Socket.IO server of the same libraries that knows nothing but to let a display join. Run with a port."""

from __future__ import annotations

import resource
import sys

from gevent import monkey

monkey.patch_all()

import socketio  # noqa: E402 - after the patch
from gevent.pywsgi import WSGIServer  # noqa: E402 - as above

if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # a line is a file
    server = socketio.Server(async_mode="gevent", transports=["websocket"], cors_allowed_origins="*")
    server.on("join", lambda _sid, _data: {"seq": 0})
    listening = WSGIServer(("127.0.0.1", int(sys.argv[1])), socketio.WSGIApp(server), log=None, backlog=1024)
    listening.start()
    print("ready", flush=True)
    listening.serve_forever()
