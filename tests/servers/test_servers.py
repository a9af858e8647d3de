"""The real servers the other tests rely on do start, serve, stop and leave nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import BrowserContext
from redis import Redis as RedisClient

from tests.servers.loaded import Loaded
from tests.servers.nginx import running_nginx
from tests.servers.ports import free_port, is_listening
from tests.servers.postgres import Postgres
from tests.servers.program import Program, ProgramFailed, guard
from tests.servers.redis import Redis
from tests.servers.waiting import PATIENCE_S, becomes_true

ROOT = Path(__file__).parents[2]


@contextmanager
def tiny_server(name: str) -> Iterator[int]:
    """A web server that answers with its name and what the proxy told it; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the name http.server looks for
            if self.headers["Upgrade"] == "echo":
                self.send_response(101)
                self.send_header("Connection", "upgrade")
                self.send_header("Upgrade", "echo")
                self.end_headers()
                self.wfile.write(self.rfile.readline())
                self.close_connection = True
                return
            body = f"{name} {self.headers['Host']} {self.headers['X-Forwarded-For']}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the test reads answers."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def dsn(url: str) -> str:
    return url.replace("+psycopg", "")


def test_a_database_is_copied_from_its_template_and_stays_its_own(postgres: Postgres) -> None:
    template = postgres.create_database()
    with psycopg.connect(dsn(template)) as link:
        link.execute("CREATE TABLE leg (id int)")

    copy = postgres.create_database(template=template)
    with psycopg.connect(dsn(copy)) as link:
        link.execute("INSERT INTO leg VALUES (1)")
    rows = {}
    for url in (template, copy):
        with psycopg.connect(dsn(url)) as link:
            rows[url] = link.execute("SELECT id FROM leg").fetchall()
    postgres.drop_database(copy)

    assert rows == {template: [], copy: [(1,)]}


def test_redis_comes_back_on_the_same_port(redis_server: Redis) -> None:
    with RedisClient.from_url(redis_server.url) as client:
        client.set("number", "A001")

    redis_server.stop()
    was_listening = is_listening(redis_server.port)
    redis_server.start()

    assert not was_listening
    with RedisClient.from_url(redis_server.url) as client:
        assert client.get("number") is None


def test_the_shipped_nginx_configuration_asks_the_workers_in_turn() -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(tiny_server(name)) for name in ("one", "two")]
        nginx = stack.enter_context(running_nginx(ports))
        bodies = []
        for _ in range(4):
            request = urllib.request.Request(nginx.url, headers={"X-Forwarded-For": "10.9.9.9"})
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                bodies.append(answer.read().decode())

    own = f"127.0.0.1:{nginx.port} 127.0.0.1"
    assert sorted(bodies) == sorted([f"one {own}", f"two {own}"] * 2)


def test_the_shipped_nginx_configuration_passes_over_a_dead_worker() -> None:
    with tiny_server("alive") as port, running_nginx([free_port(), port]) as nginx:
        bodies = []
        for _ in range(4):
            with urllib.request.urlopen(nginx.url, timeout=PATIENCE_S) as answer:
                bodies.append(answer.read().decode().split()[0])

    assert bodies == ["alive"] * 4


def test_the_shipped_nginx_configuration_lets_websockets_through() -> None:
    with ExitStack() as stack:
        nginx = stack.enter_context(running_nginx([stack.enter_context(tiny_server("one"))]))
        link = stack.enter_context(socket.create_connection(("127.0.0.1", nginx.port), timeout=PATIENCE_S))
        stream = stack.enter_context(link.makefile("rwb"))
        stream.write(b"GET /socket.io/ HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
        stream.flush()
        head = list(iter(stream.readline, b"\r\n"))
        stream.write(b"A001\n")
        stream.flush()
        echo = stream.readline()

    assert (head[0].split()[1], echo) == (b"101", b"A001\n")


def test_chromium_runs_scripts(browser_context: BrowserContext) -> None:
    page = browser_context.new_page()
    page.goto("data:text/html,<h1>Antrean</h1><script>document.title = 'A' + (1 + 1)</script>")

    assert (page.title(), page.inner_text("h1")) == ("A2", "Antrean")


def test_a_program_that_fails_to_start_says_why(tmp_path: Path) -> None:
    program = Program([sys.executable, "-c", "import sys; sys.exit('no paper')"], log=tmp_path / "log")
    program.start()

    with pytest.raises(ProgramFailed, match="no paper"):
        program.wait_until(lambda: False)


STARTER = """
import sys
from pathlib import Path
from tests.servers.ports import is_listening
from tests.servers.program import Program

port, log = sys.argv[1:]
server = Program([sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1"], log=Path(log))
server.start()
server.wait_until(lambda: is_listening(int(port)))
print("up", flush=True)
sys.stdin.read()
"""


def test_a_program_dies_with_a_test_run_that_is_killed(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", STARTER, str(port), str(tmp_path / "log")]

    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"up\n"
        run.kill()

    assert becomes_true(lambda: not is_listening(port))


def test_a_program_that_was_not_answered_in_time_spoils_none_that_follows(tmp_path: Path) -> None:
    begun = Loaded(["json"], is_patched=False, guard=guard("KILL"))
    log, env = tmp_path / "log", {**os.environ}
    first = begun.start(["-c", "import time; time.sleep(60)"], log=log, env=env, cwd=tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(begun, "_asked", out_of_time)
        with pytest.raises(TimeoutError):
            first.poll()

    second = begun.start(["-c", "print(3)"], log=log, env=env, cwd=tmp_path)

    assert (second.wait(30), log.read_text(), first.poll()) == (0, "3\n", -signal.SIGKILL)
    begun.end()


def out_of_time(_line: str) -> None:
    raise TimeoutError
