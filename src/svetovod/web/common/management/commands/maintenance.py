"""Work on the server is announced, begun and ended by the operator."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from svetovod.web.common.maintenance import Maintenance, maintenance_announce, maintenance_end, maintenance_read


class Command(BaseCommand):
    help = (
        "Announce work on the server on every page. "
        "Example: svetovod manage maintenance --begins '2026-12-01 20:00' --minutes 30"
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--begins", help="Local time; now if left out.")
        parser.add_argument("--minutes", type=int, default=30, help="How long it will take; 30 if left out.")
        parser.add_argument("--words", default="", help="A sentence of your own beside it.")
        parser.add_argument("--closed", action="store_true", help="From its beginning until --end nobody can work.")
        parser.add_argument("--end", action="store_true", help="It is over.")

    def handle(
        self, *args: Any, begins: str | None, minutes: int, words: str, closed: bool, end: bool, **options: Any
    ) -> None:
        if end:
            maintenance_end()
            self.stdout.write("no maintenance")
            return
        if minutes < 1:
            raise CommandError("--minutes must be at least 1")
        since = _moment(begins) if begins else timezone.now().replace(second=0, microsecond=0)
        maintenance_announce(Maintenance(since, since + timedelta(minutes=minutes), words, closed))
        found = maintenance_read()
        assert found is not None
        self.stdout.write(f"{found.begins.isoformat()} - {found.ends.isoformat()}" + (" closed" if closed else ""))


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"--begins {text}: {error}") from error
    if found is None:
        raise CommandError(f"--begins {text}: write it as '2026-12-01 20:00'")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
