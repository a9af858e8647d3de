"""The start page: which offices this program has. Reads only."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now


class Door(msgspec.Struct):
    """An office as the start page leads to it."""

    slug: str
    name: str
    has_pledge: bool  # it has written its maklumat


def doors(connection: Connection) -> list[Door]:
    """Every office of this program, the first founded first."""
    offices = (office_now(connection, each.id) for each in catalogue.offices(connection))
    return [Door(each.slug, each.name, "maklumat" in each.texts) for each in offices]
