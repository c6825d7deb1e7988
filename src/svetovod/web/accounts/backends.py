"""Who is signed in, and what they hold: one question a page instead of two."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from .actors import GRANT
from .models import Person, RoleGrant

RECOVERY = Authenticator.Type.RECOVERY_CODES


class PersonBackend(AuthenticationBackend):
    """allauth's sign-in; the person of a session comes with `held`, the grants in force, and `has_second`: a factor."""

    def get_user(self, user_id: Any) -> Person | None:
        grants = RoleGrant.objects.filter(person=OuterRef("pk"), revoked_at=None).order_by("id")
        row = JSONObject(**{name: name for name in GRANT})
        held = ArraySubquery(grants.values(row=row))
        second = Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=RECOVERY))
        person = Person.objects.filter(pk=user_id).annotate(held=held, has_second=second).first()
        return person if person is not None and self.user_can_authenticate(person) else None
