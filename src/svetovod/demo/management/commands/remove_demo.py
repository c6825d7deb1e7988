from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from svetovod.demo import removing

NAMED = 10  # numbers of a kind that are told


class Command(BaseCommand):
    help = (
        "Take the demonstration out of a database in which nothing else is; without --confirm only say what would go."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--confirm", default="", metavar="DATABASE")

    def handle(self, *args: Any, confirm: str = "", **options: Any) -> None:
        found = removing.standing()
        if not found.scene:
            raise CommandError(f"There is no demonstration in the database {found.database}.")
        if found.strangers:
            lines = (
                f"  {kind}: {len(numbers)}, number {', '.join(map(str, numbers[:NAMED]))}"
                f"{', ...' if len(numbers) > NAMED else ''}"
                for kind, numbers in found.strangers.items()
            )
            raise CommandError(
                "\n".join(
                    (
                        f"Not all in the database {found.database} is the demonstration's:",
                        *lines,
                        "Nothing was changed.",
                    )
                )
            )
        self.stdout.write(
            f"Database {found.database}: {found.rows:,} rows, all of the demonstration. They would all go,"
        )
        self.stdout.write("with its journal, its accounts and its files; an empty installation stays, with its keys.")
        if not confirm:
            self.stdout.write(f"Nothing was changed. To remove it: svetovod demo remove --confirm {found.database}")
            return
        if confirm != found.database:
            raise CommandError(f"The database is called {found.database}, not {confirm}: nothing was changed.")
        if found.others:
            raise CommandError(
                f"{found.others} connections work with the database {found.database}: stop the server first. "
                "Nothing was changed."
            )
        removing.remove(timezone.now())
        self.stdout.write("The demonstration is gone. Start without --demo and without SVETOVOD_DEMO.")
