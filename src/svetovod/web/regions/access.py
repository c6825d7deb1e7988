"""Who may do what with surveys of purchases and with what enterprises publish of themselves. Pages of regions are
everybody's: they show what is published and nothing that rests on fewer than three enterprises."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import administrator, registry_officer, system
from svetovod.web.common.access import AccessTable, anyone


@predicate
def official(actor: Any, obj: Any = None) -> bool:
    """Answers for some region: sees its own page before the public does."""
    return bool(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER))


@predicate
def speaks(actor: Any, organisation: Any) -> bool:
    """Speaks for the enterprise itself."""
    return organisation.pk in actor.organisation_ids(Role.PARTICIPANT, Role.INITIATOR, Role.CLUSTER_MANAGER)


@predicate
def centre_of(actor: Any, iso: str) -> bool:
    """Works in the development centre of the region."""
    return iso in actor.scope_ids(Scope.REGION, Role.CDC_OFFICER)


@predicate
def authority_of(actor: Any, iso: str) -> bool:
    return iso in actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY)


ACCESS = AccessTable(
    "regions",
    {
        "region.view": anyone,
        "survey.list": registry_officer | official,
        "survey.view": registry_officer | official | system,
        "survey.create": registry_officer | system,
        "survey.publish": registry_officer | system,
        "registry_file.list": registry_officer | official | administrator,
        "registry_file.create": registry_officer | official | administrator | system,
        "centre.view": centre_of | authority_of | system,
        "centre.log": centre_of | system,
        "centre.withdraw": centre_of,
        "centre.plan": centre_of | authority_of | system,
        "facility.log": centre_of | authority_of | system,
        "publication.view": speaks | registry_officer,
        "publication.set": speaks,
        "publication.withhold": registry_officer,
    },
)
