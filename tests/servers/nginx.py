"""nginx with the configuration that is shipped, in front of the ports a test names."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port, is_listening
from tests.servers.program import Program, find_program, run_as

TEMPLATE = Path(__file__).parents[2] / "deploy" / "nginx.conf.template"


@dataclass(frozen=True)
class Nginx:
    program: Program
    port: int
    url: str


def configuration(upstream_ports: Sequence[int], *, listen: str, run_folder: Path) -> str:
    """The shipped template with its three words replaced."""
    words = {
        "@LISTEN@": listen,
        "@UPSTREAMS@": " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in upstream_ports),
        "@RUN@": str(run_folder),
    }
    lines = [line for line in TEMPLATE.read_text().splitlines() if not line.startswith("#")]
    text = "\n".join(lines)
    for word, value in words.items():
        text = text.replace(word, value)
    return text


@contextmanager
def running_nginx(upstream_ports: Sequence[int]) -> Iterator[Nginx]:
    """nginx on a free port before these ports until the block ends."""
    user = run_as(("nobody",))
    folder = Path(tempfile.mkdtemp(prefix="antrean-nginx-"))
    port = free_port()
    conf = folder / "nginx.conf"
    conf.write_text(configuration(upstream_ports, listen=f"127.0.0.1:{port}", run_folder=folder))
    if user:
        shutil.chown(folder, user)
    command = [find_program("nginx"), "-p", str(folder), "-c", str(conf), "-e", "stderr", "-g", "daemon off;"]
    program = Program(command, log=folder / "log", user=user, orphan_signal="TERM")
    try:
        program.start()
        program.wait_until(lambda: is_listening(port))
        yield Nginx(program=program, port=port, url=f"http://127.0.0.1:{port}")
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)
