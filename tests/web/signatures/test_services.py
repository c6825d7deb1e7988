"""A signature beside a document: refused where it is of another, kept and called unknown where nobody can tell."""

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import Error
from tests import signature_files as made

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import attachment_remove
from svetovod.web.notices.models import Notice
from svetovod.web.signatures import bridge, seam, selectors, services
from svetovod.web.signatures.access import ACCESS
from svetovod.web.signatures.models import DetachedSignature, KeptPaper, SignatureVerdict

from .conftest import PDF

pytestmark = pytest.mark.django_db


def test_a_signature_lies_beside_the_document_with_three_answers(add, owner, paper, signed):
    row = add(signed())
    (shown,) = selectors.signatures_of(actor_of(owner), paper)
    assert [each.look for each in shown.answers] == ["yes", "none", "yes"]
    assert "юридическая сила не проверялась" in shown.answers[0].word
    assert shown.who == "Подписантова Анна Тестовна"
    kept = json.dumps(SignatureVerdict.objects.get().signers, ensure_ascii=False)
    assert made.PERSON["snils"] not in kept and made.PERSON["inn"] not in kept
    entry = LedgerEntry.objects.get(action="signature.add")
    data = json.loads(entry.body)["data"]
    assert data["mathematics"] == "ok" and data["document"] == paper.sha256
    assert "Подписантова" not in json.dumps(data, ensure_ascii=False)
    assert shown.row.pk == row.pk


def test_the_same_file_twice_is_one(add, signed):
    raw = signed()
    assert add(raw).pk == add(raw).pk
    assert SignatureVerdict.objects.count() == 1


def test_a_signature_of_another_document_is_refused(add, signed):
    with pytest.raises(Refused, match="другого файла") as caught:
        add(signed(document=PDF + b"."))
    assert caught.value.code == "signature.bad"
    assert not DetachedSignature.objects.exists()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (PDF, "signature.not_asn1"), (b"", "signature.empty"), (b"0" * 600_000, "signature.size"),
        (b"0\x80", "signature.not_asn1"),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused_in_words(add, raw, code):
    with pytest.raises(Refused) as caught:
        add(raw)
    assert caught.value.code == code and len(str(caught.value)) > 9


def test_what_cannot_be_told_is_kept_and_called_so(owner, paper, at):
    """GOST over a large document is the job's, and too much for it."""
    large = replace(paper, size=3_000_000)
    upload = SimpleUploadedFile("x.sig", made.signature(made.issue("gost"), PDF))
    row = services.signature_add(actor=actor_of(owner), paper=large, upload=upload, at=at)
    assert row.waiting
    verdict = bridge.stored(row, bridge.own_verdict(large, bytes(row.content), at), at)
    assert (verdict.mathematics, verdict.signers[0]["answers"]["reasons"]["mathematics"]) == ("unknown", "too_large")


def test_long_work_is_left_to_the_job(add, owner, paper, signed, at, monkeypatch):
    monkeypatch.setattr(bridge, "AT_ONCE", -1)
    row = add(signed(document=PDF + b"."))
    assert row.waiting and not row.verdicts.exists()
    (shown,) = selectors.signatures_of(actor_of(owner), paper)
    assert shown.answers is None
    services.signature_check(signature=row.pk, at=at, actor=actor_of(owner))
    services.signature_check(signature=row.pk, at=at, actor=actor_of(owner))
    assert row.verdicts.get().mathematics == "bad"
    assert Notice.objects.filter(person=owner).count() == 1


def test_a_document_that_cannot_be_opened_leaves_its_signature_waiting(add, owner, file, signed, at, monkeypatch):
    monkeypatch.setattr(bridge, "AT_ONCE", -1)
    row = add(signed())
    file.path.unlink()
    services.signature_check(signature=row.pk, at=at, actor=actor_of(owner))
    assert selectors.waiting() == [row.pk] and not row.verdicts.exists()


