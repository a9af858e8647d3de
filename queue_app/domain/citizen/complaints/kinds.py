"""What people bring: kinds, categories, the class of each category, and the two tracks."""

from __future__ import annotations

from enum import StrEnum


class Track(StrEnum):
    SERVICE = "service"  # the office answers for it
    INTEGRITY = "integrity"  # bribes and the like: only who receives such reports sees it


class Kind(StrEnum):
    COMPLAINT = "complaint"
    INFORMATION = "information"  # a request to be told something
    IDEA = "idea"  # saran
    THANKS = "thanks"  # apresiasi
    ASPIRATION = "aspiration"


class Group(StrEnum):
    """The classes of SP4N-LAPOR!, each with days of its own."""

    INFORMATION = "information"
    COMPLAINT = "complaint"  # tidak berkadar pengawasan
    OVERSIGHT = "oversight"  # berkadar pengawasan: bribes, corruption, abuse of office
    ASPIRATION = "aspiration"


class Category(StrEnum):
    WAITING = "waiting"
    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    COST = "cost"  # of what the tariff says
    RESULT = "result"
    ATTITUDE = "attitude"
    FACILITY = "facility"
    OTHER = "other"
    BRIBE = "bribe"  # pungli, gifts
    CORRUPTION = "corruption"
    ABUSE = "abuse"  # of office, or of a person's data


class Via(StrEnum):
    PAGE = "page"
    KIOSK = "kiosk"
    COUNTER = "counter"
    PAPER = "paper"


SEEN_BY_STAFF = frozenset({Via.COUNTER, Via.PAPER})  # whoever took it in has read its code
INTEGRITY = (Category.BRIBE, Category.CORRUPTION, Category.ABUSE)
OF_TRACK: dict[Track, tuple[Category, ...]] = {
    Track.SERVICE: tuple(each for each in Category if each not in INTEGRITY),
    Track.INTEGRITY: INTEGRITY,
}
KINDS_OF_TRACK: dict[Track, tuple[Kind, ...]] = {Track.SERVICE: tuple(Kind), Track.INTEGRITY: (Kind.COMPLAINT,)}
_GROUPS: dict[Kind, Group] = {
    Kind.COMPLAINT: Group.COMPLAINT,
    Kind.INFORMATION: Group.INFORMATION,
    Kind.IDEA: Group.ASPIRATION,
    Kind.THANKS: Group.ASPIRATION,
    Kind.ASPIRATION: Group.ASPIRATION,
}


def track_of(category: Category) -> Track:
    """The track on which a category goes, whatever the sender thought."""
    return Track.INTEGRITY if category in INTEGRITY else Track.SERVICE


def group_of(kind: Kind, category: Category) -> Group:
    """The class by which its days are counted: what tells of a bribe counts as that, however it was called."""
    return Group.OVERSIGHT if category in INTEGRITY else _GROUPS[kind]
