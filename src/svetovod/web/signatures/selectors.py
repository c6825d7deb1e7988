"""Reading signatures beside a document."""

import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Hidden, Refused

from .access import ACCESS
from .enums import Mathematics
from .models import DetachedSignature, KeptPaper, SignatureVerdict
from .seam import Beside, Paper, editions_of, paper_of
from .shown import Shown, ShownSigner, signer_of

EPOCH = (1980, 1, 1, 0, 0, 0)


def paper_get(actor: Any, kind: str, key: str, edition: int | None = None) -> Paper:
    """The document, or that edition of it, to whoever reads it."""
    paper = paper_of(kind, key, **({"edition": edition} if edition else {}))
    if paper is None or not ACCESS.allows("signature.view", actor, paper):
        raise Hidden
    return paper


def signatures_of(actor: Any, paper: Paper) -> list[Shown]:
    ACCESS.require("signature.view", actor, paper)
    return shown_of(paper)


def shown_of(paper: Paper) -> list[Shown]:
    rows = DetachedSignature.objects.filter(kind=paper.kind, key=paper.key)
    rows = rows.prefetch_related("verdicts").select_related("added_by", "withdrawn_by")
    places = dict(paper.slots)
    kept = dict(editions_of(paper).values_list("sha256", "edition")) if paper.edition else {}
    numbers = _numbers(rows)
    return [
        Shown(
            row, _last(list(row.verdicts.all())), places.get(row.slot, ""), numbers[row.pk],
            row.document_sha256 != paper.sha256, kept.get(row.document_sha256, 0),
        )
        for row in rows
    ]  # fmt: skip


def _numbers(rows: Iterable[DetachedSignature]) -> dict[int, int]:
    """As in the archive of the edition, where those withdrawn are not: they are counted after the others."""
    found: dict[str, list[int]] = {}
    for row in sorted(rows, key=lambda each: (each.withdrawn_at is not None, each.pk)):
        found.setdefault(row.document_sha256, []).append(row.pk)
    return {pk: number for beside in found.values() for number, pk in enumerate(beside, 1)}


def earlier_of(paper: Paper) -> list[KeptPaper]:
    """Editions before the one that is shown, the latest first, without their bytes."""
    return list(
        editions_of(paper).filter(edition__lt=paper.edition).reverse().defer("content").select_related("kept_by")
    )


def _last(verdicts: Sequence[SignatureVerdict]) -> SignatureVerdict | None:
    """What stands in a list: the last engine that could tell; where none could, the last."""
    telling = [each for each in verdicts if each.mathematics != Mathematics.UNKNOWN]
    found = telling or verdicts
    return found[-1] if found else None


def signature_get(actor: Any, pk: int, action: str = "signature.view") -> tuple[DetachedSignature, Paper]:
    row = DetachedSignature.objects.filter(pk=pk).select_related("added_by", "withdrawn_by").first()
    paper = paper_of(row.kind, row.key) if row else None
    if row is None or paper is None or not ACCESS.allows("signature.view", actor, paper):
        raise Hidden
    ACCESS.require(action, actor, Beside(row, paper) if action == "withdrawal.make" else paper)
    return row, paper


def file_name(name: str, number: int) -> str:
    return f"{name}.{number}.sig" if number > 1 else f"{name}.sig"


def files_of(paper: Paper | KeptPaper, name: str = "") -> dict[str, bytes]:
    """Signatures of the document as it is kept, by the names they have beside it; `name` is what it is called there.

    Without those withdrawn. For exports, which have asked.
    """
    rows = _standing(kind=paper.kind, key=paper.key, document_sha256=paper.sha256)
    return named(name or paper.name, [bytes(content) for content in rows.values_list("content", flat=True)])


def kept_of(kind: str, subjects: Collection[Any]) -> list[KeptPaper]:
    """All that was kept of papers whose keys are these or begin so before a dash, the oldest first. For exports."""
    return list(_under(KeptPaper.objects.filter(kind=kind), subjects).order_by("id").defer("content"))


def entries_beside(kind: str, subjects: Collection[Any]) -> dict[str, list[int]]:
    """What entries of the journal about these papers are of: kept papers and signatures, also those withdrawn."""
    return {
        rows.model._meta.label_lower: list(_under(rows.filter(kind=kind), subjects).values_list("pk", flat=True))
        for rows in (KeptPaper.objects, DetachedSignature.objects)
    }


def _under(rows: Any, subjects: Collection[Any]) -> Any:
    first = Func(F("key"), Value("-"), Value(1), function="split_part", output_field=CharField())
    keys = [str(each) for each in subjects]
    return rows.annotate(first=first).filter(Q(key__in=keys) | Q(first__in=keys))


def named(name: str, contents: Sequence[bytes]) -> dict[str, bytes]:
    return {file_name(name, number): content for number, content in enumerate(contents, 1)}


def beside_files(attachments: Iterable[Any]) -> dict[str, list[bytes]]:
    """Signatures of these attachments by the hash of the file, without those withdrawn. For exports, which have asked.

    The same bytes attached elsewhere have signatures of their own.
    """
    found: dict[str, list[bytes]] = {}
    rows = _standing(kind="attachment", key__in=[str(pk) for pk in attachments])
    for sha256, content in rows.values_list("document_sha256", "content"):
        if bytes(content) not in found.setdefault(sha256, []):
            found[sha256].append(bytes(content))
    return found


def _standing(**narrowed: Any) -> QuerySet[DetachedSignature]:
    return DetachedSignature.objects.filter(withdrawn_at=None, **narrowed)


def archive(actor: Any, paper: Paper) -> bytes:
    """The document and its signatures in one ZIP; equal contents are equal bytes."""
    ACCESS.require("signature.take", actor, paper)
    if paper.door:
        raise Refused(
            "signature.secret",
            _("The document is a commercial secret: take it where it is attached, and each signature from its page."),
        )
    content = content_of(paper)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, each in {paper.name: content, **files_of(paper)}.items():
            packed.writestr(zipfile.ZipInfo(name, EPOCH), each, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def waiting() -> list[int]:
    """Signatures that a job has still to look at."""
    return list(DetachedSignature.objects.filter(waiting=True).values_list("pk", flat=True))


def one_of(paper: Paper, row: DetachedSignature) -> Shown:
    return next(each for each in shown_of(paper) if each.row.pk == row.pk)


def verdicts_of(row: DetachedSignature) -> list[tuple[SignatureVerdict, list[ShownSigner]]]:
    """The newest first."""
    return [(each, [signer_of(told) for told in each.signers]) for each in row.verdicts.order_by("-id")]


def content_of(paper: Paper) -> bytes:
    """Of a paper that nobody has kept there is nothing to sign."""
    if paper.opened is None:
        raise Hidden
    return paper.content()


def disposition(name: str) -> str:
    return str(content_disposition_header(True, name))
