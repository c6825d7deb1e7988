"""Reading the filters a person keeps."""

from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden

from .access import ACCESS
from .models import KeptFilter


def filters_of(actor: Any) -> QuerySet[KeptFilter]:
    return KeptFilter.objects.filter(person=actor.person_id)


def filter_get(actor: Any, id: Any) -> KeptFilter:
    kept = KeptFilter.objects.filter(pk=id).first()
    if kept is None or not ACCESS.allows("filter.view", actor, kept):
        raise Hidden
    return kept
