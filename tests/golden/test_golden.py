"""The recorder itself, on a small part of what it records: the same code gives the same record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.golden import ledger, plain
from tests.golden.addresses import addresses
from tests.golden.caller import Caller
from tests.golden.difference import differences
from tests.golden.held import held_chance
from tests.golden.house import House, opened
from tests.golden.pages import file_name
from tests.golden.story import FOUNDED, PLAYED, PLAYED_SEED, plan_file


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office on its first day: founding it is slow, for everybody has a password."""
    folder = tmp_path_factory.mktemp("golden")
    with held_chance() as chance:
        house = opened(folder, folder / "office.db", now=FOUNDED, chance=chance)
        house.found(plan_file(folder))
        house.close()
    return ledger.copied(folder / "office.db", folder / "founded.db")


@contextmanager
def played(founded: Path, folder: Path) -> Iterator[House]:
    """After a short morning."""
    folder.mkdir()
    with held_chance() as chance:
        house = opened(folder, ledger.copied(founded, folder / "office.db"), now=PLAYED, chance=chance)
        house.play(seed=PLAYED_SEED, people=2)
        yield house
        house.close()


def told(house: House) -> list[str]:
    """The log, a page with a form, a ticket's page and JSON."""
    paths = ["/sign-in", f"/t/{ledger.tokens(house.file)['finished']}", "/api/offices/medan/services"]
    return [*ledger.events(house.file), *(plain.answer(Caller("nobody").ask(house, "GET", path)) for path in paths)]


def test_two_records_of_the_same_code_are_the_same(founded: Path, tmp_path: Path) -> None:
    with played(founded, tmp_path / "once") as house:
        once = told(house)
    with played(founded, tmp_path / "again") as house:
        again = told(house)

    assert again == once
    assert any("FORM-TOKEN" in each for each in once)


def test_every_rule_of_the_program_is_asked_for(founded: Path) -> None:
    with held_chance() as chance:
        house = opened(founded.parent, founded, now=FOUNDED, chance=chance)
        asked = {each.rule for each in addresses(house)}
        house.close()

    assert asked == {rule.rule for rule in house.app.url_map.iter_rules()}


def test_what_differs_is_told_by_file_and_line(tmp_path: Path) -> None:
    for name, text in (("before", "a\nb\n"), ("after", "a\nc\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(text)
    (tmp_path / "after" / "new.txt").write_text("")

    found = list(differences(tmp_path / "before", tmp_path / "after"))

    assert found == ["only after: new.txt", "differs: page.txt", "    @@ -1,2 +1,2 @@", "     a", "    -b", "    +c"]


def test_the_name_of_a_file_tells_its_address() -> None:
    assert file_name("/admin/services/edit/KTP") == "admin_services_edit_KTP"
    assert file_name("/counter/search?q=A%20001") == "counter_search%3fq=A_001"
