"""Where a server answers, as the settings and the command line say."""

from __future__ import annotations

import argparse
from dataclasses import replace

from queue_app import machine
from queue_app.config import Config


def port_option(parser: argparse.ArgumentParser) -> None:
    """Of a command that serves."""
    parser.add_argument("--port", type=int, help="instead of server.port")


def at_port(config: Config, port: int | None) -> Config:
    """The settings, with the port that was asked for."""
    return replace(config, server=replace(config.server, port=port)) if port else config


def link_base(config: Config) -> str:
    """The address that a browser on this computer reaches, without a slash at its end."""
    return config.server.public_url.rstrip("/") or f"http://localhost:{config.server.port}"


def phone_base(config: Config) -> str:
    """The address that phones reach; "" where none is known."""
    address = machine.lan_address()
    return config.server.public_url.rstrip("/") or (f"http://{address}:{config.server.port}" if address else "")
