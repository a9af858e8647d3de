"""The start page: which offices this program has. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now


class Door(msgspec.Struct):
    """An office as the start page leads to it."""

    slug: str
    name: str
    has_pledge: bool  # it has written its maklumat


FEW = 8  # offices; more are listed by name and looked for


def doors(connection: Connection) -> list[Door]:
    """Every office of this program, the first founded first."""
    offices = (office_now(connection, each.id) for each in catalogue.offices(connection))
    return [Door(each.slug, each.name, "maklumat" in each.texts) for each in offices]


def named(offices: Sequence[Door], sought: str) -> list[Door]:
    """Those whose name or address word has each of these words in it, by name; all of them where nothing is sought."""
    words = sought.casefold().split()
    found = [each for each in offices if all(word in f"{each.name} {each.slug}".casefold() for word in words)]
    return sorted(found, key=lambda each: (each.name.casefold(), each.slug))
