"""Pictures sent along with a complaint: nothing of the camera, the place or the person is kept."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from sqlalchemy import insert

from queue_app.actions.citizen.complaints import attachments
from queue_app.domain.citizen.complaints.attachments import MB
from queue_app.domain.citizen.complaints.codes import PURPOSE
from queue_app.domain.citizen.complaints.states import State
from queue_app.domain.log.errors import LargeFile, LargePicture, QueueError, UnreadablePicture
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.domain.log.voice_errors import FileIsHeic, FileIsNoPicture, FileIsPdf, TooManyFiles
from queue_app.store.backup import contents
from queue_app.store.citizen.complaints import files
from queue_app.store.citizen.complaints.tables import Complaint
from queue_app.store.sealing import Seal
from tests.offices import Office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of uploads, which is there only once something was."""
    return tmp_path / "files"


GPS, MAKER, PLACE = 0x8825, 0x010F, (3.0, 35.0, 47.0)  # Medan
CODE = "ABCDEFGHJK"


def photograph() -> bytes:
    """As a telephone takes it: with its maker, the place, a thumbnail's room and a remark."""
    marks = Image.Exif()
    marks[MAKER] = "Telepon Budi"
    marks[GPS] = {1: "N", 2: PLACE, 3: "E", 4: (98.0, 40.0, 20.0)}
    written = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(written, "JPEG", exif=marks, comment=b"difoto oleh Budi")
    return written.getvalue()


def drawing() -> bytes:
    marks, written = PngImagePlugin.PngInfo(), io.BytesIO()
    marks.add_text("Author", "Budi")
    Image.new("RGBA", (64, 48), "teal").save(written, "PNG", pnginfo=marks, icc_profile=b"Budi")
    return written.getvalue()


def lodged(office: Office) -> str:
    """A complaint; answers its code."""
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(
            insert(Complaint).values(
                id=7, office_id=office.office_id, state=State.RECEIVED, received_on=work.today, version=0,
                code_mark=office.desk.seal.mark(PURPOSE, CODE), content=b"", handling=b"",
            )
        )  # fmt: skip
    return CODE


@pytest.mark.parametrize(("sent", "kind"), [(photograph(), "JPEG"), (drawing(), "PNG")])
def test_a_picture_is_kept_without_place_camera_and_remark(
    office: Office, folder: Path, sent: bytes, kind: str
) -> None:
    assert b"Budi" in sent
    (stored,) = attachments.store(office.desk, folder, [sent])

    kept = office.desk.seal.open_bytes((folder / stored.stored_as).read_bytes())

    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (64, 48), {})
        assert not {"exif", "comment", "icc_profile", "Author"} & set(picture.info)
    assert b"Budi" not in kept


def test_a_kept_picture_has_no_name_of_its_own_and_opens_under_no_other_key(office: Office, folder: Path) -> None:
    stored = attachments.store(office.desk, folder, [photograph(), photograph()])

    assert len({each.stored_as for each in stored}) == 2  # equal pictures are not known as equal
    assert {oct(each.stat().st_mode & 0o777) for each in folder.iterdir()} == {"0o600"}
    with pytest.raises(SealBroken):
        Seal.fresh().open_bytes((folder / stored[0].stored_as).read_bytes())


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 20, FileIsHeic),
        (b"%PDF-1.7 Budi", FileIsPdf),
        (b"<html><script>alert(1)</script>", FileIsNoPicture),
        (b"", FileIsNoPicture),
        (b"\xff\xd8\xff" + b"\0" * (8 * MB), LargeFile),
        (b"\x89PNG\r\n\x1a\n spoilt", UnreadablePicture),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(
    office: Office, folder: Path, sent: bytes, refusal: type[QueueError]
) -> None:
    with pytest.raises(refusal):
        attachments.store(office.desk, folder, [sent])

    assert not folder.exists()


def test_a_picture_that_unpacks_into_too_much_is_refused(office: Office, folder: Path) -> None:
    bomb = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")

    with pytest.raises(LargePicture):
        attachments.store(office.desk, folder, [bomb.getvalue()])


def test_a_complaint_has_three_pictures_at_most(office: Office, folder: Path) -> None:
    code = lodged(office)
    with pytest.raises(TooManyFiles):
        attachments.store(office.desk, folder, [drawing()] * 4)

    for _ in range(2):
        stored = [files.write(folder, office.desk.seal, b"x", kind="image/png") for _ in range(2)]
        attachments.attach(office.desk, office.office_id, code=code, stored=stored)

    with office.desk.reading() as connection:
        assert [each.size for each in files.of_complaint(connection, 7)] == [1, 1, 1]


def test_a_file_is_read_again_and_belongs_into_the_backup(office: Office, folder: Path) -> None:
    stored = files.write(folder, office.desk.seal, b"x", kind="image/png")
    attachments.attach(office.desk, office.office_id, code=lodged(office), stored=[stored])

    with office.desk.reading() as connection:
        (row,) = files.of_complaint(connection, 7)
        found = files.one(connection, office.office_id, row.id)
        assert contents.read(connection).uploads == {stored.stored_as}

    assert files.read(folder, office.desk.seal, found) == b"x"


def test_what_no_complaint_took_is_gone_after_a_day(office: Office, folder: Path) -> None:
    taken, lost, fresh = (files.write(folder, office.desk.seal, b"x", kind="image/png") for _ in range(3))
    attachments.attach(office.desk, office.office_id, code=lodged(office), stored=[taken])
    for each in (taken, lost):
        os.utime(folder / each.stored_as, (time.time() - 2 * 24 * 3600,) * 2)

    assert attachments.forget_unused(office.desk, folder) == 1

    assert {each.name for each in folder.iterdir()} == {taken.stored_as, fresh.stored_as}
