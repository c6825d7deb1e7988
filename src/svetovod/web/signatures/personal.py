"""What signatures know of a person with an account: which were added. Names in certificates are evidence and stay."""

from typing import Any

from .models import DetachedSignature, KeptPaper


def export_kept(person: Any) -> list[dict[str, Any]]:
    rows = KeptPaper.objects.filter(kept_by=person).values("kind", "sha256", "kept_at")
    return [dict(row) | {"kept_at": row["kept_at"].isoformat()} for row in rows]


def export(person: Any) -> list[dict[str, Any]]:
    rows = DetachedSignature.objects.filter(added_by=person).values("kind", "document_sha256", "sha256", "added_at")
    return [dict(row) | {"added_at": row["added_at"].isoformat()} for row in rows]
