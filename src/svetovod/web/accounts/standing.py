"""Predicates of standing that the access tables of several apps share: by office, not by object of one app."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from rules.predicates import predicate

from .enums import Role, Scope

EVERYBODY = "everybody"  # in the place of a role, of whom a second step of signing in is asked


@predicate
def system(actor: Any, obj: Any = None) -> bool:
    """Commands and jobs: only code can make this actor."""
    return actor.person_id is None and actor.pseudonym == "system"


@predicate
def administrator(actor: Any, obj: Any = None) -> bool:
    return bool(actor.holds(Role.ADMINISTRATOR, Scope.PLATFORM))


@predicate
def registry_officer(actor: Any, obj: Any = None) -> bool:
    return bool(actor.holds(Role.REGISTRY_OFFICER, Scope.PLATFORM))


@predicate
def registry_head(actor: Any, obj: Any = None) -> bool:
    """Sees what waits when no officer is there; decides nothing."""
    return bool(actor.holds(Role.REGISTRY_HEAD, Scope.PLATFORM))


@predicate
def auditor(actor: Any, obj: Any = None) -> bool:
    """Of the whole installation; the auditor of one round is that round's."""
    return bool(actor.holds(Role.AUDITOR, Scope.PLATFORM))


@predicate
def manages(actor: Any, cluster: Any) -> bool:
    """Holds the cluster itself, or its managing organisation."""
    return bool(
        actor.holds(Role.CLUSTER_MANAGER, Scope.CLUSTER, cluster.pk)
        or actor.holds(Role.CLUSTER_MANAGER, Scope.ORGANISATION, cluster.manager_id)
    )


@predicate
def official_of_region(actor: Any, cluster: Any) -> bool:
    """Of an authority or a development centre of a region the cluster is in."""
    held = actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)
    return bool(held & set(cluster.regions))


def needs_second_factor(actor: Any) -> bool:
    """Holds a role that works only with a second step of signing in, or it is asked of everybody."""
    asked = settings.SECOND_FACTOR_ROLES
    return any(actor.holds(role) for role in asked) or (EVERYBODY in asked and actor.person_id is not None)


def lacks_second_factor(actor: Any) -> bool:
    """Recovery codes alone are none: they only stand in for one that is lost. A provider may have asked for as much."""
    if actor.strong or not needs_second_factor(actor):
        return False
    factors = Authenticator.objects.filter(user=actor.person_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return not factors.exists()
