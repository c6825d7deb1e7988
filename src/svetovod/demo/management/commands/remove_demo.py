from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from svetovod.demo import removing
from svetovod.demo.removing import ChangedError, Standing

NAMED = 10  # numbers of a kind that are told
UNCHANGED = "Nothing was changed."


class Command(BaseCommand):
    help = (
        "Take the demonstration out of a database in which nothing else is; without --confirm only say what would go."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--confirm", default="", metavar="DATABASE")
        parser.add_argument("--written", default=0, type=int, metavar="N")

    def handle(self, *args: Any, confirm: str = "", written: int = 0, **options: Any) -> None:
        try:
            self._handle(confirm, written)
        except Error as error:  # one transaction: it has left all as it was
            raise CommandError(f"{str(error).strip()}\n{UNCHANGED}") from error

    def _handle(self, confirm: str, written: int) -> None:
        found = removing.standing()
        _refuse(found)
        self._tell(found)
        said = f"--confirm {found.database}" + (f" --written {found.written}" if found.written else "")
        if not confirm:
            self.stdout.write(f"{UNCHANGED} To remove it: svetovod demo remove {said}")
            return
        if confirm != found.database:
            raise CommandError(f"The database is called {found.database}, not {confirm}. {UNCHANGED}")
        if written != found.written:
            raise CommandError(
                f"Entries written beside the load: {found.written}, not {written}. If they may go: {said}\n{UNCHANGED}"
            )
        if found.others:
            raise CommandError(
                f"{found.others} connections work with the database {found.database}: stop the server first. "
                f"{UNCHANGED}"
            )
        try:
            left = removing.remove(found, timezone.now())
        except ChangedError as error:
            raise CommandError(f"Somebody has written meanwhile: ask once more. {UNCHANGED}") from error
        self.stdout.write("The demonstration is gone. Start without --demo and without SVETOVOD_DEMO.")
        for path in left:
            self.stdout.write(f"Its file could not be deleted: {path}")
        mail = Path(settings.VAR) / "mail"
        if mail.is_dir() and any(mail.iterdir()):
            self.stdout.write(f"Letters in {mail} do not say whose they are: they stay.")

    def _tell(self, found: Standing) -> None:
        self.stdout.write(
            f"Database {found.database}: {found.rows:,} rows, all of the demonstration. They would all go,"
        )
        self.stdout.write("with its journal, its accounts and its files; an empty installation stays, with its keys.")
        if found.written:
            self.stdout.write(
                "Written beside the load, by people with the scene's accounts or by its later steps: entries "
                f"{found.written}, people {found.people}, projects begun {found.projects}. If any of it is real: stop."
            )
        if found.erased:
            self.stdout.write(f"Accounts that were erased: {found.erased}; whose they were nobody can tell.")


def _refuse(found: Standing) -> None:
    if not found.scene:
        raise CommandError(f"There is no demonstration in the database {found.database}.")
    if removing.of_another():
        raise CommandError(
            f"An embedded database lies in {settings.VAR}, and {found.database} is another: that folder is not its. "
            f"Name the right one by SVETOVOD_VAR. {UNCHANGED}"
        )
    if found.strangers:
        lines = (
            f"  {kind}: {len(numbers)}, number {', '.join(map(str, numbers[:NAMED]))}"
            f"{', ...' if len(numbers) > NAMED else ''}"
            for kind, numbers in found.strangers.items()
        )
        raise CommandError(
            "\n".join((f"Not all in the database {found.database} is the demonstration's:", *lines, UNCHANGED))
        )
