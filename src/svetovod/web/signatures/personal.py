"""What signatures know of a person with an account: which were added. Names in certificates are evidence and stay."""

from base64 import b64encode
from typing import Any

from svetovod.web.accounts.actors import actor_of

from .access import ACCESS
from .models import DetachedSignature, KeptPaper
from .seam import paper_of


def export_kept(person: Any) -> list[dict[str, Any]]:
    rows = KeptPaper.objects.filter(kept_by=person).values("kind", "edition", "sha256", "kept_at")
    return [dict(row) | {"kept_at": row["kept_at"].isoformat()} for row in rows]


def export(person: Any) -> list[dict[str, Any]]:
    """With the file itself, in Base64, where the person is given it on its page, too: it holds whole certificates."""
    actor = actor_of(person)
    rows = DetachedSignature.objects.filter(added_by=person)
    return [_line(row) | {"added_at": row.added_at.isoformat()} | _file(actor, row) for row in rows]


def _file(actor: Any, row: DetachedSignature) -> dict[str, str]:
    paper = paper_of(row.kind, row.key)
    may_take = paper is not None and ACCESS.allows("signature.take", actor, paper)
    return {"file": b64encode(row.content).decode()} if may_take else {}


def export_withdrawn(person: Any) -> list[dict[str, Any]]:
    """Also those of others, which the person withdrew as keeper of the document."""
    rows = DetachedSignature.objects.filter(withdrawn_by=person).exclude(withdrawn_at=None)
    return [_line(row) | {"withdrawn_at": str(row.withdrawn_at), "why": row.withdrawn_why} for row in rows]


def _line(row: DetachedSignature) -> dict[str, Any]:
    return {"kind": row.kind, "document_sha256": row.document_sha256, "sha256": row.sha256}
