"""Migrations, each whole or not there at all, and names of those that stand in no file any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

# Steps from before tables were made at once for the first time. Databases and backups remember them, even those that
# were made afterwards: the one migration that stood for them noted them down as well.
FORMER = {
    "accounts": "0001_initial 0002_registry_head 0002_tokens",
    "audit": "0001_initial",
    "confirmation": "0001_initial 0002_afterwards 0002_taken_by 0003_absences",
    "documents": "0001_initial",
    "dossier": "0001_initial 0002_pins 0003_participation 0004_managing 0005_programme",
    "events": "0001_initial 0002_meetings",
    "figures": "0001_initial 0002_tables",
    "handover": "0001_initial 0002_cases 0003_signing",
    "notices": "0001_initial 0002_letter_bundle",
    "projects": (
        "0001_initial 0002_bundles 0002_plan_schedule 0003_application_templates 0003_sections"
        " 0004_evidence_kits 0004_functional_map 0005_after_the_award 0005_efficiency"
        " 0006_remark_templates_filing 0007_imports_replaced 0008_remark_terms"
    ),
    "registry": (
        "0001_initial 0002_places 0002_sheet_sums 0003_numbers_compared 0003_sheet_sources"
        " 0004_pending_sheets 0005_bulk_imports 0006_organisations_merged"
    ),
    "rulebook": "0001_verifications 0002_editions 0003_handover",
    "selection": "0001_initial 0002_vote_withdrawn 0003_announcements",
}


def former(app: str) -> set[tuple[str, str]]:
    return {(app, name) for name in FORMER.get(app, "").split()}


@contextmanager
def settings_kept() -> Iterator[None]:
    """Which models a setting may replace is asked of the product's own models once.

    Django keeps it for all registries together and forgets it with every model of the past that it makes, so each
    foreign key looks through all models again: a quarter of what an empty database takes.
    """
    asked = "get_swappable_settings_name"
    before = vars(apps).get(asked)  # the instance's own, in front of the class's
    setattr(apps, asked, cache(getattr(apps, asked)))
    try:
        yield
    finally:
        if before is None:
            delattr(apps, asked)
        else:
            setattr(apps, asked, before)


class Executor(MigrationExecutor):
    """Django notes down a migration with foreign keys or indexes after its commit: killed between the two, it would be
    begun again on tables that are there."""

    def migrate(self, *targets: Any, **options: Any) -> Any:
        with settings_kept():
            return super().migrate(*targets, **options)

    def apply_migration(self, state: ProjectState, migration: Migration, **options: Any) -> ProjectState:  # type: ignore[override]
        if not migration.atomic:
            return super().apply_migration(state, migration, **options)
        with transaction.atomic(using=self.connection.alias):
            return super().apply_migration(state, migration, **options)
