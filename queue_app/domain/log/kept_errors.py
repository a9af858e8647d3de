"""Refusals about what is kept elsewhere: the heads of logs, and backups."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class LogCut(QueueError):
    """The log of {office} ends at event {seq}; the head kept elsewhere is event {expected}. Its end was cut off."""

    code = "log_cut"


class LogRewritten(QueueError):
    """Event {seq} of {office} is not the one whose hash was kept elsewhere. The log was written anew."""

    code = "log_rewritten"


class RowsDiffer(QueueError):
    """Rows of {office} are not what its log tells ({count}). The log itself is whole."""

    code = "rows_differ"


class BackupFailed(QueueError):
    """No backup was made, and nothing is left of it: {reason}"""  # noqa: D400 - ends with the data

    code = "backup_failed"


class RestoreFailed(QueueError):
    """Nothing was put back: {reason}"""  # noqa: D400 - ends with the data

    code = "restore_failed"


class FileInTheWay(QueueError):
    """{file} is there already and is no backup. Nothing was written; name another file."""

    code = "file_in_the_way"


class DamagedBackup(QueueError):
    """{file} is no backup, or was cut off or damaged, and nothing was put back: {fault}"""  # noqa: D400 - data

    code = "damaged_backup"


class OtherDatabase(QueueError):
    """{file} holds a database of {held}; config.toml names one of {wanted}. Nothing was put back."""

    code = "other_database"


class NewerBackup(QueueError):
    """{file} was made by version {version}, which is newer. Install that version first; nothing was put back."""

    code = "newer_backup"


class NotEmpty(QueueError):
    """{database} is not empty, so nothing was put back. Move it away, or name another one in config.toml."""

    code = "not_empty"


class KeyUnusable(QueueError):
    """The key of the backups cannot be used: {reason}. `antrean backup --new-key` makes one."""

    code = "key_unusable"


class KeyInTheWay(QueueError):
    """There is a key in {file} already, and backups may be closed under it. Nothing was written."""

    code = "key_in_the_way"


class KeyWanted(QueueError):
    """{file} is closed under the key {wanted}, so nothing was read of it. Name the file of that key: --key FILE"""  # noqa: D400 - as typed

    code = "key_wanted"


class OtherKey(QueueError):
    """{file} is closed under the key {wanted}; the key that was given is {given}. Nothing was read of it."""

    code = "other_key"


class NoRoom(QueueError):
    """No backup was made: {needed_mb} MB must be free in {folder}, and {free_mb} MB are."""

    code = "no_room"


class BareDatabase(QueueError):
    """{file} is no backup but a database itself. If it was copied while the server ran, its last changes are missing; take a backup."""  # noqa: E501 - one sentence

    code = "bare_database"


class BareWithoutLog(QueueError):
    """{file} is a database that was copied while it was in use, without the {file}-wal beside it, which holds its last changes. Look for that file where this one was copied from, or take a backup."""  # noqa: E501 - one sentence

    code = "bare_without_log"


class NoRehearsal(QueueError):
    """The rehearsal could not begin: {reason}"""  # noqa: D400 - ends with the data

    code = "no_rehearsal"


class NoBackup(QueueError):
    """There is no backup in {folder}."""

    code = "no_backup"
