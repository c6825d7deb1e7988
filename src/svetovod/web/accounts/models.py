"""People, the roles they hold, invitations, and tokens of programs. Personal fields live here and nowhere else."""

import secrets
import uuid
from datetime import datetime
from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction

from svetovod.web.common.fields import without_unseen

from .enums import Role, Scope, TokenScope


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """Accounts begin with an address that was proved by a letter or vouched for by an operator."""
        from allauth.account.models import EmailAddress  # its app is loaded after this one

        person = self.model(email=self.normalize_email(without_unseen(email).strip()).lower(), **fields)
        person.set_password(password)
        with transaction.atomic(using=self._db):
            person.save(using=self._db)
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def by_address(self, email: str) -> "Person | None":
        """By the address that is seen, as accounts begin with it; else by one that an older version stored as it was
        copied."""
        written = email.strip().lower()
        plain = without_unseen(written).strip()
        found = {person.email: person for person in self.filter(email__in={plain, written})}
        return found.get(plain) or found.get(written)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Whoever signs in. `pseudonym` stands for the person in the ledger; erasure blanks everything else."""

    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="ru")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


@pghistory.track()
class RoleGrant(models.Model):
    """A role of a person within a scope: (organisation, 12), (round, 1), (region, RU-MO), (platform, "")."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role)
    scope = models.CharField(max_length=20, choices=Scope)
    scope_id = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, blank=True, help_text="what the person reads in 'I act for ...'")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "role", "scope", "scope_id"],
                condition=models.Q(revoked_at=None),
                name="grant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.scope}:{self.scope_id}"


def _token() -> str:
    return secrets.token_urlsafe(32)


class Invitation(models.Model):
    """An invitation by e-mail to hold a role; works before the account exists, once, for a limited time."""

    token = models.CharField(max_length=64, unique=True, default=_token)
    email = models.EmailField()
    role = models.CharField(max_length=30, choices=Role)
    scope = models.CharField(max_length=20, choices=Scope)
    scope_id = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, blank=True)
    # empty: the installation's operator, from the command line
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email}: {self.role}"


class AccessToken(models.Model):
    """What a program shows in its owner's name. `digest` is the SHA-256 of it, `head` the beginning the owner knows.

    Counted in real time, as invitations are. The name is a person's own words: no history keeps it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    head = models.CharField(max_length=12)
    scope = models.CharField(max_length=8, choices=TokenScope)
    projects = models.JSONField(default=list, blank=True, help_text="ids of projects it is limited to; empty: all")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="token_has_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.head}"

    def in_force(self, real_now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > real_now


class KeptFilter(models.Model):
    """A filter of a list, kept under a name. The words are a person's own: no history keeps them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_filters")
    page = models.CharField(max_length=200, help_text="address of the list, without its parameters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="parameters of the list, without the number of the page")
    kept_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="kept_filter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.page}"


class DeskVisit(models.Model):
    """When a person was at the desk last, and the time before: what came since then is new. No record, a mark."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="desk_visit")
    began_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.began_at}"
