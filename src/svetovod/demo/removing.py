"""The demonstration taken out of a database in one step, where everything in it is the demonstration's.

Entries of the journal are never deleted and rows of the scene hang on one another: nothing is picked out. All tables
are made anew, and the new journal begins with what was removed. Where anything else is in the database nothing is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person
from svetovod.web.audit.management.commands.prepare import set_privileges
from svetovod.web.audit.selectors import head
from svetovod.web.audit.services import record
from svetovod.web.events.models import PracticalSession
from svetovod.web.figures.models import FiguresRequest
from svetovod.web.regions.models import Survey
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.selection.models import SelectionRound

from .build_events import SLUG
from .people import DOMAIN

INVENTED = (f"@{DOMAIN}", "@example.org")  # people of the scene, and its visitors
NO_REGION = "00"  # an INN of the scene begins with it, a real one never


@dataclass(frozen=True, slots=True)
class Standing:
    """`strangers` are numbers of what is not the demonstration's, by kind; `others` work with the database now."""

    database: str
    scene: bool
    rows: int
    strangers: Mapping[str, list[int]]
    others: int


def standing() -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        (others,) = cursor.fetchone()
        rows = sum(_rows(cursor, table) for table in connection.introspection.django_table_names(only_existing=True))
    found = {kind: list(query.order_by("pk").values_list("pk", flat=True)) for kind, query in _not_ours().items()}
    return Standing(
        str(connection.settings_dict["NAME"]), PracticalSession.objects.filter(slug=SLUG, is_demo=True).exists(), rows,
        {kind: numbers for kind, numbers in found.items() if numbers}, others,
    )  # fmt: skip


def remove(at: datetime) -> None:
    """Asks nothing: whoever calls has looked at `standing`. As the owner of the database; `at` is real time."""
    gone = head()
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    call_command("migrate", verbosity=0, interactive=False)
    set_privileges()
    with transaction.atomic():
        record(
            actor=SYSTEM, action="demo.remove", subject=("audit.domainclock", "1"), at=at, entries=gone.size,
            root=gone.root,
        )  # fmt: skip


def _not_ours() -> dict[str, QuerySet[Any]]:
    invented = Q()
    for ending in INVENTED:
        invented |= Q(email__endswith=ending)
    return {
        "people": Person.objects.exclude(invented),
        "organisations": Organisation.objects.exclude(inn__startswith=NO_REGION),
        "clusters": Cluster.objects.filter(is_demo=False),
        "practical sessions": PracticalSession.objects.filter(is_demo=False),
        "selections": SelectionRound.objects.filter(demo=False),
        "requests for figures": FiguresRequest.objects.filter(is_demo=False),
        "surveys of regions": Survey.objects.filter(is_demo=False),
    }


def _rows(cursor: Any, table: str) -> int:
    cursor.execute(f'select count(*) from "{table}"')  # noqa: S608 -- the name of a model's table
    (rows,) = cursor.fetchone()
    return int(rows)
