"""Fixtures over the real servers. Each starts when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.servers.chromium import running_chromium
from tests.servers.postgres import Postgres, running_postgres
from tests.servers.redis import Redis, running_redis


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One cluster for all tests; ask it for create_database()."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def redis_server() -> Iterator[Redis]:
    """A server of the test's own, which it may stop and start."""
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; its pages come from browser_context."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """Pages as an Indonesian office sees them, with nothing kept from another test."""
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    yield context
    context.close()
