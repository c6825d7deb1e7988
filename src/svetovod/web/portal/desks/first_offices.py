"""First steps of those who run the installation, its sessions and its registry; `first.py` says whose turn it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings, people_in_role
from svetovod.web.accounts.standing import lacks_second_factor, needs_second_factor
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import ConsentDocument, PracticalSession
from svetovod.web.notices.selectors import mail_leaves
from svetovod.web.regions.selectors import facilities
from svetovod.web.registry.models import Cluster, NumberCheck

from .shape import First

PAST = (SessionState.FINISHED, SessionState.ARCHIVED)


def administrator(actor: Any, moment: datetime) -> Iterator[First]:
    if needs_second_factor(actor):
        yield First(
            _("Set up the second step of signing in"), reverse("mfa_index"), not lacks_second_factor(actor),
            _("your role works only with it"),
        )  # fmt: skip
    yield First(
        _("Invite the organiser and the registry officer"), reverse("accounts:team"),
        all(people_in_role(role) for role in (Role.ORGANISER, Role.REGISTRY_OFFICER)),
        _(
            "they enter sessions and clusters, a secretary of the platform begins selections; you enter nothing of the "
            "domain"
        ),
    )  # fmt: skip
    yield First(
        _("Let letters out to the mail server"), reverse("notices:mail_list"), mail_leaves(),
        _(
            "until then they stay in the folder of the installation; the settings SVETOVOD_EMAIL_BACKEND (by SMTP) and "
            "SVETOVOD_EMAIL_HOST let them out"
        ),
    )  # fmt: skip


def organiser(actor: Any, moment: datetime) -> Iterator[First]:
    held = PracticalSession.objects.filter(slug__in=actor.scope_ids(Scope.SESSION, Role.ORGANISER))
    rows = list(held.exclude(state=SessionState.CANCELLED).annotate(entries=Count("items")).order_by("-pk"))
    ahead = next((row for row in rows if row.state not in PAST), rows[0] if rows else None)
    slug = [ahead.slug] if ahead else []
    plan = reverse("events:plan", args=slug) if slug else ""
    if actor.holds(Role.ORGANISER, Scope.PLATFORM):
        yield First(
            _("Prepare a session: name, days, place"), reverse("events:session_new"), bool(rows),
            _("a draft is seen by its organisers alone"),
        )  # fmt: skip
        yield First(
            _("Publish the text of the consent to personal data"), reverse("events:consent_texts"),
            ConsentDocument.objects.filter(required=True).exists(), _("whoever registers is asked for it"),
        )  # fmt: skip
    yield First(
        _("Put the programme together"), reverse("events:programme", args=slug) if slug else "",
        any(row.entries for row in rows),
    )  # fmt: skip
    yield First(
        _("Publish the session: registration opens by itself"), plan,
        any(row.state != SessionState.DRAFT for row in rows),
    )  # fmt: skip
    # nobody is invited to what is over, though it was never marked finished
    over = bool(ahead and (ahead.state in PAST or ahead.ends_on < timezone.localdate(moment)))
    yield First(
        _("Invite a second organiser and the experts"), plan and f"{plan}#team",
        over or _has_team(actor, [row.slug for row in rows]),
    )  # fmt: skip


def _has_team(actor: Any, slugs: list[str]) -> bool:
    """One session has both: an organiser beside the actor, and an expert."""
    organisers = holdings(Scope.SESSION, slugs, Role.ORGANISER)
    helped = {each.scope_id for each in organisers if each.person_id != actor.person_id}
    return any(each.scope_id in helped for each in holdings(Scope.SESSION, slugs, Role.EXPERT))


def region(actor: Any, moment: datetime) -> Iterator[First]:
    held = sorted(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER))
    if not held:
        return
    yield First(
        _("Enter the clusters of the region by their workbooks"), reverse("registry:bulk_list"),
        Cluster.objects.filter(regions__has_any_keys=held).exists(),
    )  # fmt: skip
    yield First(
        _("Write down the parks, laboratories and other objects of the region"),
        reverse("regions:facilities", args=held[:1]), facilities().filter(region__in=held).exists(),
    )  # fmt: skip


def officer(actor: Any, moment: datetime) -> Iterator[First]:
    compared = Exists(NumberCheck.objects.all())
    found = list(Cluster.objects.order_by().values_list(compared)[:1])  # both in one question, once there is a cluster
    yield First(
        _("Enter the clusters by their workbooks"), reverse("registry:bulk_list"), bool(found),
        _("many files at once; nothing is taken over before you say so"),
    )  # fmt: skip
    yield First(
        _("Compare numbers of organisations with the state register"), reverse("registry:numbers"),
        found[0][0] if found else NumberCheck.objects.exists(),
    )  # fmt: skip
