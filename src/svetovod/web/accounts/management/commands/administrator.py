"""The first administrator of an installation: an invitation printed on the console."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.services.invitations import invitation_create, link


class Command(BaseCommand):
    help = (
        "Invite an administrator: sends the letter and prints the link. Example: svetovod manage administrator a@b.ru"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        now = timezone.now()
        invitation = invitation_create(
            actor=SYSTEM, email=email, role=Role.ADMINISTRATOR, scope=Scope.PLATFORM, at=now, real_now=now
        )
        self.stdout.write(link(invitation))
