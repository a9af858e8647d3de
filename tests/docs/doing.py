"""The steps of a page in docs/how-to, done in a copy of the house as a reader does them.

A step is a sentence that ends in a colon, and the block behind it: "New file `x`:", "In `x`, below `line`:" (or above,
or in place of). Commands (sh) are run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT

PARTS = ("queue_app", "kiosk", "display", "browser", "migrations", "docs", "tests", "deploy")
FILES = ("config.toml", "pyproject.toml", "README.md", "THIRD-PARTY.md", "CHANGELOG.md")
BLOCK = re.compile(r"(?:^|\n\n)([^\n](?:(?!\n\n|```).)*?:)\n\n( *)```(\w+)\n(.*?)\n *```", re.DOTALL)
NEW = re.compile(r"New file `([^`]+)`")
IN = re.compile(r"[Ii]n `([^`]+)`,? (below|above|in place of) `([^`]+)`:$")
STANDS_FOR = {
    ".venv/bin/python": [sys.executable],
    ".venv/bin/antrean-kiosk": [
        sys.executable,
        "-c",
        "from queue_app.__main__ import kiosk; raise SystemExit(kiosk())",
    ],
}
PYTEST = ".venv/bin/python -m pytest"
Lines = list[str]
WAYS: dict[str, Callable[[Lines, int, Lines], Lines]] = {
    "below": lambda lines, at, block: [*lines[: at + 1], *block, *lines[at + 1 :]],
    "above": lambda lines, at, block: [*lines[:at], *block, *lines[at:]],
    "in place of": lambda lines, at, block: [*lines[:at], *block, *lines[at + 1 :]],
}


@dataclass(frozen=True)
class House:
    """A copy that a page may change."""

    folder: Path

    def run(self, *command: str) -> str:
        """What the command prints. Fails where it does."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "COLUMNS": "200"}
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
        return done.stdout

    def proves(self, proof: str, *, beside: str) -> None:
        """These tests hold in the copy, with the fixtures of the folder beside which they stand."""
        file = self.folder / beside / "test_added.py"
        file.write_text(textwrap.dedent(proof), encoding="utf-8")
        self.run(sys.executable, "-m", "pytest", "-q", "-k", "not postgresql", str(file))


def copied(to: Path) -> House:
    folder = to / "house"
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    return House(folder)


def done(page: str, house: House) -> None:
    """Every step of docs/how-to/<page> in its order, up to the tests that it asks for at its end."""
    for sentence, indent, language, block in BLOCK.findall(read(page)):
        written = re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
        told = " ".join(sentence.split())
        if language == "sh":
            for command in _commands(written):
                house.run(*command)
        elif new := NEW.search(told):
            _write(house.folder / new[1], written)
        else:
            place = IN.search(told)
            assert place, f"Where? {told}"
            _put(house.folder / place[1], place[2], place[3], written)


def hold_as_asked(page: str, house: House) -> None:
    """The tests that the page asks for."""
    commands = re.findall(rf"^ *{re.escape(PYTEST)} .+$", read(page), re.MULTILINE)
    assert commands, "It asks for none."
    for line in commands:
        house.run(sys.executable, *shlex.split(line)[1:])


def read(page: str) -> str:
    return (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")


def _commands(written: str) -> Iterator[list[str]]:
    for line in written.splitlines():
        if line.startswith(PYTEST):
            continue
        program, *arguments = shlex.split(line)
        yield [*STANDS_FOR.get(program, [program]), *arguments]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}\n", encoding="utf-8")


def _put(file: Path, way: str, line: str, block: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    places = [at for at, each in enumerate(lines) if " ".join(each.split()) == line]
    assert len(places) == 1, f"{file.name} has {len(places)} lines: {line}"
    _write(file, "\n".join(WAYS[way](lines, places[0], block.splitlines())))
