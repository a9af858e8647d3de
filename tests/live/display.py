"""What a display shows that is sent changes: as browser/line.js does it, for tests without a browser."""

from __future__ import annotations

from typing import Any

State = dict[str, Any]


def changed(state: State, change: State) -> State:
    """The state that this one, whose mark is `change["since"]`, becomes."""
    new = {**state, **change}
    phrases = {**state["say"], **change.get("say", {})}
    new["say"] = {str(call["seq"]): phrases[str(call["seq"])] for call in new["announcements"]}
    del new["since"]
    return new


def shown_after(state: State, change: State) -> State | None:
    """What a display that shows `state` shows after a change has come; None: it asks for the whole."""
    if change["seq"] < state["seq"]:
        return state
    if change["since"] == state["mark"]:
        return changed(state, change)
    if change["mark"] == state["mark"]:
        return {**state, "seq": change["seq"], "now": change["now"]}
    return None
