"""A press that comes in pieces, or asks first whether it may: what some proxies and programs make of a POST."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from tests.databases import Databases
from tests.served import names, server

CHUNKED = "Transfer-Encoding: chunked"
PIECE = "{length:x}\r\n{body}\r\n0\r\n\r\n"


def test_a_press_in_pieces_and_one_that_asks_first_get_their_numbers(databases: Databases, tmp_path: Path) -> None:
    """gevent/gevent #1308, pallets/flask #2229: such bodies came empty; gevent/gevent #93."""
    url = databases.founded("sqlite", tmp_path)
    bodies = [json.dumps({"key": f"sent-{turn:08d}", "service_id": names(url).services["KTP"]}) for turn in range(2)]
    with server(tmp_path, url) as running:
        pieces = sent(running.port, CHUNKED, PIECE.format(length=len(bodies[0]), body=bodies[0]))
        asked = sent(running.port, f"Content-Length: {len(bodies[1])}\r\nExpect: 100-continue", bodies[1])

    assert (pieces.count("201 CREATED"), '"number":"A001"' in pieces) == (1, True)
    assert (asked.count("100 Continue"), '"number":"A002"' in asked) == (1, True)


def sent(port: int, header: str, body: str) -> str:
    """Everything that is answered."""
    head = f"POST /kiosk/uji/tickets HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"{head}Connection: close\r\n{header}\r\n\r\n{body}".encode())
        return b"".join(iter(lambda: line.recv(4096), b"")).decode()
