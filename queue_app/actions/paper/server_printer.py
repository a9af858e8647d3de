"""The printer that hangs on the server itself: each office knows of it while it is there, and no longer."""

from __future__ import annotations

from datetime import timedelta

from queue_app.store.desk import Desk
from queue_app.store.paper import printers

NAME = "Server"
GONE_AFTER = timedelta(minutes=1)  # six looks of another server at its printer


def introduce(desk: Desk, office_id: int, *, kind: str, paper_width_mm: int) -> None:
    """The office has a printer at the server, as the configuration describes it now. Raises NotFound."""
    with desk.transaction(office_id) as work:
        printers.ensure_at_server(work.connection, office_id, kind=kind, paper_width_mm=paper_width_mm, name=NAME)


def retire(desk: Desk, office_id: int) -> None:
    """This server has no printer: it goes out of use, unless another server of the database told of one lately."""
    with desk.reading() as connection:
        if printers.at_server(connection, office_id) is None:
            return  # the usual case, and no reason to lock the office
    with desk.transaction(office_id) as work:
        printers.without_server(work.connection, office_id, unseen_since=work.now - GONE_AFTER)
