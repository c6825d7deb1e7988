"""What PostgreSQL writes beside its tables: the log of changes (WAL), its own log, and a backup, with a key split.

A server of its own, set as one that is copied elsewhere (`wal_level=replica`) and made to tell as much as it can: whole
pages into the WAL, nothing compressed there, every statement into the log.
"""

import base64
import gzip
import json
import logging
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from tests.thorough import WHOLE

from svetovod import backup
from svetovod.postgres import running
from svetovod.web.projects.models import JointProject
from svetovod.web.selection import sealing, services
from svetovod.web.selection.custody import drafts
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.models import EnvelopeFile, ScoreSheet

from .envelopes.conftest import LIST, UNOPENED, pdf, put
from .envelopes.conftest import ceremony as envelope_ceremony
from .test_custody import AT, CODES, HOLDERS, SAID, ceremony, enter, rows_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not WHOLE, reason="asked by make torture: a server of its own, with all its migrations"),
]
WHY, DRAFTED, OPEN = "канарейкаоснования", "канарейкачерновика", "канарейкаоткрытогополя"
TALKATIVE = {
    "wal_level": "replica", "wal_compression": "off", "full_page_writes": "on", "wal_keep_size": "1GB",
    "log_statement": "all", "log_parameter_max_length": "-1", "fsync": "off", "max_locks_per_transaction": "512",
}  # fmt: skip


def forms(word: str) -> list[bytes]:
    """The word as it can stand in a file: as it is, escaped, in hexadecimal, in base64 at each of its three places."""
    raw = word.encode()
    based = [base64.b64encode(b" " * pad + raw)[4 if pad else 0 : -4] for pad in range(3)]
    escaped = json.dumps(word).strip('"').encode()
    return [raw, escaped, raw.hex().encode(), raw.hex().upper().encode(), word.encode("utf-16-le"), *based]


def bytes_of(files: Iterable[Path]) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def unpacked(copy: Path) -> dict[str, bytes]:
    """The parts of a backup, each as it was before it was compressed."""
    with tarfile.open(copy) as box:
        parts = {part.name: file.read() for part in box if (file := box.extractfile(part))}
    return {name: gzip.decompress(part) if name.endswith(".gz") else part for name, part in parts.items()}


def found(word: str, texts: Mapping[str, bytes]) -> list[str]:
    """Names of the texts that hold the word in any of its forms."""
    return [name for name, text in texts.items() if any(form in text for form in forms(word))]


@pytest.fixture
def talkative(tmp_path: Path, settings) -> Iterator[Path]:
    """The folder of the data of a server that keeps all it writes; Django's connection leads to it."""
    settings.VAR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.VAR / "files"
    (settings.VAR / "files").mkdir(parents=True)
    before = dict(connection.settings_dict)
    data = None
    with running(tmp_path / "server", **TALKATIVE) as server:
        at = {"HOST": str(server.socket), "PORT": "", "USER": "postgres", "PASSWORD": server.passwords["postgres"]}
        connections.close_all()
        connection.settings_dict.update(at, NAME="svetovod", OPTIONS={})
        ContentType.objects.clear_cache()
        try:
            call_command("migrate", verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute("show data_directory")
                data = Path(cursor.fetchone()[0])
            yield data
        finally:
            connections.close_all()
            connection.settings_dict.update(before)
            ContentType.objects.clear_cache()
    shutil.rmtree(data.parent)


def settle() -> None:
    """What is in memory goes into the files, and the next change of a page writes the page as a whole."""
    with connection.cursor() as cursor:
        cursor.execute("checkpoint")


def places_of(talkative, tmp_path, caplog):
    """All that the database and the product have written till now, by where it lies; a backup is made for it.

    Where an open field is told, a secret one would have been.
    """
    connection.force_debug_cursor = False
    backup.backup_make(tmp_path / "copy.svb")
    product = "\n".join([caplog.text, *(str(record.args) for record in caplog.records)]).encode()
    places = {
        "WAL": bytes_of((talkative / "pg_wal").iterdir()),
        "log of PostgreSQL": bytes_of([talkative.parent / "postgres.log"]),
        "log of the product": {"log": product},
        "backup": unpacked(tmp_path / "copy.svb"),
    }
    assert [place for place, texts in places.items() if not found(OPEN, texts)] == []
    return places | {
        "disk": bytes_of(talkative.rglob("*")), "folder of the product": bytes_of(Path(conf.VAR).rglob("*")),
    }  # fmt: skip


def told_in(places, secrets):
    """Of each secret that is told, in what place and file."""
    return {
        (secret, place): where
        for secret in secrets
        for place, texts in places.items()
        if (where := found(secret, texts))
    }


def test_no_log_of_the_database_and_no_backup_shows_a_score(talkative, make_world, caplog, tmp_path):
    world = make_world(projects=1, key_needed=2).play("filed", "checked")
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    connection.force_debug_cursor = True  # the product's own log of every statement
    codes = ceremony(world, *HOLDERS)
    settle()
    JointProject.objects.update(title=OPEN)
    row = rows_of(world)[0]
    who, scores = world.actor(row.member.person.name), dict.fromkeys(CODES, Decimal(7))
    services.conflict_deny(actor=who, assignment=row, at=AT)
    services.score_save(actor=who, assignment=row, scores=scores, comment=DRAFTED, at=AT)
    draft = bytes(ScoreSheet.objects.get(assignment=row).sealed)
    assert drafts.draft_read(row.pk, draft)["comment"] == DRAFTED
    settle()
    grounds = dict.fromkeys(CODES, WHY)
    services.score_submit(actor=who, assignment=row, scores=scores, comment=SAID, grounds=grounds, at=AT)
    settle()
    enter(world, "chair", codes["chair"])
    settle()
    places = places_of(talkative, tmp_path, caplog)
    secrets = {SAID, WHY, DRAFTED, *codes.values(), *(code.replace("-", "") for code in codes.values())}
    assert not told_in(places, secrets)
    # neither the submitted sheet nor the draft kept before it, still in the WAL, opens with any key the server has
    assert set(sealing.unseal(row.pk, ScoreSheet.objects.get(assignment=row).sealed)) == {"box"}
    assert any(draft in text for text in places["WAL"].values())
    assert not [name for name, text in places["backup"].items() if draft.hex().encode() in text]
    assert [path.name for path in (Path(conf.VAR) / "keys" / "drafts").iterdir()] == []
    with pytest.raises(drafts.DraftLostError):
        drafts.draft_read(row.pk, draft)


def test_no_log_of_the_database_and_no_backup_shows_an_envelope(talkative, make_world, caplog, tmp_path):
    world = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    connection.force_debug_cursor = True
    codes = envelope_ceremony(world, ENVELOPES)
    settle()
    JointProject.objects.update(title=OPEN)
    put(world, upload=pdf(UNOPENED, f"{WHY}.pdf"))
    settle()
    places = places_of(talkative, tmp_path, caplog)
    secrets = {UNOPENED, WHY, *codes.values(), *(code.replace("-", "") for code in codes.values())}
    assert not told_in(places, secrets)
    row = EnvelopeFile.objects.get()
    assert sealing.ENVELOPES.unseal_bytes(row.pk, row.sealed)[:1] == b"B", "what the server's key opens is closed again"
