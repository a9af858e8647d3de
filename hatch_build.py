"""What a wheel carries beside the package.

Pages, clips, migrations and settings stand at the root of the repository and inside the package in a wheel. A plain
force-include would copy them for an editable installation too, where the copies would grow stale.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("kiosk", "display", "browser", "migrations", "config.toml")


class CarryIntoPackage(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update({name: f"queue_app/{name}" for name in CARRIED})
