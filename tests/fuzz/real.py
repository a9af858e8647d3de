"""What is real in the office, to be put into requests: made of chance alone, they would end at the first refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from random import Random
from typing import Any

from queue_app.actions.office import setup
from queue_app.domain.office.hours import CLOSINGS
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED
from queue_app.domain.queue.outcomes import CANCELS, HOLDS, OUTCOMES, PICKS
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.store.hall.tables import Device
from queue_app.store.queue.tables import Leg, Ticket
from tests.factories import PASSWORD
from tests.fuzz.life import FAIR, FASTING, HOLIDAY, Life
from tests.offices import Office

OFTEN = 0.9
MOSTLY = 6  # times as often as any other choice: what is chosen now
Values = Callable[[Life], Iterable[Any]]


def just(*values: Any) -> Values:
    return lambda _life: values


def of_office(found: Callable[[Office], Iterable[Any]]) -> Values:
    return lambda life: found(life.site.office)


def _file(office: Office) -> list[str]:
    """The set-up as it is, with another name, and with a fault."""
    text = setup.export(setup.current(office.desk, office.office_id))
    return [text, text.replace("Kantor Uji", "Kantor Lain"), text.replace("08.00", "25.00")]


def _legs(office: Office) -> list[int]:
    """Those at a counter before all others."""
    at_counter, rest = office.rows(Leg.id, Leg.state.in_(AT_COUNTER)), office.rows(Leg.id, Leg.state.not_in(ENDED))
    return at_counter * MOSTLY + rest[-4:] + office.rows(Leg.id)[-3:]


services, counters, officers, file = (
    of_office(lambda office: office.services.values()),
    of_office(lambda office: office.counters.values()),
    of_office(lambda office: office.officers.values()),
    of_office(_file),
)
DAYS = just("2026-11-23", "2026-11-20", "0001-01-01", "9999-12-31")
REAL: dict[str, Values] = {  # name of a field or a blank -> what it may really hold
    "leg_id": of_office(_legs),
    "token": of_office(lambda office: office.rows(Ticket.token)[-3:]),
    "device_id": of_office(lambda office: office.rows(Device.id)),
    "code": of_office(lambda office: [*office.rows(Device.code, Device.code.is_not(None)), "KTP", "AKTA"]),
    "service_id": services, "next_service_id": services, "counter_id": counters, "officer_id": officers,
    "officer": officers, "slug": just("uji"), "day": DAYS, "year": just(2026, 2027),
    "username": lambda life: [life.username or "wati"], "password": just(PASSWORD), "old": just(PASSWORD),
    "new": just(PASSWORD), "again": just(PASSWORD), "outcome": just(*OUTCOMES), "priority": just(*CATEGORIES, None),
    "before": just(5), "party": just(2),
    "documents": just(1), "q": just("A001", "b2"), "name": just("Kiosk 1", "base.css"), "missing": just(["KK"]),
    "key": just("press-of-the-fuzz"), "file": file, "text": file, "found": just("0", "1", "2"),
}  # fmt: skip
KEYS = {  # list of the set-up -> what its things are known by
    "groups": ("umum",), "services": ("KTP", "AKTA"), "counters": ("1", "2"), "zones": ("l1", "l2"),
    "officers": ("wati", "joko", "tini"),
    "seasons": (f"{FASTING}",), "special-days": (f"{FAIR}",), "holidays": (f"{HOLIDAY} Natal",),
}  # fmt: skip

FRESH = {  # a field of the set-up that is empty -> what a new thing may be
    "code": "BARU", "number": "7", "username": "baru", "name": "Nama Baru", "name_id": "Nama", "name_en": "Name",
    "password": "kata-sandi-baru-1", "day": "2026-12-31", "first": "2027-03-10", "last": "2027-03-12", "series": "C",
    "valid_from": "2026-12-01", "standard_minutes": "10", "hours": "09.00-10.00", "normal-sat": "08.00-10.00",
}  # fmt: skip
REASONS = {  # last word of an address -> what may be said there
    "hold": HOLDS, "cancel": CANCELS, "call": PICKS, "call-service": PICKS, "pause": BREAKS, "close": CLOSINGS,
}  # fmt: skip


def plant(life: Life, chance: Random, part: object, *, path: str) -> None:
    """Puts what is real into all or most of the fields of one part of a request (its body, its address)."""
    if not isinstance(part, dict):
        return
    real, often = real_at(life, path), chance.choice([OFTEN, 1])
    for name in sorted(set(part) & set(real)):
        found = list(real[name](life))
        if found and chance.random() < often:
            part[name] = chance.choice(found)


def real_at(life: Life, path: str) -> dict[str, Values]:
    """REAL, with what this very address, or the form of its page, knows better."""
    words = path.split("/")
    if words[1] == "admin" and len(words) > 2:
        shown = {} if "{" in path else fields_of(life, path)
        typed = {name: just(*(values if any(values) else [FRESH.get(name, "")])) for name, values in shown.items()}
        return {**REAL, "key": just(*KEYS.get(words[2], ())), **typed}
    return {**REAL, "reason": just(*REASONS.get(words[-1], ()))}


def fields_of(life: Life, path: str) -> dict[str, list[str]]:
    """Name of each field of the page's form -> what may be sent: what stands in it, or what is to be chosen."""
    if path not in life.shown:
        fields = Fields()
        fields.feed(life.visitor.get(path).text)
        life.shown[path] = fields.found
    return life.shown[path]


class Fields(HTMLParser):
    """The fields of a page's forms."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._name = given.get("name", "") if tag in {"select", "textarea"} else self._name
        name = self._name if tag == "option" else given.get("name", "") if tag in {"input", "button"} else ""
        if name and name != "csrf_token" and given.get("type") != "file":
            times = MOSTLY if {"selected", "checked"} & set(given) else 1
            self.found.setdefault(name, []).extend([given.get("value", "")] * times)

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() is not None and self.lasttag == "textarea":
            self.found.setdefault(self._name, []).append(data.strip())
