"""Files of evidence: of the rows as they stand, and of a kept version with what became of the bytes."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachment_ids, fault_of
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.content import Content
from svetovod.web.projects.models import CostDocument, CostRow, JointProject, ProjectVersion


def files_of(actor: Any, project: JointProject) -> dict[str, list[Any]]:
    """Evidence of the estimate's rows in one query: row key -> files. The team's and its managing organisation's."""
    rows = CostRow.objects.filter(project=project)
    return {f"c{pk}": files for pk, files in _files(actor, project, rows).items()}


def document_files(actor: Any, project: JointProject) -> dict[str, list[Any]]:
    """The same of documents of the kits: id as text -> files."""
    return _files(actor, project, CostDocument.objects.filter(cost__project=project))


def _files(actor: Any, project: JointProject, rows: QuerySet[Any]) -> dict[str, list[Any]]:
    if not ACCESS.allows("project.view_draft", actor, project):
        return {}
    ids = rows.annotate(text=Cast("pk", TextField())).values("text")
    files: dict[str, list[Any]] = {}
    found = Attachment.objects.filter(subject_type=rows.model._meta.label_lower, subject_id__in=ids)
    for attachment in found.order_by("uploaded_at"):
        files.setdefault(attachment.subject_id, []).append(attachment)
    return files


def files_in(content: Content) -> list[Content]:
    """Every file of a content: name, sha256, size, and `row`, the row of the estimate it is evidence of."""
    return [{**file, "row": cost["position"]} for cost in content["costs"] for file in _files_of_cost(cost)]


def _files_of_cost(cost: Content) -> Iterator[Content]:
    yield from cost.get("files", ())
    for document in cost.get("documents", ()):
        yield from document["files"]


def files_checked(content: Content) -> list[Content]:
    """The same with `fault`: "" while the kept bytes are those of the content, else `missing` or `changed`."""
    return [{**file, "fault": fault_of(file["sha256"])} for file in files_in(content)]


def attached_in(content: Content) -> set[Any]:
    """Ids of the attachments that a content names."""
    costs = content["costs"]
    documents = [document for cost in costs for document in cost.get("documents", ())]
    return _attached(CostRow, costs) | _attached(CostDocument, documents)


def _attached(model: type[Any], rows: Iterable[Content]) -> set[Any]:
    """Of the rows that name files: a key is one letter and the id."""
    named = [row for row in rows if row.get("files")]
    hashes = {file["sha256"] for row in named for file in row["files"]}
    ids = [row["key"][1:] for row in named]
    return attachment_ids(model._meta.label_lower, ids, hashes) if named else set()


def version_files(versions: Iterable[ProjectVersion]) -> dict[int, list[Content]]:
    """Number of a whole version -> its files, checked; versions without files are left out."""
    return {version.number: files for version in versions if (files := files_checked(version.content))}
