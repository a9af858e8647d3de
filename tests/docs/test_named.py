"""What the written pages name is there: files, commits, versions."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import queue_app
from tests.docs.pages import PAGES, ROOT, unfenced

A_PATH = re.compile(r"`([\w<>*.-]+(?:/[\w<>*.-]+)*/?)`")
FILE_ENDS = (".py", ".js", ".css", ".html", ".toml", ".md", ".txt", ".sh", ".svg", ".template", ".service", ".po")
NOT_HERE = (".venv", "data", "build", "dist", "screenshots")  # folders that running it makes
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def named_paths(page: Path) -> set[str]:
    """Code spans that can only be a path; what stands in <> may be anything."""
    spans = {re.sub(r"<[^>]+>", "*", span) for span in A_PATH.findall(unfenced(page.read_text(encoding="utf-8")))}
    paths = {span for span in spans if "/" in span or span.endswith(FILE_ENDS)}
    made = made_by(page)
    return {path for path in paths if path.split("/", maxsplit=1)[0] not in NOT_HERE and not path.startswith(made)}


def made_by(page: Path) -> tuple[str, ...]:
    """What a reader makes who follows the page: new files, and copies of folders."""
    text = page.read_text(encoding="utf-8")
    return (*re.findall(r"New file `([^`]+)`", text), *re.findall(r"cp -r \S+ (\S+)", text))


def is_there(path: str, page: Path) -> bool:
    """Beside the page, at the root, or in the package, as one says `domain/` for short."""
    return any(next(folder.glob(path), None) for folder in (page.parent, ROOT, ROOT / "queue_app"))


@each_page
def test_every_file_named_is_there(page: Path) -> None:
    assert sorted(path for path in named_paths(page) if not is_there(path, page)) == []


@each_page
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", unfenced(page.read_text(encoding="utf-8")))
    own = [link for link in links if not link.startswith(("http:", "https:"))]

    assert [link for link in own if not (page.parent / link).exists()] == []


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and not has_history():
        pytest.skip("this copy comes without its history")
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def has_history() -> bool:
    asked = ["git", "rev-parse", "--is-shallow-repository"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() == "false"


def test_every_commit_named_has_the_subject_that_is_told() -> None:
    text = " ".join(" ".join(unfenced(page.read_text(encoding="utf-8")) for page in PAGES).split())
    told = dict(re.findall(r"`([0-9a-f]{7})` \*([^*]+)\*", text))

    assert told == {commit: git("show", "-s", "--format=%s", commit) for commit in told}


CHANGES = re.findall(
    r"^## (\S+)\n\n(?:Tag `(v\S+)`, commit `([0-9a-f]{7})`)?", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
)


def test_the_newest_changes_are_those_of_this_version() -> None:
    assert CHANGES[0][0] == queue_app.__version__


@pytest.mark.parametrize(("version", "tag", "commit"), CHANGES[1:], ids=[version for version, *_ in CHANGES[1:]])
def test_each_version_before_names_its_tag_and_its_commit(version: str, tag: str, commit: str) -> None:
    source = git("show", f"{commit}:queue_app/__init__.py")

    assert (tag, f'__version__ = "{version}"' in source) == (f"v{version}", True)
