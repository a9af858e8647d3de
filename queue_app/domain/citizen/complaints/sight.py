"""Who may see a complaint. Whoever may not is told that there is none: a refusal would tell that there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queue_app.domain.citizen.complaints.kinds import Track
from queue_app.domain.log.errors import NotAllowed, NotFound
from queue_app.domain.log.rights import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody with an account who looks."""

    officer_id: int
    role: Role


_SEES: dict[Track, frozenset[Role]] = {
    Track.SERVICE: frozenset({Role.SUPERVISOR, Role.HEAD}),
    Track.INTEGRITY: frozenset({Role.INSPECTOR}),
}
# Who is reported -> who must not see it beside them: those who stand below, and would be asked to judge their own line.
_NOT_OF: dict[Role, frozenset[Role]] = {
    Role.SUPERVISOR: frozenset({Role.SUPERVISOR}),
    Role.HEAD: frozenset({Role.SUPERVISOR, Role.HEAD}),
}


def readers(track: Track, reported: Mapping[int, Role]) -> frozenset[Role]:
    """The roles that may see it. reported: who is, with the role of today; they themselves never may.

    Where nobody of the office is left, it goes to whoever receives reports of integrity.
    """
    hidden = frozenset[Role]().union(*(_NOT_OF.get(role, frozenset()) for role in reported.values()))
    return (_SEES[track] - hidden) or _SEES[Track.INTEGRITY]


def may_see(viewer: Viewer, track: Track, reported: Mapping[int, Role]) -> bool:
    """Whether it is there at all for that person."""
    return viewer.officer_id not in reported and viewer.role in readers(track, reported)


def require_sight(viewer: Viewer, track: Track, reported: Mapping[int, Role]) -> None:
    """Raises NotFound, as for one that there is not."""
    if not may_see(viewer, track, reported):
        raise NotFound(what="complaint")


def require_handler(viewer: Viewer, handler_id: int | None) -> None:
    """Raises NotAllowed for anyone but the person who has it."""
    if viewer.officer_id != handler_id:
        raise NotAllowed
