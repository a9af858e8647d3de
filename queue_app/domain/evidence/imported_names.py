"""Which service and which person of the office a file of visits means by its texts. Pure.

Texts are compared without regard to capitals and to the spaces around and within them. Nobody is guessed by a part of
the name: whoever the office does not know yet is somebody new.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.evidence.imported_row import Row, shown, tidy

_NUMBER = re.compile(r"[\d .-]{12,}", re.ASCII)  # NIK, NIP
NEW = -1  # the row of what the office does not have yet


class KnownService(NamedTuple):
    """A service of the office, also one that was taken out of use. letter: of its numbers. minutes: its standard."""

    id: int
    code: str
    names: tuple[str, ...]
    letter: str
    minutes: int


class KnownPerson(NamedTuple):
    """Somebody of the office, also who works there no more."""

    id: int
    username: str
    name: str
    nip: str | None = None


class Matched(NamedTuple):
    """services, people: text of the file -> row of the office, or NEW. faults: of rows whose text may mean several."""

    services: dict[str, int]
    people: dict[str, int]
    new_services: tuple[str, ...]
    new_people: tuple[str, ...]
    faults: list[RowFault]

    @property
    def has_new(self) -> bool:
        """Whether the office does not have them all."""
        return bool(self.new_services or self.new_people)


def match(rows: Sequence[Row], services: Sequence[KnownService], people: Sequence[KnownPerson]) -> Matched:
    """What the rows mean. Texts that are alike are told once, as the file first writes them."""
    by_service = [{each.code: [each.id] for each in services}, *_service_names(services)]
    by_person = [
        {each.username: [each.id] for each in people},
        {each.nip: [each.id] for each in people if each.nip},
        _gathered((each.name, each.id) for each in people),
    ]
    meant_services = _meant((row.service for row in rows), by_service)
    meant_people = _meant((row.staff for row in rows if row.staff), by_person)
    codes = {each.id: each.code for each in services}
    usernames = {each.id: each.username for each in people}
    return Matched(
        {text: found[0] if found else NEW for text, found in meant_services.items()},
        {text: found[0] if found else NEW for text, found in meant_people.items()},
        _unlike(text for text, found in meant_services.items() if not found),
        _unlike(text for text, found in meant_people.items() if not found),
        list(_several(rows, meant_services, codes, meant_people, usernames)),
    )


def unknown_services(rows: Iterable[Row], matched: Matched, services: Sequence[KnownService]) -> Iterator[RowFault]:
    """A fault for each row of a service that the office does not have."""
    new = {alike(text) for text in matched.new_services}
    codes = ", ".join(each.code for each in services)
    for row in rows:
        if alike(row.service) in new:
            yield RowFault(row.line, "unknown_service", {"value": shown(row.service), "codes": codes})


def numbered_people(rows: Iterable[Row], matched: Matched) -> Iterator[RowFault]:
    """A fault for each row whose staff is the number of a person whom the office does not have: it is no name.

    Nobody may be called by it on pages and papers, and it is not told here.
    """
    numbers = {alike(text) for text in matched.new_people if _NUMBER.fullmatch(text)}
    if numbers:
        yield from (RowFault(row.line, "number_for_name") for row in rows if alike(row.staff) in numbers)


def alike(text: str) -> str:
    """The same for texts that mean the same."""
    return tidy(text).casefold()


def _service_names(services: Sequence[KnownService]) -> Iterator[dict[str, list[int]]]:
    """By name, and by the letter of their numbers."""
    yield _gathered((name, each.id) for each in services for name in {alike(name) for name in each.names})
    yield _gathered((each.letter, each.id) for each in services)


def _gathered(named: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for name, number in named:
        found[name].append(number)
    return found


def _meant(texts: Iterable[str], tables: Sequence[Mapping[str, list[int]]]) -> dict[str, list[int]]:
    """Text -> the rows that bear it in the first of the tables in which any does."""
    folded = []
    for table in tables:
        found: dict[str, list[int]] = defaultdict(list)
        for name, ids in table.items():
            found[alike(name)] += ids
        folded.append(found)
    return {
        text: next((table[alike(text)] for table in folded if alike(text) in table), [])
        for text in dict.fromkeys(texts)
    }


def _unlike(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(alike(text), text)
    return tuple(first.values())


def _several(
    rows: Iterable[Row], services: Mapping[str, list[int]], codes: Mapping[int, str],
    people: Mapping[str, list[int]], usernames: Mapping[int, str],
) -> Iterator[RowFault]:  # fmt: skip
    for row in rows:
        if len(found := services[row.service]) > 1:
            told = ", ".join(sorted(codes[each] for each in found))
            yield RowFault(row.line, "service_twice", {"value": shown(row.service), "codes": told})
        if row.staff and len(found := people[row.staff]) > 1:
            told = ", ".join(sorted(usernames[each] for each in found))
            yield RowFault(row.line, "staff_twice", {"value": shown(row.staff), "usernames": told})
