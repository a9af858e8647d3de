"""Receivers that misbehave: each is over within the time that it may take, and reaches nobody whom it names."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from queue_app.live.hook_post import Poster
from tests.receiver import receiver

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
Talk = Callable[[socket.socket], None]


@contextmanager
def raw(talk: Talk, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A port on which whoever comes is spoken to so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    line, _from = listener.accept()
                    with context.wrap_socket(line, server_side=True) if context else line as said:
                        talk(said)
                except OSError:
                    if listener.fileno() == -1:
                        return

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def said(talk: Talk, *, timeout_s: float = 0.5) -> tuple[int | None, str | None]:
    with raw(talk) as port:
        answer = Poster(allow_private=True, timeout_s=timeout_s).send(f"http://127.0.0.1:{port}/", {}, b"{}")
    assert answer.took_ms < 1000 * timeout_s + 2000
    return answer.status, answer.fault


def answering(text: bytes) -> Talk:
    def talk(line: socket.socket) -> None:
        heard = b""
        while not heard.endswith(b"{}"):  # whoever hangs up on what is unread takes the answer back with it
            heard += (some := line.recv(65536))
            if not some:
                return
        line.sendall(text)

    return talk


def dripping(line: socket.socket) -> None:
    """A byte now and then, for ever: the time of a socket never ends so."""
    line.recv(65536)
    pause = threading.Event()
    while not pause.wait(0.05):
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def endless(line: socket.socket) -> None:
    line.recv(65536)
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        line.sendall(b"x" * 65536)


def test_one_that_says_nothing_is_over_in_time() -> None:
    def silent(line: socket.socket) -> None:
        while line.recv(65536):
            pass

    assert said(silent) == (None, "too_slow")


def test_one_that_says_a_little_for_ever_is_over_in_time() -> None:
    assert said(dripping) == (None, "too_slow")


def test_an_endless_answer_is_not_read() -> None:
    assert said(endless, timeout_s=5) == (200, None)


def test_one_that_hangs_up_or_speaks_another_language_is_told_so() -> None:
    assert said(answering(b"")) == (None, "no_connection")
    assert said(answering(b"SSH-2.0-OpenSSH_9.2\r\n")) == (None, "no_http")


def test_a_redirect_is_not_followed() -> None:
    with receiver() as inside:
        head = f"HTTP/1.1 307 Elsewhere\r\nLocation: {inside.url}\r\nContent-Length: 0\r\n\r\n".encode()

        assert said(answering(head)) == (307, "redirect")
        assert inside.heard == []


def test_nobody_listening_is_told_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    answer = Poster(allow_private=True).send(f"http://127.0.0.1:{port}/", {}, b"{}")

    assert (answer.status, answer.fault) == (None, "no_connection")


def test_this_machine_is_not_reached_where_the_settings_do_not_allow_it() -> None:
    def unreached(_line: socket.socket) -> None:
        raise AssertionError

    with raw(unreached) as port:
        for host in ("127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"):
            answer = Poster(allow_private=False).send(f"https://{host}:{port}/", {}, b"{}")
            assert (host, answer.fault) == (host, "not_allowed")


def test_a_name_that_stands_for_another_machine_a_moment_later_is_not_asked_again() -> None:
    asked: list[str] = []

    def turning(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with receiver() as found:
        port = found.url.rpartition(":")[2].partition("/")[0]
        poster = Poster(allow_private=True, resolve=turning)
        first, second = (poster.send(f"http://papan.test:{port}/", {}, b"{}").fault for _ in range(2))

        assert (first, second, asked) == (None, "not_allowed", ["papan.test"] * 2)
        assert found.heard[0].headers["host"] == f"papan.test:{port}"


def test_a_name_that_nobody_knows_is_told_so() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    assert Poster(allow_private=True, resolve=unknown).send("https://x.test/", {}, b"{}").fault == "unknown_name"


def test_an_answer_over_tls_counts_only_from_whom_the_address_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certified(tmp_path, "127.0.0.1")
    with raw(answering(OK), context) as port:
        address = f"https://127.0.0.1:{port}/"
        stranger = Poster(allow_private=True, timeout_s=5).send(address, {}, b"{}")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "made.pem"))
        known = Poster(allow_private=True, timeout_s=5).send(address, {}, b"{}")
        named = Poster(allow_private=True, timeout_s=5, resolve=lambda *_to: ["127.0.0.1"])
        other = named.send(f"https://lain.test:{port}/", {}, b"{}")

    assert [(each.status, each.fault) for each in (stranger, known, other)] == [
        (None, "insecure"), (200, None), (None, "insecure"),
    ]  # fmt: skip


def test_a_handshake_that_never_ends_is_over_in_time() -> None:
    def silent(line: socket.socket) -> None:
        while line.recv(65536):
            pass

    with raw(silent) as port:
        answer = Poster(allow_private=True, timeout_s=0.5).send(f"https://127.0.0.1:{port}/", {}, b"{}")

    assert answer.fault == "too_slow"


def certified(folder: Path, number: str) -> ssl.SSLContext:
    """A server's side with a certificate of its own making, which is in made.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "papan kota")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(number))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, closed = folder / "made.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    closed.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, closed)
    return context
