"""The command `antrean`, run as people run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import create_engine, text

import queue_app
from queue_app.__main__ import SERVING
from queue_app.actions.office import setup
from queue_app.cli import COMMANDS
from queue_app.domain.log import chain
from queue_app.domain.log.events import SignedIn
from queue_app.printing.sample import TOKEN
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import chain as log
from tests.factories import make_plan
from tests.servers.antrean import loaded as served
from tests.servers.loaded import Loaded
from tests.servers.program import guard


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'antrean.db'}"


@cache
def loaded() -> Loaded:
    """What every command but `serve` and `demo` imports; those are patched first."""
    return Loaded(["queue_app.cli"], is_patched=False, guard=guard("KILL"))


def antrean(url: str, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """One command in an interpreter that has loaded the program."""
    began = served if arguments[0] in SERVING else loaded
    with TemporaryDirectory() as told:
        out, errors = (Path(told) / name for name in ("out", "errors"))
        env = {**os.environ, "ANTREAN_DATABASE_URL": url}
        child = began().start(["-m", "queue_app", *arguments], log=out, errors=errors, env=env, cwd=folder)
        return subprocess.CompletedProcess(arguments, child.wait(60), out.read_text("utf-8"), errors.read_text("utf-8"))


def found_real_office(url: str) -> None:
    schema.migrate(url)
    desk = Desk(Database(url))
    setup.found_office(desk, make_plan())
    desk.database.close()


def test_version_names_the_program_and_its_version() -> None:
    """As people run it, in an interpreter that has loaded nothing."""
    told = subprocess.run([sys.executable, "-m", "queue_app", "--version"], capture_output=True, text=True, check=True)

    assert told.stdout == f"antrean {queue_app.__version__}\n"


def test_the_commands_are_told_without_loading_any_of_them(url: str) -> None:
    told = antrean(url, "--help").stdout
    loaded = "import sys, queue_app.cli; queue_app.cli.parser(()); sys.exit('sqlalchemy' in sys.modules)"

    assert [each for each in COMMANDS if each not in told.split()] == []
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def test_init_creates_a_database_at_the_newest_schema(url: str) -> None:
    done = antrean(url, "init")

    assert (done.returncode, schema.is_current(url)) == (0, True)


def test_serve_refuses_a_database_that_was_never_migrated(url: str) -> None:
    done = antrean(url, "serve")

    assert done.returncode == 1
    assert "antrean migrate" in done.stderr


def test_a_wrong_setting_stops_the_start_and_names_file_key_value_and_what_was_expected(
    url: str, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("[server]\nport = 99999\n")

    done = antrean(url, "serve", folder=tmp_path)

    assert done.returncode == 1
    assert done.stderr == "config.toml: server.port = 99999: expected a number from 1 to 65535\n"


def test_demo_prints_every_address_and_every_password(url: str) -> None:
    done = antrean(url, "demo", "--port", "8123")

    assert done.returncode == 0, done.stderr
    for part in ("/kiosk/medan", "/display/medan", "/counter", "/supervisor", "/t/", "rina", "antrean-demo", "8123"):
        assert part in done.stdout


def test_demo_starts_also_while_no_number_can_be_taken(url: str) -> None:
    antrean(url, "demo")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE service SET is_open = false"))
    engine.dispose()

    done = antrean(url, "demo")

    assert (done.returncode, "/t/" in done.stdout) == (0, False)


def test_demo_twice_keeps_the_office_that_is_there(url: str) -> None:
    antrean(url, "demo")
    antrean(url, "demo")

    with create_engine(url).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM office")).scalar() == 1


def test_simulate_refuses_an_office_that_is_not_a_demo(url: str) -> None:
    found_real_office(url)
    before = antrean(url, "verify-log").stdout

    done = antrean(url, "simulate", "--speed", "0", "--tickets", "3")

    assert done.returncode == 1
    assert "--force" in done.stderr
    assert antrean(url, "verify-log").stdout == before


def test_simulate_plays_on_a_real_office_when_forced(url: str) -> None:
    found_real_office(url)

    done = antrean(url, "simulate", "--speed", "0", "--tickets", "3", "--force")

    assert done.stdout.startswith("3 tickets")


def test_verify_log_prints_the_head_of_each_office(url: str) -> None:
    antrean(url, "demo")

    done = antrean(url, "verify-log")

    assert done.returncode == 0
    assert re.fullmatch(r"medan: \d+ events, head [0-9a-f]{64}\n", done.stdout)


def test_verify_log_names_the_first_event_that_was_changed(url: str) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "5")
    with create_engine(url).begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        connection.execute(text("UPDATE event SET data = data || ' ' WHERE seq = 1"))

    done = antrean(url, "verify-log")

    assert done.returncode == 1
    assert "broken at event 1 of office 1: changed" in done.stderr


FIRST_FINISHED = "SELECT min(id) FROM leg WHERE state = 'finished' AND started_at != ended_at"


def test_verify_log_tells_which_rows_are_not_what_the_log_tells(url: str) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "5")
    with create_engine(url).begin() as connection:
        connection.execute(text(f"UPDATE leg SET started_at = ended_at WHERE id = ({FIRST_FINISHED})"))

    done = antrean(url, "verify-log")

    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        r"medan: leg \d+: started_at is [-0-9:.+ ]+, the log tells [-0-9:.+ ]+\n"
        r"Rows of medan are not what its log tells \(1\)\. The log itself is whole\.\n",
        done.stderr,
    )


def test_verify_log_tells_no_more_than_the_first_twenty_rows(url: str) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "30")
    with create_engine(url).begin() as connection:
        connection.execute(text("DELETE FROM number_counter"))
        connection.execute(text("UPDATE ticket SET number = number + 500"))

    *told, last = antrean(url, "verify-log").stderr.splitlines()

    assert (len(told), "(20+)" in last) == (20, True)
    assert re.fullmatch(r"medan: ticket \d+: number is 501, the log tells 1", told[0])


def head_of(told: str) -> tuple[int, str]:
    """Number and hash of the last event, as a command prints it."""
    words = told.splitlines()[0].split()
    return int(words[1]), words[-1]


def rewritten_from_the_start(url: str) -> None:
    """The whole chain made anew after one event was changed, and the rows with it: by itself all is sound."""
    office = Desk(Database(url))
    with office.database.writer.transaction() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        connection.execute(text("UPDATE event SET data = replace(data, 'false', 'true')"))
        for table in ("ticket", "leg"):
            connection.execute(text(f"UPDATE {table} SET is_priority = true"))
        previous = chain.ROOT
        for link in list(log.links(connection, 1)):
            previous = chain.link_hash(previous, 1, link.seq, at=link.at, kind=link.kind, data=link.data)
            connection.execute(
                text("UPDATE event SET hash = :hash WHERE seq = :seq"), {"hash": previous, "seq": link.seq}
            )
        connection.execute(text("UPDATE chain_head SET hash = :hash"), {"hash": previous})
    office.database.close()


def sign_in(url: str) -> None:
    """One more event, of which no row tells."""
    desk = Desk(Database(url))
    with desk.transaction(1) as work:
        work.record(SignedIn(officer_id=1))
    desk.database.close()


def cut_off(url: str) -> None:
    """The last event removed with its place and time in the head: by itself the rest is sound."""
    with create_engine(url).begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_delete"))
        connection.execute(text("DELETE FROM event WHERE seq = (SELECT seq FROM chain_head)"))
        connection.execute(
            text(
                "UPDATE chain_head SET seq = seq - 1, (hash, at) = "
                "(SELECT hash, at FROM event WHERE seq = chain_head.seq - 1)"
            )
        )


@pytest.mark.parametrize(
    ("forge", "told"),
    [(rewritten_from_the_start, "The log was written anew."), (cut_off, "Its end was cut off.")],
)
def test_a_head_that_was_kept_elsewhere_shows_what_the_chain_alone_cannot(
    url: str, forge: Callable[[str], None], told: str
) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "3")
    sign_in(url)
    seq, head = head_of(antrean(url, "verify-log").stdout)
    kept = antrean(url, "verify-log", "--expect", f"medan:{seq}:{head}")

    forge(url)

    assert (kept.returncode, kept.stdout.splitlines()[1]) == (
        0,
        f"medan: event {seq} is the one that was kept elsewhere",
    )
    assert antrean(url, "verify-log").returncode == 0
    refused = antrean(url, "verify-log", "--expect", f"medan:{seq}:{head}")
    assert (refused.returncode, refused.stderr.strip().endswith(told)) == (1, True)


def test_what_is_no_head_is_not_taken_for_one(url: str) -> None:
    assert [antrean(url, "verify-log", "--expect", text).returncode for text in ("medan", "medan:1:abc", "a:b:c")] == [
        2
    ] * 3


def test_a_backup_that_is_put_back_ends_with_the_same_head(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "3")
    made = antrean(url, "backup", str(tmp_path / "b"))
    other = f"sqlite:///{tmp_path / 'other.db'}"

    restored = antrean(other, "restore", str(tmp_path / "b"))

    assert (made.returncode, restored.returncode) == (0, 0), made.stderr + restored.stderr
    assert antrean(other, "verify-log").stdout == antrean(url, "verify-log").stdout
    assert {head_of(each) for each in (made.stdout, restored.stdout)} == {head_of(antrean(url, "verify-log").stdout)}
    again = antrean(other, "restore", str(tmp_path / "b"))
    assert (again.returncode, "is not empty" in again.stderr) == (1, True)


def test_report_officers_writes_csv_and_xlsx(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    antrean(url, "simulate", "--speed", "0", "--tickets", "20")

    done = antrean(url, "report", "officers", "--from", "2026-01-01", "--to", "2100-01-01", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert sorted(Path(line).suffix for line in done.stdout.split()) == [".csv", ".csv", ".csv", ".xlsx"]


def test_init_founds_the_office_that_a_file_describes(url: str, tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text(setup.DEMO.read_text(encoding="utf-8").replace('slug = "medan"', 'slug = "binjai"'))

    done = antrean(url, "init", "--office", str(office))

    assert done.returncode == 0, done.stderr
    assert antrean(url, "verify-log").stdout.startswith("binjai: ")


def test_init_refuses_a_file_with_an_unknown_service_and_creates_nothing(url: str, tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text(setup.DEMO.read_text(encoding="utf-8").replace('services = ["REK",', 'services = ["XYZ",'))

    done = antrean(url, "init", "--office", str(office))

    assert done.returncode == 1
    line = next(n for n, text in enumerate(office.read_text().splitlines(), 1) if '"XYZ"' in text)
    assert f"line {line}: Counter ‘1’: Own work: There is no service XYZ.\n" in done.stderr
    assert not (tmp_path / "antrean.db").exists()


def test_a_database_that_was_never_migrated_is_told_in_one_line_and_without_a_traceback(url: str) -> None:
    done = antrean(url, "verify-log")

    assert done.returncode == 1
    assert done.stderr.startswith("The database did not answer as it should.")
    assert "Traceback" not in done.stderr


def test_every_fault_of_a_file_is_told_with_its_line_and_nothing_is_created(url: str, tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text('[office]\nslug = "uji"\nname = "Uji"\nzone = "Mars"\n\n[[group]]\ncode = 5\n', encoding="utf-8")

    done = antrean(url, "init", "--office", str(office))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Counter: There must be at least one.",
        "Officer: There must be at least one.",
        "line 1: Office: Address: The key address is missing.",
        "line 4: Office: Time zone: There is no time zone Mars.",
        "line 6: Group of services ‘5’: Name in Indonesian: The key name_id is missing.",
        "line 6: Group of services ‘5’: Name in English: The key name_en is missing.",
        "line 7: Group of services ‘5’: Code: This must be a text.",
        "The set-up has faults (7); nothing was changed.",
    ]
    assert not (tmp_path / "antrean.db").exists()


def test_setup_export_prints_what_setup_import_reads_back(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    file = tmp_path / "medan.toml"
    exported = antrean(url, "setup", "export").stdout
    file.write_text(exported.replace("Disdukcapil Kota Medan", "Disdukcapil Medan"), encoding="utf-8")

    done = antrean(url, "setup", "import", str(file), "--office", "medan")

    assert (done.returncode, done.stdout) == (0, f"Disdukcapil Medan: set up as {file} says.\n")
    assert antrean(url, "setup", "export", "--office", "medan").stdout == file.read_text(encoding="utf-8")
    assert "antrean-demo" not in exported


@pytest.mark.parametrize("code_page", ["cp1252", "ascii", "utf-16"])
def test_an_export_under_any_code_page_is_read_back(url: str, tmp_path: Path, code_page: str) -> None:
    found_real_office(url)
    desk = Desk(Database(url))
    setup.change(desk, 1, by=None, edit=lambda plan: replace(plan, name="Kantor “Śrī” ꦗꦮ"))
    desk.database.close()
    env = {**os.environ, "ANTREAN_DATABASE_URL": url, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}

    told = subprocess.run(
        [sys.executable, "-m", "queue_app", "setup", "export"], env=env, capture_output=True, check=True
    )

    assert "Kantor “Śrī” ꦗꦮ" in told.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_set_up_with_an_editors_mark_before_it_is_read(url: str, tmp_path: Path, encoding: str) -> None:
    office = tmp_path / "office.toml"
    office.write_text(setup.DEMO.read_text(encoding="utf-8"), encoding=encoding)

    assert antrean(url, "init", "--office", str(office)).returncode == 0
    assert antrean(url, "setup", "import", str(office)).returncode == 0


def test_setup_import_of_a_faulty_file_changes_nothing(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    before = antrean(url, "setup", "export").stdout
    file = tmp_path / "medan.toml"
    file.write_text(before.replace('role = "administrator"\n', ""), encoding="utf-8")

    done = antrean(url, "setup", "import", str(file))

    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "Officer: At least one active administrator must stay.",
    )
    assert antrean(url, "setup", "export").stdout == before


def test_setup_import_of_what_is_no_toml_says_where_and_what_the_parser_said(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    file = tmp_path / "medan.toml"
    file.write_text('[office]\nslug = "medan\n', encoding="utf-8")

    done = antrean(url, "setup", "import", str(file))

    told = "line 2: A text is not closed: its second quotation mark is missing. (Illegal character '\\n')"
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, told)


def test_setup_export_of_an_office_that_is_not_there_is_refused(url: str) -> None:
    antrean(url, "demo")

    done = antrean(url, "setup", "export", "--office", "binjai")

    assert (done.returncode, done.stderr) == (1, "There is no such office.\n")


def test_an_exported_office_is_founded_again_and_who_has_no_password_is_named(url: str, tmp_path: Path) -> None:
    antrean(url, "demo")
    file = tmp_path / "medan.toml"
    file.write_text(antrean(url, "setup", "export").stdout, encoding="utf-8")
    other = f"sqlite:///{tmp_path / 'other.db'}"

    done = antrean(other, "init", "--office", str(file))

    assert done.stdout.splitlines()[-1].startswith("Without a password, so nobody signs in with it: rina, togar,")
    assert antrean(other, "setup", "export").stdout == file.read_text(encoding="utf-8")


def test_ticket_draws_the_paper_of_an_office_in_the_width_and_language_asked_for(url: str, tmp_path: Path) -> None:
    found_real_office(url)
    file = tmp_path / "ticket.png"
    (tmp_path / "config.toml").write_text('[server]\npublic_url = "http://antrean.test"\n')

    done = antrean(url, "ticket", "--preview", str(file), "--paper", "58", "--lang", "en", folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    picture = Image.open(file)
    assert (picture.width, [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]) == (
        384, [f"http://antrean.test/t/{TOKEN}"],
    )  # fmt: skip


def test_ticket_refuses_an_office_that_is_not_there(url: str, tmp_path: Path) -> None:
    found_real_office(url)

    done = antrean(url, "ticket", "--preview", str(tmp_path / "ticket.png"), "--office", "atlantis")

    assert (done.returncode, list(tmp_path.glob("*.png"))) == (1, [])
    assert "office" in done.stderr
