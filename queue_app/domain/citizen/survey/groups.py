"""Which groups of answers may be shown: large enough, and so that nothing hidden can be computed from what is shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
MIN_GROUP = 10  # answers; PermenPANRB names none
MIN_OFFICER = 30  # answers about one officer; the same


def shown_groups(counts: Mapping[Key, int], least: int = MIN_GROUP) -> set[Key]:
    """The groups of one whole that may be shown beside it.

    A group below `least` is hidden. Whoever knows the whole and takes away what is shown knows the hidden rest; so the
    rest, too, has to be nobody or at least `least`, or the smallest of what was to be shown is hidden with it.
    Works for months within a quarter as for services within an office.
    """
    large = {key for key, count in counts.items() if count >= least}
    return large - {*hidden_with(counts, large, least)}


def hidden_with(counts: Mapping[Key, int], can: set[Key], least: int = MIN_GROUP) -> list[Key]:
    """The smallest of those that could be shown, until the rest of the whole is nobody or at least `least`."""
    rest = sum(count for key, count in counts.items() if key not in can)
    found = []
    for key in sorted(can, key=lambda each: (counts[each], str(each))):
        if rest == 0 or rest >= least:
            break
        found.append(key)
        rest += counts[key]
    return found
