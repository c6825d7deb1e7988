"""Sign-ins ended by the operator: of one person whose computer was lost, or of everybody."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.selectors import person_by_email
from svetovod.web.accounts.services.closing import end_sessions
from svetovod.web.audit.services import record


class Command(BaseCommand):
    help = "Sign a person out in every browser, or everybody. Example: svetovod manage sign_out a@b.ru"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?")
        parser.add_argument("--everybody", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, email: str | None, everybody: bool, **options: Any) -> None:
        if bool(email) == everybody:
            raise CommandError("Name one address, or --everybody.")
        if email is None:
            ended = Session.objects.all().delete()[0]
            UserSession.objects.all().delete()
            self.stdout.write(f"{ended} sign-ins ended")
            return
        person = person_by_email(email)
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        end_sessions(person)
        record(actor=SYSTEM, action="person.sign_out", subject=person, at=timezone.now())
        self.stdout.write("signed out")
