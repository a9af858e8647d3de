"""The database's file is no database any more: it is said, in words, and the file is not written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import OnDisk
from tests.people import Person
from tests.servers.program import ProgramFailed

PAGE = 4096


def scratch(file: Path) -> None:
    """Every page but the first is what a broken card gives back; each is another nonsense."""
    with file.open("r+b") as opened:
        for page in range(1, file.stat().st_size // PAGE):
            opened.seek(page * PAGE)
            opened.write(bytes((page * 7 + place) % 251 for place in range(64)))


@pytest.mark.slow("a server ends and begins")
def test_a_damaged_database_is_told_to_who_asks_and_to_who_starts_it(office: OnDisk) -> None:
    file = Path(office.url.removeprefix("sqlite:///"))
    office.press()
    office.server.stop()
    assert sorted(each.name for each in file.parent.glob("*.db*")) == [
        file.name,
        f"{file.name}.given",
        f"{file.name}.head",
    ]  # all is in one file
    office.server.start()

    scratch(file)
    status, said = office.press()
    page = Person(office.server.url).ask("GET", "/display/uji")
    office.server.kill9()
    for each in file.parent.glob(f"{file.name}-*"):
        each.unlink()  # else SQLite brings back the pages that its log still holds
    before = file.read_bytes()

    assert (status, said["error"], said["message"]) == (
        503, "database_damaged", "Basis data server rusak. Mohon beri tahu administrator.",
    )  # fmt: skip
    assert page[0] in {200, 503}  # what it holds in memory it may still show
    with pytest.raises(ProgramFailed, match="The database is damaged, or is no database"):
        office.server.start()
    assert file.read_bytes() == before
