"""A model as bytes and back: arrays as numpy writes them, everything else as JSON. Nothing in it can run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

import numpy as np

from queue_app.domain.citizen.learned.factors import Factors
from queue_app.domain.citizen.learned.features import NAMES
from queue_app.domain.citizen.learned.model import Figures, WaitModel
from queue_app.domain.citizen.learned.staying import Staying
from queue_app.domain.citizen.learned.trees import Trees
from queue_app.domain.citizen.learned.usual import Usual

FORM = 1  # of what is written; one that is not known is not read
_TREES = ("feature", "cut", "leaf")


def to_bytes(model: WaitModel) -> bytes:
    """All of the model."""
    words = {
        "form": FORM,
        "features": model.features,
        "usual": asdict(model.usual),
        "bases": [each.base for each in model.forests],
        "factors": asdict(model.factors),
        "figures": model.figures,
    }
    arrays: dict[str, Any] = {f"cuts{number}": cut for number, cut in enumerate(model.cuts)}
    arrays |= {f"{name}{number}": getattr(each, name) for number, each in enumerate(model.forests) for name in _TREES}
    for number, (waits, chances) in enumerate(model.staying.steps):
        arrays |= {f"waits{number}": waits, f"chances{number}": chances}
    file = BytesIO()
    np.savez_compressed(file, words=np.frombuffer(json.dumps(words).encode(), np.uint8), **arrays)
    return file.getvalue()


def from_bytes(content: bytes) -> WaitModel | None:
    """The model; None where another release wrote it for features of its own, or the bytes are damaged.

    It is learned anew at night, and the simulator does until then.
    """
    try:
        return _read(content)
    except Exception:  # noqa: BLE001 - damage shows in a dozen ways, and none of them may cost an office its promises
        return None


def _read(content: bytes) -> WaitModel | None:
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        words = json.loads(arrays["words"].tobytes())
        if words["form"] != FORM or tuple(words["features"]) != NAMES:
            return None
        groups = sum(name.startswith("waits") for name in arrays)
        return WaitModel(
            _usual(words["usual"]),
            [arrays[f"cuts{number}"] for number in range(len(NAMES))],
            [
                Trees(base, *(arrays[f"{name}{number}"] for name in _TREES))
                for number, base in enumerate(words["bases"])
            ],
            Staying([(arrays[f"waits{number}"], arrays[f"chances{number}"]) for number in range(groups)]),
            Factors({int(service): tuple(logs) for service, logs in words["factors"]["logs"].items()}),
            _figures(*words["figures"]),
        )


def _figures(legs: int, days: int, mae_s: float | None, *by_level: list[float] | None) -> Figures:
    held, pinball_s = (None if each is None else tuple(each) for each in by_level)
    return Figures(legs, days, mae_s, held, pinball_s)


def _usual(words: Mapping[str, Any]) -> Usual:
    return Usual(
        services=tuple(words["services"]),
        remaining_s={int(service): tuple(times) for service, times in words["remaining_s"].items()},
        ranks={int(server): {int(each): rank for each, rank in of.items()} for server, of in words["ranks"].items()},
        head_start_s=words["head_start_s"],
        standard_s={int(service): seconds for service, seconds in words["standard_s"].items()},
    )