def test_two_who_send_one_file_at_one_moment_make_one(add, signed, monkeypatch):
    """The other's row is not seen yet when it is looked for, and is there when it would be written."""
    raw = signed()
    first = add(raw)
    real = DetachedSignature.objects.filter
    unseen = iter([DetachedSignature.objects.none()])
    monkeypatch.setattr(
        DetachedSignature.objects, "filter", lambda *a, **named: next(unseen, None) or real(*a, **named)
    )
    assert add(raw).pk == first.pk
    monkeypatch.undo()
    assert LedgerEntry.objects.filter(action="signature.add").count() == 1


def test_who_has_left_is_told_no_more(make, add, owner, file, signed):
    """The file was sent by somebody who reads it no longer."""
    other = make("second@example.ru", ("participant", "organisation", "7"))
    Attachment.objects.filter(pk=file.pk).update(uploaded_by=other)
    other.grants.update(revoked_at=file.uploaded_at)
    add(signed())
    assert not Notice.objects.exists()


def test_one_bad_file_among_the_roots_takes_nothing_from_the_others(settings, tmp_path, add):
    root = made.authority("ec")
    (tmp_path / "a.cer").write_bytes(b"nothing")
    (tmp_path / "b.cer").write_bytes(root.certificate.dump())
    settings.SIGNATURE_ROOTS = str(tmp_path)
    row = add(made.signature(made.issue("ec", by=root), PDF))
    assert row.verdicts.get().chain == "ok"


def test_who_reads_the_document_reads_and_who_changes_it_adds(make, add, owner, reader, paper, signed):
    stranger = make("stranger@example.ru", ("participant", "organisation", "8"))
    raw = signed()
    with pytest.raises(Hidden):
        add(raw, by=stranger)
    with pytest.raises(Denied):
        add(raw, by=reader)
    add(raw)
    assert selectors.signatures_of(actor_of(reader), paper)
    allowed = {
        name: [ACCESS.allows(action, actor, paper) for action in ACCESS]
        for name, actor in {
            "owner": actor_of(owner), "reader": actor_of(reader), "stranger": actor_of(stranger), "visitor": VISITOR,
        }.items()
    }  # fmt: skip
    assert list(ACCESS) == ["signature.view", "signature.add", "signature.take"]
    assert allowed == {
        "owner": [True, True, True], "reader": [True, False, True], "stranger": [False] * 3, "visitor": [False] * 3,
    }  # fmt: skip


def test_what_was_put_there_is_never_changed(add, signed):
    row = add(signed())
    verdict = row.verdicts.get()
    for table, field, pk in (("detachedsignature", "sha256", row.pk), ("signatureverdict", "mathematics", verdict.pk)):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE signatures_{table} SET {field} = %s WHERE id = %s", ["bad", pk])


def test_signatures_go_with_their_document(add, owner, file, signed, at):
    add(signed())
    services.signatures_sweep()
    assert DetachedSignature.objects.count() == 1
    attachment_remove(actor=actor_of(owner), attachment=file, at=at)
    services.signatures_sweep()
    assert not DetachedSignature.objects.exists() and not SignatureVerdict.objects.exists()


def test_a_paper_that_is_drawn_is_kept_before_it_is_signed(owner, at, monkeypatch, signed):
    drawn = iter([b"first", b"second", b"third"])
    everybody = {"reads": lambda *_: True, "signs": lambda *_: True, "files": lambda *_: True}
    found = seam.Paper("drawn", "1", owner, "Paper", "paper.pdf", made=lambda _at: next(drawn))
    monkeypatch.setitem(seam.SOURCES, "drawn", seam.Source(lambda _key: found, **everybody))
    actor = actor_of(owner)
    with pytest.raises(Refused, match="Сначала сохраните"):
        services.signature_add(actor=actor, paper=found, upload=None, at=at)
    services.paper_keep(actor=actor, paper=found, at=at)
    kept = services.paper_keep(actor=actor, paper=found, at=at)
    assert (kept.content(), KeptPaper.objects.count()) == (b"first", 1)
    again = selectors.paper_get(actor, "drawn", "1")
    assert again.content() == b"first" and again.sha256 == kept.sha256
