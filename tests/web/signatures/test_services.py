"""A signature beside a document: refused where it is of another, kept and called unknown where nobody can tell."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import Error
from tests import signature_files as made

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents import access
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import attachment_remove
from svetovod.web.notices.models import Notice
from svetovod.web.signatures import bridge, personal, seam, selectors, services
from svetovod.web.signatures.access import ACCESS
from svetovod.web.signatures.models import DetachedSignature, KeptPaper, SignatureVerdict

from .conftest import KIND, PDF, same_house

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
    actions = [action for action in ACCESS if action != "withdrawal.make"]  # asked of the signature: below
    allowed = {
        name: [ACCESS.allows(action, actor, paper) for action in actions]
        for name, actor in {
            "owner": actor_of(owner), "reader": actor_of(reader), "stranger": actor_of(stranger), "visitor": VISITOR,
        }.items()
    }  # fmt: skip
    assert actions == ["signature.view", "signature.add", "signature.take"]
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


@pytest.fixture
def drawn(owner, monkeypatch):
    """A paper that says what `says` holds, drawn anew each time."""
    says = ["first"]
    everybody = {"reads": lambda *_: True, "signs": lambda *_: True, "files": lambda *_: True}
    found = seam.Paper("drawn", "1", owner, "Paper", "paper.pdf", made=lambda at: f"{says[0]} {at:%H}".encode())
    monkeypatch.setitem(seam.SOURCES, "drawn", seam.Source(lambda _key: found, **everybody))
    return found, says


def test_a_paper_that_is_drawn_is_kept_before_it_is_signed(owner, at, drawn):
    found, _says = drawn
    actor = actor_of(owner)
    with pytest.raises(Refused, match="Сначала сохраните"):
        services.signature_add(actor=actor, paper=found, upload=None, at=at)
    kept = services.paper_keep(actor=actor, paper=found, at=at)
    again = selectors.paper_get(actor, "drawn", "1")
    assert again.content() == kept.content() and again.sha256 == kept.sha256


def test_a_signature_stays_with_its_edition(owner, at, drawn, signed):
    """Drawn on another day a paper says the same and is no edition; what says something else is the next one."""
    found, says = drawn
    actor, later = actor_of(owner), at + timedelta(hours=3)
    first = services.paper_keep(actor=actor, paper=found, at=at)
    upload = SimpleUploadedFile("paper.sig", signed(document=first.content()))
    services.signature_add(actor=actor, paper=first, upload=upload, at=at)
    assert services.paper_keep(actor=actor, paper=found, at=later).edition == 1
    says[0] = "second"
    services.paper_keep(actor=actor, paper=found, at=later)
    paper = selectors.paper_get(actor, "drawn", "1")
    assert (paper.edition, paper.content()[:6], KeptPaper.objects.count()) == (2, b"second", 2)
    (shown,) = selectors.signatures_of(actor, paper)
    assert (shown.outdated, shown.edition, shown.counts) == (True, 1, False)
    old = selectors.paper_get(actor, "drawn", "1", 1)
    assert (old.content(), len(selectors.files_of(old)), selectors.files_of(paper)) == (first.content(), 1, {})
    with pytest.raises(Hidden):
        selectors.paper_get(actor, "drawn", "1", 3)
    with pytest.raises(Refused, match="другого файла"):
        services.signature_add(actor=actor, paper=paper, upload=upload, at=later)


def test_the_job_looks_at_the_edition_that_was_signed(owner, at, drawn, signed, monkeypatch):
    monkeypatch.setattr(bridge, "AT_ONCE", -1)
    found, says = drawn
    actor = actor_of(owner)
    first = services.paper_keep(actor=actor, paper=found, at=at)
    upload = SimpleUploadedFile("paper.sig", signed(document=first.content()))
    row = services.signature_add(actor=actor, paper=first, upload=upload, at=at)
    says[0] = "second"
    services.paper_keep(actor=actor, paper=found, at=at)
    services.signature_check(signature=row.pk, at=at, actor=actor)
    assert row.verdicts.get().mathematics == "ok"


def withdraw(row, by, at, why="Приложена по ошибке"):
    beside = seam.Beside(row, seam.paper_of(row.kind, row.key))
    return services.signature_withdraw(actor=actor_of(by), beside=beside, why=why, at=at)


def test_a_withdrawn_signature_stays_and_counts_for_nothing(add, owner, reader, paper, signed, at):
    raw = signed()
    row = add(raw)
    with pytest.raises(Denied):
        withdraw(row, reader, at)
    with pytest.raises(Refused, match="почему"):
        withdraw(row, owner, at, why=" ")
    withdraw(row, owner, at)
    assert withdraw(row, owner, at, why="Ещё раз").withdrawn_why == "Приложена по ошибке"
    (shown,) = selectors.signatures_of(actor_of(reader), paper)
    assert not shown.counts and bytes(shown.row.content) == raw and shown.row.withdrawn_by == owner
    assert selectors.files_of(paper) == {} and selectors.beside_files([paper.key]) == {}
    entry = LedgerEntry.objects.get(action="signature.withdraw")
    assert json.loads(entry.body)["data"]["sha256"] == row.sha256 and "ошибке" not in entry.body
    with pytest.raises(Error), transaction.atomic():
        DetachedSignature.objects.filter(pk=row.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
    again = add(raw)
    assert again.pk != row.pk and selectors.beside_files([paper.key]) == {paper.sha256: [raw]}


def test_who_sent_the_document_withdraws_what_another_put_there(make, monkeypatch, add, owner, file, signed, at):
    """And whoever had put it there is told."""
    monkeypatch.setitem(access.writers, KIND, same_house)
    other = make("third@example.ru", ("participant", "organisation", "7"))
    row = add(signed(), by=other)
    withdraw(row, owner, at)
    assert Notice.objects.filter(person=other).count() == 1


def test_own_data_hold_what_was_added_and_withdrawn(add, owner, signed, at):
    """The file only while its page would give it, too: it holds whole certificates."""
    raw = signed()
    row = add(raw)
    withdraw(row, owner, at)
    ((added,), (gone,)) = (personal.export(owner), personal.export_withdrawn(owner))
    assert b64decode(added["file"]) == raw and gone["why"] == "Приложена по ошибке"
    owner.grants.update(revoked_at=at)
    (left,) = personal.export(owner)
    assert left["sha256"] == row.sha256 and "file" not in left


def test_those_withdrawn_leave_room_up_to_a_bound_of_all(add, owner, paper, signed, at, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    monkeypatch.setattr(services, "MOST_KEPT", 2)
    raw = signed()
    first = add(raw)
    with pytest.raises(Refused) as many:
        add(made.signature(made.issue("ec", number=2), PDF))
    withdraw(first, owner, at)
    second = add(raw)
    numbers = {each.row.pk: each.number for each in selectors.signatures_of(actor_of(owner), paper)}
    assert numbers == {second.pk: 1, first.pk: 2}, "as in the archive, where the first is not"
    withdraw(second, owner, at)
    with pytest.raises(Refused) as kept:
        add(raw)
    assert (many.value.code, kept.value.code) == ("signature.many", "signature.kept")
