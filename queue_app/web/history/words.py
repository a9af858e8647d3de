"""Figures as people read them: with the comma and the point of their language, and in words where they say nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from queue_app.domain.evidence.counted import LEAST
from queue_app.reports.columns import Unit
from queue_app.reports.spreadsheet import Value
from queue_app.store.evidence.answers import By
from queue_app.texts import short_date, translate

NOTHING = "–"
TOO_FEW = "too few"
BY: Mapping[str, str] = {By.DAY: "by day", By.WEEK: "by week", By.MONTH: "by month"}


def decimal(value: float, *, lang: str) -> str:
    """12,5 and 1.234: one decimal of what is no count."""
    return str(format_decimal(value, "#,##0" if isinstance(value, int) else "#,##0.0", locale=lang))


def too_few(n: int, *, lang: str) -> str:
    """In place of a figure with fewer cases than tell anything."""
    return translate(lang, "not enough data (n = {n}; {least} are needed)", n=decimal(n, lang=lang), least=LEAST)


SHOWN: Mapping[Unit, Callable[[Value, str], str]] = {
    "text": lambda value, _lang: str(value),
    "day": lambda value, lang: short_date(date.fromisoformat(str(value)), lang=lang),
}


def shown(value: Value, unit: Unit, *, lang: str) -> str:
    """One cell of a table."""
    if value is None:
        return NOTHING if unit == "mean" else translate(lang, TOO_FEW)
    if unit in SHOWN:
        return SHOWN[unit](value, lang)
    return decimal(float(value) if unit != "count" else int(value), lang=lang)


def brief_day(day: date, *, lang: str) -> str:
    """Below a plot: 29 Nov."""
    return str(format_date(day, "d MMM", locale=lang))
