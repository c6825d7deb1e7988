"""Filters of lists that a person keeps under a name. Whatever the list shows is asked anew when it is opened."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.models import KeptFilter, Person
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import filter_of

MAX_FILTERS = 20  # of one list
LONGEST = 1000


@transaction.atomic
def filter_keep(*, actor: Any, page: str, query: str, name: str, at: datetime) -> KeptFilter:
    """Under a name that is kept already, the new filter takes the place of the old one."""
    query = filter_of(query)
    row = KeptFilter(person_id=actor.person_id, page=page, query=query, name=_named(name), kept_at=at)
    actor = ACCESS.admit("filter.keep", actor, row)
    _refuse_page(page)
    if not query:
        raise Refused("filter.empty", _("Nothing is chosen in the list: set its filters first, then keep them."))
    if len(query) > LONGEST:
        raise Refused("filter.long", _("This filter is too long to be kept: choose less."))
    Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    kept = KeptFilter.objects.filter(person=actor.person_id, page=page)
    if old := kept.filter(name=row.name).first():
        row.pk = old.pk
    elif kept.count() >= MAX_FILTERS:
        raise Refused(
            "filter.too_many", _("At most %(limit)d filters of a list are kept: remove one.") % {"limit": MAX_FILTERS}
        )
    row.save()
    record(actor=actor, action="filter.keep", subject=row, at=at, page=page)
    return row


@transaction.atomic
def filter_rename(*, actor: Any, kept: KeptFilter, name: str, at: datetime) -> KeptFilter:
    actor = ACCESS.admit("filter.rename", actor, kept)
    name = _named(name)
    kept = _locked(actor, kept)
    kept.name = name
    if KeptFilter.objects.filter(person=kept.person_id, page=kept.page, name=kept.name).exclude(pk=kept.pk).exists():
        raise Refused("filter.name", _("A filter of this name is kept already."))
    kept.save(update_fields=["name"])
    record(actor=actor, action="filter.rename", subject=kept, at=at)
    return kept


@transaction.atomic
def filter_remove(*, actor: Any, kept: KeptFilter, at: datetime) -> None:
    actor = ACCESS.admit("filter.remove", actor, kept)
    kept = _locked(actor, kept)
    KeptFilter.objects.filter(pk=kept.pk).delete()
    record(actor=actor, action="filter.remove", subject=kept, at=at)


def _locked(actor: Any, kept: KeptFilter) -> KeptFilter:
    """The filters of a person wait for their person; removed in another tab meanwhile, there is none."""
    Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    found = KeptFilter.objects.filter(pk=kept.pk).first()
    if found is None:
        raise Hidden
    return found


def _named(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > 60:
        raise Refused("filter.name", _("Give the filter a name of at most 60 signs."))
    return said


def _refuse_page(page: str) -> None:
    """Only an address of ours is led back to."""
    try:
        known = page.startswith("/") and len(page) <= 200 and resolve(page)
    except Resolver404:
        known = False
    if not known:
        raise Refused("filter.page", _("There is no such list."))
