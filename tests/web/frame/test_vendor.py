"""Scripts and fonts of others: each is listed with its version, and is byte for byte what the list says."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

STATIC = Path(__file__).parents[3] / "queue_app" / "web" / "static"
LISTED = tomllib.loads((STATIC / "vendor" / "vendor.toml").read_text(encoding="utf-8"))["file"]


def test_every_shipped_file_is_the_one_that_is_listed() -> None:
    found = {each["path"]: hashlib.sha256((STATIC / each["path"]).read_bytes()).hexdigest() for each in LISTED}

    assert found == {each["path"]: each["sha256"] for each in LISTED}


def test_no_shipped_file_of_others_is_missing_in_the_list() -> None:
    shipped = {
        path.relative_to(STATIC).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).iterdir()
        if path.suffix not in {".txt", ".toml"}
    }

    assert shipped == {each["path"] for each in LISTED}


def test_a_licence_text_lies_beside_them() -> None:
    names = {path.name for folder in ("vendor", "fonts") for path in (STATIC / folder).glob("LICENSE-*.txt")}

    assert names == {
        "LICENSE-atkinson.txt", "LICENSE-htm.txt", "LICENSE-preact.txt", "LICENSE-socket.io.txt", "LICENSE-uplot.txt",
    }  # fmt: skip
