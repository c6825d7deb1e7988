"""Django's own command; each migration is whole or not there at all."""

from django.core.management.commands import migrate

from svetovod.web.common.migrating import Executor

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]


class Command(migrate.Command):
    pass
