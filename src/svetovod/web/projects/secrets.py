"""To which project a paper of the estimate belongs: also one whose row is gone, for filed versions still name it."""

from svetovod.web.secrecy.spaces import register_parties, register_space, space

from .models import CostDocument, CostRow, JointProject, ProjectBundle, ProjectParticipant


def register() -> None:
    register_space("projects.costrow", of_cost)
    register_space("projects.costdocument", of_document)
    register_space("projects.projectbundle", of_bundle)
    register_parties(JointProject._meta.label_lower, parties)


def parties(project: str) -> set[int]:
    """Whoever prepares the papers may say whose secret one is: any participant's."""
    rows = ProjectParticipant.objects.filter(project=int(project))
    return set(rows.values_list("organisation", flat=True))


def of_project(project: int) -> str:
    return space(JointProject._meta.label_lower, project)


def of_cost(key: str) -> str:
    found = _last(CostRow, key, "project")
    return of_project(found) if found else ""


def of_document(key: str) -> str:
    cost = _last(CostDocument, key, "cost")
    return of_cost(str(cost)) if cost else ""


def of_bundle(key: str) -> str:
    project = ProjectBundle.objects.filter(pk=key).values_list("project", flat=True).first()
    return of_project(project) if project else ""


def _last(model: type[CostRow] | type[CostDocument], key: str, field: str) -> int | None:
    """Of the row, or of what is kept of it since it was removed."""
    live = model.objects.filter(pk=key).values_list(field, flat=True).first()
    kept = model.pgh_event_model.objects.filter(pgh_obj=key)  # type: ignore[union-attr]
    return live or kept.order_by("pgh_id").values_list(field, flat=True).last()
