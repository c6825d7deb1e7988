"""Addresses stored with signs that nobody sees are made what is seen: their owners sign in again, and whoever is
invited gets an account that opens."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from svetovod.web.accounts.services import addresses_mend


class Command(BaseCommand):
    help = "Take unseen signs out of addresses of accounts and invitations. Example: svetovod manage mend_addresses"

    def handle(self, *args: Any, **options: Any) -> None:
        done = addresses_mend(at=timezone.now())
        self.stdout.write(f"mended: {done.mended}, open invitations: {done.invitations}")
        if done.left:
            numbers = ", ".join(str(person.pk) for person in done.left)
            raise CommandError(
                f"left as they are, for another account has the address without these signs: numbers {numbers}. "
                "Where one of these is not used, close it; where the other account is not, erase that one, for a "
                "closed account keeps its address, and run this again."
            )
