"""Putting a signature beside a document and taking it back: read at once, judged at once or by a job."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.models import Attachment

from . import bridge, letters, phrases, provider
from .access import ACCESS
from .models import DetachedSignature, KeptPaper
from .seam import SOURCES, Beside, Paper, editions_of, held, paper_of

MOST = 30  # signatures that stand beside one document
MOST_KEPT = 200  # with those withdrawn
EDITIONS = 50  # of one paper


@transaction.atomic
def paper_keep(*, actor: Any, paper: Paper, at: datetime) -> Paper:
    """Draws the paper: what is signed is what lies here from now on. What has changed since is the next edition.

    Signatures stay with the edition they are of, so nobody makes an edition of a paper that says the same.
    """
    actor = ACCESS.admit("signature.add", actor, paper)
    if paper.made is None:
        return paper
    last = editions_of(paper).last()
    if last is not None and hashlib.sha256(paper.made(last.kept_at)).hexdigest() == last.sha256:
        return held(paper, last)
    if last is not None and last.edition >= EDITIONS:
        raise Refused("paper.editions", _("There are fifty editions of this paper: no more are kept."))
    content = paper.made(at)
    row, made = KeptPaper.objects.get_or_create(
        kind=paper.kind, key=paper.key, edition=last.edition + 1 if last else 1,
        defaults={
            "name": paper.name, "content_type": paper.content_type, "content": content,
            "sha256": hashlib.sha256(content).hexdigest(), "kept_by_id": actor.person_id, "kept_at": at,
        },
    )  # fmt: skip
    if made:
        record(
            actor=actor, action="paper.keep", subject=row, at=at, of=f"{row.kind}:{row.key}", sha256=row.sha256,
            edition=row.edition,
        )  # fmt: skip
    return held(paper, row)


@transaction.atomic
def signature_add(*, actor: Any, paper: Paper, upload: Any, slot: str = "", at: datetime) -> DetachedSignature:
    """Keeps a file of signatures. One that does not hold mathematically is refused: it is of another document.

    The same file given twice is one.
    """
    actor = ACCESS.admit("signature.add", actor, paper)
    if paper.opened is None:
        raise Refused("signature.unkept", _("Keep the paper first: what is drawn anew each time cannot be signed."))
    if slot and slot not in set(SOURCES[paper.kind].slots(actor, paper)):
        raise Refused("signature.slot", _("This place on the paper is another's. Choose your own."))
    raw = _raw(upload)
    key = {"kind": paper.kind, "key": paper.key, "document_sha256": paper.sha256}
    digest = hashlib.sha256(raw).hexdigest()
    if known := DetachedSignature.objects.filter(**key, sha256=digest, withdrawn_at=None).first():
        return known
    _room(DetachedSignature.objects.filter(**key))
    quick = _seconds(raw, paper) <= bridge.AT_ONCE
    verdict = bridge.own_verdict(paper, raw, at) if quick else None
    if verdict is not None and verdict.mathematics == "bad":
        raise Refused("signature.bad", _not_of(verdict))
    row, made = DetachedSignature.objects.get_or_create(
        **key, sha256=digest, withdrawn_at=None,
        defaults={
            "content": raw, "slot": slot, "waiting": not quick or provider.asked(), "added_by_id": actor.person_id,
            "added_at": at,
        },
    )  # fmt: skip
    if not made:  # sent twice at one moment
        return row
    said = {} if verdict is None else _told(bridge.stored(row, verdict, at))
    record(
        actor=actor, action="signature.add", subject=row, at=at, of=f"{row.kind}:{row.key}",
        document=paper.sha256, sha256=digest, slot=slot, **said,
    )  # fmt: skip
    if row.waiting:
        from .tasks import check  # the job's module needs Django's apps

        check.defer(signature=row.pk)
    others = [each for each in SOURCES[paper.kind].people(paper) if each.pk != actor.person_id]
    letters.added(row, paper, people=_readers(others, paper), at=at)
    return row


@transaction.atomic
def signature_withdraw(*, actor: Any, beside: Beside, why: str, at: datetime) -> DetachedSignature:
    """Takes a signature back: it stays with its file and its reason, and counts for nothing from now on."""
    actor = ACCESS.admit("withdrawal.make", actor, beside)
    row = DetachedSignature.objects.select_for_update(no_key=True).get(pk=beside.row.pk)
    if row.withdrawn_at is not None:
        return row
    if not why.strip():
        raise Refused("signature.why", _("Say why it is withdrawn: the reason stays beside it."))
    row.withdrawn_by_id, row.withdrawn_at, row.withdrawn_why, row.waiting = actor.person_id, at, why.strip(), False
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why", "waiting"])
    record(
        actor=actor, action="signature.withdraw", subject=row, at=at, of=f"{row.kind}:{row.key}",
        document=row.document_sha256, sha256=row.sha256, slot=row.slot,
    )  # fmt: skip
    told = {each.pk: each for each in (row.added_by, *SOURCES[beside.paper.kind].people(beside.paper))}
    told.pop(actor.person_id, None)
    letters.withdrawn(row, beside.paper, people=_readers(told.values(), beside.paper), at=at)
    return row


def signature_check(*, signature: int, at: datetime, actor: Any) -> None:
    """The job: what took too long while somebody waited, and what the provider says. Safe to run again.

    Looking takes seconds and asks over the network: nothing is held meanwhile, neither the row nor the journal.
    """
    row = DetachedSignature.objects.filter(pk=signature, waiting=True).first()
    if row is None:
        return
    paper = paper_of(row.kind, row.key, sha256=row.document_sha256)
    if paper is None or paper.opened is None or paper.sha256 != row.document_sha256:
        return  # it waits with its document, which may be looked through for malware anew
    own = [] if row.verdicts.exists() else [bridge.own_verdict]
    theirs = [provider.verdict] if provider.asked() else []
    found = [look(paper, bytes(row.content), at) for look in (*own, *theirs)]
    _keep(signature, paper, found, actor=actor, at=at)


@transaction.atomic
def _keep(signature: int, paper: Paper, found: list[bridge.Verdict], *, actor: Any, at: datetime) -> None:
    """What the job has found, unless another run of it was first or the signature has gone with its document."""
    row = DetachedSignature.objects.select_for_update(no_key=True).filter(pk=signature, waiting=True).first()
    if row is None:
        return
    row.waiting = False
    row.save(update_fields=["waiting"])
    kept = [bridge.stored(row, each, at) for each in found]
    for each in kept:
        record(actor=actor, action="signature.check", subject=row, at=at, engine=each.engine, **_told(each))
    if any(each.mathematics == "bad" for each in kept):
        letters.bad(row, paper, people=_readers([row.added_by], paper), at=at)


@transaction.atomic
def signatures_sweep() -> int:
    """Signatures of files that are attached to nothing any more; how many."""
    rows = DetachedSignature.objects.filter(kind="attachment")
    files = {str(pk) for pk in Attachment.objects.filter(pk__in=_ids(rows)).values_list("pk", flat=True)}
    gone = [row.pk for row in rows.only("key") if row.key not in files]
    return DetachedSignature.objects.filter(pk__in=gone).delete()[0] if gone else 0


def _room(beside: Any) -> None:
    if beside.filter(withdrawn_at=None).count() >= MOST:
        raise Refused("signature.many", _("There are thirty signatures beside this document: no more are taken."))
    if beside.count() >= MOST_KEPT:
        raise Refused(
            "signature.kept",
            _("Two hundred signatures were put beside this document, those withdrawn counted: no more are taken."),
        )


def _readers(people: Iterable[Any], paper: Paper) -> list[Any]:
    """Who had to do with the document and has left is told no more of it."""
    return [each for each in people if ACCESS.allows("signature.view", actor_of(each), paper)]


def _ids(rows: Any) -> list[str]:
    return list(rows.values_list("key", flat=True).distinct())


def _raw(upload: Any) -> bytes:
    if upload.size > bridge.MOST_BYTES:
        raise Refused("signature.size", phrases.FILES["size"])
    upload.seek(0)
    return bytes(upload.read())


def _seconds(raw: bytes, paper: Paper) -> float:
    try:
        return bridge.seconds(raw, paper.size)
    except bridge.SignatureFileError as error:
        raise Refused(f"signature.{error.code}", phrases.FILES[error.code]) from error


def _not_of(verdict: bridge.Verdict) -> str:
    codes = [str(each.answers.reasons.get("mathematics", "signature")) for each in verdict.signers]
    said = dict.fromkeys(phrases.why("mathematics", code) for code in codes if code)
    return str(_("The signature was not taken.")) + " " + " ".join(said)


def _told(found: Any) -> dict[str, str]:
    return {"mathematics": str(found.mathematics), "chain": str(found.chain), "inn": str(found.inn)}
