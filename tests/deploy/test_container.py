"""The container: built and run where an engine works, else looked at line by line and its commands run without one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.servers.ports import free_port, is_listening
from tests.servers.program import Program
from tests.servers.waiting import becomes_true

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
START_S = 90.0  # two interpreters, one after the other
NAME = "antrean-test"  # of image, container and volume


def lines() -> list[tuple[str, str]]:
    """Instruction and the rest, without comments and with continued lines joined."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", "")
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


def said(instruction: str) -> list[str]:
    return [rest for word, rest in lines() if word == instruction]


def engine() -> str | None:
    """An engine that answers: a client without its daemon builds nothing."""
    for name in ("docker", "podman"):
        if shutil.which(name) and not subprocess.run([name, "info"], capture_output=True, check=False).returncode:
            return name
    return None


def test_whatever_is_copied_is_there_and_not_left_out() -> None:
    left_out = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    copied = [word for rest in said("COPY") if not rest.startswith("--from") for word in rest.split()[:-1]]

    assert [each for each in copied if not (ROOT / each).exists()] == []
    assert left_out.isdisjoint(copied)


def test_every_folder_of_the_package_is_copied() -> None:
    carried = re.search(r"CARRIED = \((.+)\)", (ROOT / "hatch_build.py").read_text(encoding="utf-8"))
    assert carried
    copied = {word for rest in said("COPY") for word in rest.split()[:-1]}

    assert {"queue_app", *re.findall(r'"([^"]+)"', carried[1])} <= copied


def test_it_runs_as_nobody_special_and_keeps_its_data_outside() -> None:
    assert (said("USER"), said("VOLUME"), said("STOPSIGNAL")) == (["antrean"], ["/var/lib/antrean"], ["SIGTERM"])


def test_what_is_kept_of_the_settings_is_in_the_volume(tmp_path: Path) -> None:
    (edit,) = [rest for rest in said("RUN") if rest.startswith("sed ")]
    settings = tmp_path / "config.toml"
    shutil.copy(ROOT / "config.toml", settings)

    subprocess.run(["sh", "-c", edit.replace("/etc/antrean/config.toml", str(settings))], check=True)

    paths = re.findall(
        r'^\w+ = "([^"]*data/[^"]*|[^"]*/var/lib/[^"]*)"', settings.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert paths
    assert [path for path in paths if not path.removeprefix("sqlite:///").startswith("/var/lib/antrean/")] == []


@pytest.fixture
def started(databases: Databases, tmp_path: Path) -> Iterator[tuple[Program, int]]:
    """The start script with an office's database, and this program in the place of the installed one."""
    program = tmp_path / "antrean"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m queue_app "$@"\n')
    program.chmod(0o755)
    port = free_port()
    env = {
        "PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "ANTREAN_PORT": str(port),
        "ANTREAN_DATABASE_URL": databases.founded("sqlite", tmp_path),
        "ANTREAN_CONFIG": str(shutil.copy(ROOT / "config.toml", tmp_path)),
    }  # fmt: skip
    running = Program(["sh", str(ROOT / "deploy/container-start.sh")], log=tmp_path / "log", env=env, cwd=tmp_path)
    running.start()
    yield running, port
    running.stop()


@pytest.mark.slow("migrates and starts the program as a container does")
def test_its_start_brings_up_the_schema_and_answers_its_health_check(started: tuple[Program, int]) -> None:
    program, port = started
    (health,) = said("HEALTHCHECK")
    check = [sys.executable, *json.loads(health.partition("CMD ")[2])[1:]]

    assert becomes_true(lambda: not program.is_running or is_healthy(check, port), within_s=START_S)
    assert program.is_running, program.log_end()
    assert program.stop() == 0  # the shell has become the server, and hears the signal itself


def is_healthy(check: list[str], port: int) -> bool:
    env = {"ANTREAN_PORT": str(port), "PATH": "/usr/bin:/bin"}
    return is_listening(port) and not subprocess.run(check, capture_output=True, env=env, check=False).returncode


@pytest.fixture
def image() -> Iterator[Callable[..., str]]:
    """The engine, once it has built the image: image("exec", NAME, ...) asks it and answers what it says."""
    found = engine()
    if found is None:
        pytest.skip("no container engine answers here; the tests above look at the file instead")

    def asked(*words: str) -> str:
        done = subprocess.run([found, *words], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    asked("build", "--file", str(FILE), "--tag", NAME, str(ROOT))
    yield asked
    asked("rm", "--force", "--volumes", NAME)
    asked("volume", "rm", "--force", NAME)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_the_image_is_built_serves_ends_gently_and_has_its_office_the_next_day(image: Callable[..., str]) -> None:
    port, data = free_port(), f"{NAME}:{said('VOLUME')[0]}"
    told = ["--network", "host", "--env", f"ANTREAN_PORT={port}", "--volume", data]
    check = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
    image("run", "--detach", "--name", NAME, *told, NAME)
    assert becomes_true(lambda: is_listening(port), within_s=START_S)
    image("exec", NAME, *check)
    image("exec", NAME, "antrean", "demo")
    head = image("exec", NAME, "antrean", "verify-log")

    image("stop", NAME)
    assert image("inspect", "--format", "{{.State.ExitCode}}", NAME) == "0"
    image("start", NAME)

    assert becomes_true(lambda: is_listening(port), within_s=START_S)
    assert (head.startswith("medan: "), image("exec", NAME, "antrean", "verify-log")) == (True, head)
