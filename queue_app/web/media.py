"""What the office uploaded, as its screens fetch it; and the slides that a display shows between calls."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_file

from queue_app.actions.hall.media import Store
from queue_app.domain.hall.filetypes import MIMETYPES
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.screens import slides as shown
from queue_app.store.hall import files
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import YEAR_S, config, desk, public_screen
from queue_app.web.frame.payloads import answer

blueprint = Blueprint("media", __name__)


@blueprint.get("/files/<name>")
@Address(Right.OPEN, "An uploaded file", gives="*/*", statuses=(200, 206), refuses=(416,))
def file(name: str) -> Response:
    """One uploaded file, also in parts, as videos are asked for. Its name is the hash of its content: kept for a year.

    Open to everyone who knows the name; what is in it hangs in the waiting room.
    """
    path = files.find(Path(config().server.files_dir), name)
    if path is None:
        raise NotFound(what="file")
    response = send_file(path, mimetype=MIMETYPES[path.suffix], conditional=True, etag=path.stem, max_age=YEAR_S)
    response.cache_control.immutable = True
    return response


@blueprint.get("/display/<slug>/slides")
@Address(Right.SHOW_CALLS, "What the display shows between calls", gives=shown.Slides)
def slides(slug: str) -> Response:
    with public_screen(slug, "display") as (connection, _shown, office):
        return answer(shown.slides(connection, office, desk().clock()))


def store() -> Store:
    """Where this program keeps uploads, and how much one may hold."""
    return Store(Path(config().server.files_dir), config().server.largest_upload_mb)
