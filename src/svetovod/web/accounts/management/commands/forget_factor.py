"""A second factor that was lost with its recovery codes is taken away by the operator, who has made sure who asks."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.selectors import person_by_email
from svetovod.web.accounts.services.closing import end_sessions, end_tokens
from svetovod.web.audit.services import record


class Command(BaseCommand):
    help = "Take away the second factors of a person who lost them. Example: svetovod manage forget_factor a@b.ru"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        now, person = timezone.now(), person_by_email(email)
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        taken, _models = Authenticator.objects.filter(user=person).delete()
        if not taken:
            raise CommandError(f"{email} has no second factor.")
        end_sessions(person)
        end_tokens(person, now)
        record(actor=SYSTEM, action="person.forget_factor", subject=person, at=now, factors=taken)
        mail_key = f"factor_forgotten:{person.pk}:{now.isoformat()}"
        get_adapter().send_mail("accounts/email/factor_forgotten", person.email, {"mail_key": mail_key})
        self.stdout.write("taken away; the person was written to")
