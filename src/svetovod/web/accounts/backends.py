"""Who is signed in, and what they hold: one question a page instead of two."""

import json
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from svetovod.web.common.prepared import Prepared

from .actors import GRANT
from .models import Person, RoleGrant

RECOVERY = Authenticator.Type.RECOVERY_CODES


class PersonBackend(AuthenticationBackend):
    """allauth's sign-in; the person of a session comes with `held`, the grants in force, and `has_second`: a factor."""

    def get_user(self, user_id: Any) -> Person | None:
        found: list[Any] = list(Person.objects.raw(*_PERSON.statement(user_id)))
        if not found or not self.user_can_authenticate(found[0]):
            return None
        found[0].held = [json.loads(row) for row in found[0].held]
        person: Person = found[0]
        return person


def _person(pk: int) -> QuerySet[Person]:
    grants = RoleGrant.objects.filter(person=OuterRef("pk"), revoked_at=None).order_by("id")
    row = JSONObject(**{name: name for name in GRANT})
    held = ArraySubquery(grants.values(row=row))
    second = Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=RECOVERY))
    return Person.objects.filter(pk=pk).annotate(held=held, has_second=second)


_PERSON = Prepared(_person, -1)
