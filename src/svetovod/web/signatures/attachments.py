"""Every file that was uploaded, to whatever it is attached: whoever changes the object may put signatures beside it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from svetovod.web.documents import access
from svetovod.web.documents.models import Attachment

from .seam import Paper, Source

# "projects.costrow" -> (INNs of whoever the document is of, the page it belongs to)
Inns = Callable[[Any], Iterable[str]]
Page = Callable[[Any], str]
subjects: dict[str, tuple[Inns, Page]] = {}


def register_subject(subject_type: str, *, inns: Inns, page: Page) -> None:
    subjects[subject_type] = (inns, page)


def find(key: str) -> Paper | None:
    try:
        row = Attachment.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
    subject = access.subject_of(row) if row else None
    if row is None or subject is None:
        return None
    there = not row.scan and row.path.exists()
    inns, page = subjects.get(row.subject_type, (None, None))
    return Paper(
        "attachment", key, row, row.name, row.name, row.content_type, row.sha256, row.size,
        opened=(lambda: row.path.open("rb")) if there else None, url=page(subject) if page else "",
        inns=tuple(inns(subject)) if inns else (), subject=subject,
        door=reverse("documents:attachment", args=[row.pk]) if row.marked else "",
    )  # fmt: skip


def reads(actor: Any, paper: Paper) -> bool:
    return bool(access.reads_subject.test(actor, paper.subject))


def signs(actor: Any, paper: Paper) -> bool:
    return reads(actor, paper) and bool(access.writes_subject.test(actor, paper.subject))


def keeps(actor: Any, paper: Paper) -> bool:
    """Who sent the file, while the object is theirs to change."""
    return paper.row.uploaded_by_id == actor.person_id and signs(actor, paper)


def people(paper: Paper) -> list[Any]:
    return [paper.row.uploaded_by]


SOURCE = Source(find, reads, signs, files=reads, people=people, keeps=keeps)
