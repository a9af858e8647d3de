"""The computers that own a printer, when they come."""

from __future__ import annotations

from queue_app.domain.log.errors import NotPaired
from queue_app.store.desk import Desk
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.paper import printers


def arrived(desk: Desk, device: DeviceRow, *, kind: str, paper_width_mm: int, version: str) -> int:
    """The printer of a paired computer, with what its program says of it. Raises NotPaired when it has none."""
    with desk.reading() as connection:
        found = printers.of_device(connection, device.id)
    if found is None:
        raise NotPaired
    if (found.kind, found.paper_width_mm, found.version) != (kind, paper_width_mm, version):
        with desk.transaction(device.office_id) as work:
            printers.describe(work.connection, found.id, kind=kind, paper_width_mm=paper_width_mm, version=version)
    return found.id
