"""What the publication sheet of PermenPANRB 14/2017 says, for the page, the PDF and the list: words, not numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from queue_app.domain.citizen.survey.frozen import Frozen, FrozenService, recount
from queue_app.domain.citizen.survey.grades import performance
from queue_app.domain.citizen.survey.ikm import Ikm, Weight
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.citizen.survey.sample import target
from queue_app.reports.survey import words
from queue_app.reports.survey.words import FIELDS, NONE, WEIGHTS, choice, in_order
from queue_app.texts import translate

TITLE = "COMMUNITY SATISFACTION INDEX (IKM)"
THANKS = (
    "THANK YOU FOR YOUR RATING",
    "YOUR ANSWERS HELP OUR UNIT TO GROW AND TO KEEP IMPROVING THE QUALITY OF ITS SERVICE TO THE PUBLIC",
)


@dataclass(frozen=True, slots=True)
class UnsurLine:
    """name: U3 Waktu Penyelesaian. width: of a bar, 0 to 100. is_lowest: of the lowest NRR."""

    name: str
    nrr: str
    index: str
    grade: str
    n: int
    width: int
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """index, grade: "" where too few answered."""

    name: str
    n: str
    index: str
    grade: str


@dataclass(frozen=True, slots=True)
class Poster:
    """groups: name of a field -> what was said, how many. interval: low and high."""

    office: str
    title: str
    period: str
    name: str
    days: str
    index: str
    grade: str
    performance: str
    interval: tuple[str, str] | None
    n: str
    asked: str
    target: str
    groups: Mapping[str, Sequence[tuple[str, str]]]
    unsur: Sequence[UnsurLine]
    services: Sequence[ServiceLine]
    weight: str
    thanks: Sequence[str]


def poster(frozen: Frozen, *, lang: str) -> Poster:
    """Of what was frozen; its index is counted anew from the frozen answers."""
    found, period = _counted(frozen), read(frozen.period)
    return Poster(
        office=frozen.office,
        title=translate(lang, TITLE),
        period=words.period_title(period, lang=lang),
        name=words.period_name(period, lang=lang),
        days=words.days_of(period, lang=lang),
        index=_two(found.shown, lang),
        grade=found.grade,
        performance=performance(found.grade, lang),
        interval=None if found.low is None else (_two(found.low, lang), _two(found.high, lang)),
        n=words.number(found.n, lang=lang),
        asked=words.number(frozen.invited, lang=lang) if frozen.invited else NONE,
        target=words.number(target(frozen.invited), lang=lang) if frozen.invited else NONE,
        groups={translate(lang, FIELDS[field]): _said(frozen, field, lang) for field in FIELDS},
        unsur=unsur_lines(found, lang=lang),
        services=[_service(each, lang) for each in frozen.services],
        weight=weight_told(frozen, lang=lang),
        thanks=[translate(lang, each) for each in THANKS],
    )


def unsur_lines(found: Ikm, *, lang: str) -> list[UnsurLine]:
    """In the order of the list."""
    least = min(each.nrr for each in found.unsur.values())
    is_even = all(each.nrr == least for each in found.unsur.values())
    return [
        UnsurLine(
            words.unsur(code), words.number(each.nrr, 3, lang=lang), _two(each.shown, lang), each.grade, each.n,
            round((each.shown - 25) / Decimal("0.75")), each.nrr == least and not is_even,
        )
        for code, each in found.unsur.items()
    ]  # fmt: skip


def weight_told(frozen: Frozen, *, lang: str) -> str:
    """The footnote of the weight; of a rounded one also what 1/9 would have given."""
    weight = Weight(frozen.weight)
    exact = _counted(replace(frozen, weight=Weight.NINTH.value))
    return translate(lang, WEIGHTS[weight], ninth=f"{_two(exact.shown, lang)} ({exact.grade})")


def made_name(frozen: Frozen, version: int) -> str:
    """Of a file: ikm-2026-Q4, and -2 of its second version."""
    return f"ikm-{frozen.period}" + (f"-{version}" if version > 1 else "")


def _counted(frozen: Frozen) -> Ikm:
    found = recount(frozen)
    assert found is not None  # noqa: S101 - nothing else is published
    return found


def _said(frozen: Frozen, field: str, lang: str) -> list[tuple[str, str]]:
    counts = frozen.respondents.get(field, {})
    ordered = in_order(field, counts)
    return [(choice(field, code, lang=lang), words.number(counts[str(code)], lang=lang)) for code in ordered]


def _service(each: FrozenService, lang: str) -> ServiceLine:
    name = (each.name_en if lang == "en" else each.name_id) or translate(lang, "service not said")
    index = _two(Decimal(each.ikm), lang) if each.ikm else ""
    return ServiceLine(name, words.number(each.n, lang=lang), index, each.grade)


def _two(value: Decimal | None, lang: str) -> str:
    return NONE if value is None else words.number(value, 2, lang=lang)
