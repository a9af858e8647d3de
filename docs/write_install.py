"""Write the measures of docs/install/measures.toml into docs/install.md.

python -m docs.write_install
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from docs.rooms import ROOT

SHEET, MEASURES = ROOT / "docs" / "install.md", ROOT / "docs" / "install" / "measures.toml"
GROUPS = {
    "kiosk": "Kios / Kiosk",
    "counter": "Loket / Counter",
    "display": "Layar panggilan / Display",
    "sound": "Suara / Sound",
}
OPEN = "(to be confirmed)"
BETWEEN = re.compile(r"(<!-- measures -->\n).*(<!-- end of measures -->)", re.DOTALL)


def measures() -> list[dict[str, Any]]:
    """Every measure, in the order of the file."""
    found: list[dict[str, Any]] = tomllib.loads(MEASURES.read_text(encoding="utf-8"))["measure"]
    return found


def sheet() -> str:
    """The whole sheet, with its measures as the data says them now."""
    table = "\n".join(_table())
    return BETWEEN.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", SHEET.read_text(encoding="utf-8"))


def _table() -> Iterator[str]:
    for group, title in GROUPS.items():
        yield f"### {title}\n"
        yield "| ☐ | Yang diukur | What is measured | Ukuran / Measure | Dari / From | Hasil / Found |"
        yield "|---|---|---|---|---|---|"
        for each in measures():
            if each["group"] == group:
                source = each["source"] + ("" if each["is_confirmed"] else f" {OPEN}")
                yield f"| ☐ | {each['id']} | {each['en']} | {each['value']} | {source} | |"
        yield ""


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8")
