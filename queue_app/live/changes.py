"""What a display is sent that shows one state and is to show another: only what is new in it (decision 13)."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]  # a whole DisplayState as `screens.state.plain` tells it

ALWAYS = ("seq", "now", "mark")


def is_same(whole: Plain, shown: Plain) -> bool:
    return (whole["seq"], whole["mark"]) == (shown["seq"], shown["mark"])


def change(shown: Plain, whole: Plain) -> Plain:
    """The fields of `whole` that `shown` has otherwise, and in `since` the mark of that one.

    Of the phrases only those of calls that `shown` had no such words for: the others are kept by whoever shows it, as
    long as `announcements` names them.
    """
    new = {name: value for name, value in whole.items() if name in ALWAYS or value != shown[name]}
    if "say" in new:
        new["say"] = {number: words for number, words in new["say"].items() if shown["say"].get(number) != words}
    if new.get("say") == {}:
        del new["say"]
    return {**new, "since": shown["mark"]}
