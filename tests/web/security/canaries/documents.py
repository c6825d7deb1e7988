"""Secret and open fields of documents."""

from .scene import NOW, Canaries, filed_project, first, person

OPEN = {
    "documents.Attachment": "sha256 content_type subject_type subject_id kind",
}
SECRET = {
    "documents.Attachment": {"name": "file"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.web.documents.models import Attachment
    from svetovod.web.projects.models import CostRow

    cost = first(CostRow, project=filed_project()).get()
    Attachment.objects.create(
        sha256="0" * 64, name="канарейкафайла.pdf", content_type="application/pdf", size=1, uploaded_at=NOW,
        subject_type="projects.costrow", subject_id=str(cost.pk), kind="evidence", uploaded_by=person("background"),
    )  # fmt: skip
    return {"file": ("канарейкафайла", set())}
