"""Insert, or change the row that is there: each kind of database has its own words for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

UPSERT: dict[str, Any] = {"sqlite": upsert_sqlite, "postgresql": upsert_postgresql}  # by the dialect's name
