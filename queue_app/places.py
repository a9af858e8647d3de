"""Where the parts outside the package lie: beside it in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def find(name: str) -> Path:
    """The folder or file `name` (kiosk, browser, migrations, config.toml): in the package first, else beside it."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name
