"""What canaries are, and the rows of the scene they are planted in."""

from datetime import UTC, datetime
from typing import Any

Canaries = dict[str, tuple[str, set[str]]]
NOW = datetime(2021, 11, 26, 9, tzinfo=UTC)
INSIDE = {"secretary", "chair", "member-1", "auditor", "expert-2"}
DESK = {"organiser", "checkin"}


def person(key: str) -> Any:
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.models import Person

    return Person.objects.get(email=f"{key}@{DOMAIN}")


def first(model: Any, **of: Any) -> Any:
    return model.objects.filter(pk=model.objects.filter(**of).order_by("pk").values("pk")[:1])


def filed_project() -> Any:
    """The living project behind a version that was shown and filed."""
    from svetovod.web.selection.models import Application

    return Application.objects.filter(state="scoring").order_by("serial").select_related("project")[0].project


def guest() -> Any:
    """The registration of somebody who is no part of the scene."""
    from svetovod.demo.people import DOMAIN
    from svetovod.web.events.models import Registration

    return Registration.objects.exclude(person__email__endswith=DOMAIN).order_by("id")[0]


def far_cluster() -> Any:
    """A cluster that no reader of a region manages."""
    from svetovod.web.registry.models import Cluster

    return Cluster.objects.exclude(state="idea").exclude(regions__contains=["RU-MO"]).order_by("id")[0]


def far_member() -> Any:
    """A membership of it whose enterprise takes part in no project."""
    from svetovod.web.projects.models import ProjectParticipant

    busy = ProjectParticipant.objects.values("organisation")
    return far_cluster().memberships.exclude(organisation__in=busy).order_by("id")[0]
