"""config.toml says every setting and its default; what is wrong in it stops the start with the place named."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from queue_app.config import Config, load
from queue_app.domain.log.errors import ConfigError
from queue_app.store import schema

SHIPPED = Path(__file__).parents[1] / "config.toml"


def in_file(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_has_every_setting_with_its_default() -> None:
    written = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))

    assert written == {**asdict(Config()), "database": {"url": "sqlite:///data/antrean.db", "away_s": 4.0}}


def test_every_setting_has_a_line_of_meaning() -> None:
    lines = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if " = " in line and line[0] != "#"]

    assert len(lines) == sum(len(fields(section)) for section in asdict_sections())
    assert [line for line in lines if len(line.partition(" # ")[2].split()) < 2 and "level" not in line] == []


def asdict_sections() -> list[Any]:
    config = Config()
    return [getattr(config, field.name) for field in fields(config) if is_dataclass(getattr(config, field.name))]


def test_an_empty_file_is_the_defaults_seen_from_its_folder(tmp_path: Path) -> None:
    config = load(in_file(tmp_path, ""), environ={})

    assert config.database.url == f"sqlite:///{tmp_path}/data/antrean.db"
    assert config.server.secret_file == f"{tmp_path}/data/secret.key"
    assert config.push.key_file == f"{tmp_path}/data/push.key"
    resolved = {"database": 0, "server": 0, "push": 0}
    assert {**asdict(config), **resolved} == {**asdict(Config()), **resolved}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_that_an_editor_put_before_the_file_is_no_fault(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "config.toml").write_text("[server]\nport = 8001\n", encoding=encoding)

    assert load(tmp_path / "config.toml", environ={}).server.port == 8001


@pytest.mark.parametrize("folder", ["Program%20Files", "a?b=c", "#1 & 100%", "kantor ü"])
def test_the_database_lies_in_the_folder_of_its_config_whatever_the_folder_is_called(
    tmp_path: Path, folder: str
) -> None:
    here = tmp_path / folder
    here.mkdir()

    schema.migrate(load(in_file(here, ""), environ={}).database.url)

    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.db")] == [f"{folder}/data/antrean.db"]


WRONG = [
    ("[server]\nport = 0", "server.port", "0", "a number from 1 to 65535"),
    ("[server]\nport = 70000", "server.port", "70000", "a number from 1 to 65535"),
    ('[server]\nport = "8000"', "server.port", "8000", "a whole number"),
    ("[server]\nport = true", "server.port", "True", "a whole number"),
    ("[server]\nport = 80.0", "server.port", "80.0", "a whole number"),
    ("[server]\nhost = 1", "server.host", "1", "a text"),
    ('[server]\npublic_url = "antrean.id"', "server.public_url", "antrean.id", 'empty, or "http(s)://host"'),
    ("[server]\nproxies = 9", "server.proxies", "9", "a number from 0 to 5"),
    ('[live]\nredis_url = "http://x"', "live.redis_url", "http://x", 'empty, or "redis://host:port/0"'),
    ("[push]\nis_on = true", "push.contact", "", "a mail address"),
    ('[push]\nservices = ["push.id"]', "push.services", "['push.id']", 'origins, as "https://*.push.apple.com"'),
    ('[mail]\nhost = "mx"', "mail.sender", "", "a mail address"),
    ('[mail]\nhost = "mx"\nsender = "a@b"\nheads_to = "arsip"', "mail.heads_to", "arsip", "a mail address"),
    ('[recap]\nat = "24:00"', "recap.at", "24:00", 'a time of day, "18:00"'),
    ('[recap]\nat = "6 sore"', "recap.at", "6 sore", 'a time of day, "18:00"'),
    ('[sign]\nprovider = "bsre"', "sign.provider", "bsre", "one of none"),
    ('[recap]\nlang = "jv"', "recap.lang", "jv", "one of id, en"),
    ("[live]\nbeat_s = 0", "live.beat_s", "0.0", "a number from 0.1 to 60"),
    ('[live]\nwatch_s = "1"', "live.watch_s", "1", "a number"),
    ("[privacy]\nnote_days = 0", "privacy.note_days", "0", "a number from 1 to 365"),
    ("[kiosk]\nreturn_s = 1", "kiosk.return_s", "1", "a number from 5 to 120"),
    ("[display]\nunheard_s = 900", "display.unheard_s", "900", "a number from 3 to 120"),
    ('[printing]\nkind = "fax"', "printing.kind", "fax",
     "one of none, dummy, file, network, usb, serial, cups, windows"),
    ("[printing]\npaper_width_mm = 70", "printing.paper_width_mm", "70", "one of 58, 80"),
    ("[printing]\ncut = 1", "printing.cut", "1", "true or false"),
    ("[sign_in]\ntries = 0", "sign_in.tries", "0", "a number from 1 to 1000"),
    ('[log]\nlevel = "LOUD"', "log.level", "LOUD", "one of DEBUG, INFO, WARNING, ERROR"),
    ("[privacy]\ndays = 2", "privacy.days", "2",
     "one of note_days, rating_days, request_days, press_key_days, session_days"),
    ("kiosk = 3", "kiosk", "3", "a section"),
    ("[printer]\nkind = 1", "printer", "{'kind': 1}",
     ("one of server, database, live, privacy, evidence, kiosk, display, printing, sign_in, oidc, mail, recap, "
      "backup, complaints, push, hooks, city, sign, log, metrics")),
    ('[database]\nurl = "antrean"', "database.url", "antrean", "a database address"),
    ('[database]\nurl = "mysql://x/y"', "database.url", "mysql://x/y", "sqlite or postgresql+psycopg"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "value", "expected"), WRONG, ids=[f"{case[1]}={case[2]}" for case in WRONG])
def test_a_wrong_setting_is_named_with_file_key_value_and_what_was_expected(
    tmp_path: Path, text: str, key: str, value: str, expected: str
) -> None:
    path = in_file(tmp_path, text)

    with pytest.raises(ConfigError) as refusal:
        load(path, environ={})

    assert str(refusal.value) == f"{path}: {key} = {value}: expected {expected}"


@pytest.mark.parametrize(("written", "expected"), [(b"[server", "valid TOML"), (b"\xff", "valid TOML")])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, written: bytes, expected: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(written)

    with pytest.raises(ConfigError) as refusal:
        load(path, environ={})

    assert (refusal.value.data["file"], refusal.value.data["expected"]) == (path, expected)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refusal:
        load(None, environ={"ANTREAN_CONFIG": str(tmp_path / "none.toml")})

    assert refusal.value.data["expected"] == "a readable file"


def test_the_environment_names_the_file_and_the_database(tmp_path: Path) -> None:
    path = in_file(tmp_path, '[server]\nport = 8123\n[database]\nurl = "sqlite:///own.db"\naway_s = 7')
    url = "postgresql+psycopg://antrean@db/antrean"

    config = load(None, environ={"ANTREAN_CONFIG": str(path), "ANTREAN_DATABASE_URL": url})

    assert (config.server.port, config.database.url, config.database.away_s) == (8123, url, 7)


def test_whole_numbers_stand_for_numbers(tmp_path: Path) -> None:
    config = load(in_file(tmp_path, "[live]\nwatch_s = 2"), environ={})

    assert repr(config.live.watch_s) == "2.0"
