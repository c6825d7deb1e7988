"""Reading facts by which people may be tied to organisations."""

from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Organisation, OrganisationParticular


def particulars_of(actor: Any, organisation: Organisation) -> QuerySet[OrganisationParticular]:
    """Those that hold; hidden from whoever has no business with them."""
    if not ACCESS.allows("particular.view", actor, organisation):
        raise Hidden
    return organisation.particulars.filter(withdrawn_at=None).select_related("entered_by")


def particular_get(actor: Any, organisation: Organisation, pk: int) -> OrganisationParticular:
    found = particulars_of(actor, organisation).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found
