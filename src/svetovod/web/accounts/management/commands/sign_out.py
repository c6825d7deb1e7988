"""Sign-ins and tokens ended by the operator: of one person whose computer was lost, or of everybody."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import AccessToken, Person
from svetovod.web.accounts.selectors import person_by_email
from svetovod.web.accounts.services.closing import end_sessions, end_tokens
from svetovod.web.audit.services import record


class Command(BaseCommand):
    help = "End all sign-ins and tokens of a person, or of everybody. Example: svetovod manage sign_out a@b.ru"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?")
        parser.add_argument("--everybody", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, email: str | None, everybody: bool, **options: Any) -> None:
        if bool(email) == everybody:
            raise CommandError("Name one address, or --everybody.")
        if email is None:
            self._everybody()
            return
        person = person_by_email(email)
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        _end(person)
        self.stdout.write("signed out, tokens ended")

    def _everybody(self) -> None:
        inside = Q(pk__in=UserSession.objects.values("user")) | Q(
            pk__in=AccessToken.objects.filter(revoked_at=None).values("person")
        )
        people = list(Person.objects.filter(inside).order_by("pk"))
        for person in people:
            _end(person)
        Session.objects.all().delete()  # visitors' too
        self.stdout.write(f"{len(people)} signed out, tokens ended")


def _end(person: Person) -> None:
    now = timezone.now()
    end_sessions(person)
    end_tokens(person, now)
    record(actor=SYSTEM, action="person.sign_out", subject=person, at=now)
