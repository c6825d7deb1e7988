"""The demonstration taken out of a database in one step, where everything in it is the demonstration's.

Entries of the journal are never deleted and rows of the scene hang on one another: nothing is picked out. The product's
own tables are emptied, all of them or none, and the new journal begins with what was removed. Where anything else is in
them nothing is done. What else stands in the database, or lies in the folder of the data, is not touched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import BooleanField, EmailField, Model, Q, QuerySet

from svetovod import postgres
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person
from svetovod.web.audit.management.commands.prepare import alone
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import head
from svetovod.web.audit.services import record
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.scanning import places
from svetovod.web.events.models import PracticalSession
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.regions.facilities.models import Facility
from svetovod.web.regions.registries.models import RegistryFile
from svetovod.web.regions.registries.services import path_of
from svetovod.web.registry.models import Organisation
from svetovod.web.settings import env

from .build_events import SLUG
from .build_facilities import AT as TOLD_AT
from .build_facilities import KNOWN
from .people import DOMAIN
from .scene import FOUNDED

INVENTED = (f"@{DOMAIN}", "@example.org")  # people of the scene, and its visitors
ERASED = "@svetovod.invalid"  # what stands for an address that was erased: whose it was nobody can tell
FLAGS = {"is_demo", "demo"}
NO_REGION = "00"  # an INN of the scene begins with it, a real one never
KEPT = {"django_migrations", "django_content_type", "auth_permission"}  # an empty installation has their rows, too
NAMES = {  # of what may be somebody else's, as an operator reads it
    "account.EmailAddress": "addresses of accounts",
    "accounts.Invitation": "invitations to a role",
    "accounts.Person": "accounts",
    "events.PracticalSession": "practical sessions",
    "events.SessionInvite": "invitations to practical sessions",
    "events.SessionTask": "tasks of protocols",
    "figures.FiguresRequest": "requests for yearly figures",
    "notices.AddressHold": "addresses that take no letters",
    "notices.LetterWish": "choices of how letters come",
    "notices.OutgoingMail": "letters",
    "notices.ProblemReport": "reports of problems",
    "registry.Cluster": "clusters",
    "registry.Organisation": "organisations",
    "regions.CentreService": "services of centres to enterprises",
    "regions.Facility": "objects of infrastructure",
    "regions.RegistryFile": "files of state registries",
    "regions.Survey": "surveys of purchases",
    "rulebook.LawEdition": "editions of acts",
    "selection.PlaceOffer": "places offered to experts and members",
    "selection.SelectionRound": "selections",
}
REMOVED = "demo.remove"
PATIENCE = "5s"  # for whoever writes just now


class ChangedError(RuntimeError):
    """Between the question and the answer somebody has written, or come."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`strangers` are numbers of what is not the demonstration's, by kind; `others` work with the database now.

    `written` entries of the journal are not of the scene's load: the scene's later steps, and what people have done
    with its accounts, which look alike; they are of `people`, and `projects` were begun in them. Accounts that were
    `erased` are nobody's.
    """

    database: str
    scene: bool
    rows: int
    strangers: Mapping[str, list[Any]]
    others: int
    written: int
    people: int
    projects: int
    erased: int


def standing() -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
        rows = sum(_rows(cursor, table) for table in _tables(cursor))
    written = _written()
    return Standing(
        database=str(connection.settings_dict["NAME"]),
        scene=PracticalSession.objects.filter(slug=SLUG, is_demo=True).exists(),
        rows=rows,
        strangers=_strangers(),
        others=others,
        written=written.count(),
        people=written.exclude(actor__in=("", SYSTEM.pseudonym)).order_by().values("actor").distinct().count(),
        projects=written.filter(action="project.create").count(),
        erased=Person.objects.filter(email__endswith=ERASED).count(),
    )


def of_another() -> bool:
    """Whether an embedded database lies in the folder of the data, and is not the one Django speaks to."""
    folder = Path(settings.VAR)
    if not postgres.has_data(folder):
        return False
    server, said = postgres.attached(folder), connection.settings_dict
    return server is None or str(server.socket) not in {said["HOST"], said["OPTIONS"].get("host")}


def remove(told: Standing, at: datetime) -> list[Path]:
    """As the owner of the database; `at` is real time. Files that rows named and that could not be deleted after them.

    `told` is what whoever decided has looked at: raises `ChangedError` where it is not so any more, once nobody else
    can write. All in one transaction; the files go after it.
    """
    with alone(), transaction.atomic():
        with connection.cursor() as cursor:
            tables = ", ".join(f'only "{table}"' for table in _tables(cursor))
            cursor.execute(f"set local lock_timeout = '{PATIENCE}'")
            cursor.execute(f"lock table {tables} in access exclusive mode")
        if standing() != told:
            raise ChangedError
        gone, files = head(), list(_files())
        with connection.cursor() as cursor:
            # refused where a table of others hangs on ours. Numbers go on: codes of doors and links of letters are made
            # of them with the key of the server, and one of the demonstration's must open nothing of a real person
            cursor.execute(f"truncate {tables}")
        record(
            actor=SYSTEM, action=REMOVED, subject=("audit.domainclock", "1"), at=at, entries=gone.size,
            root=gone.root,
        )  # fmt: skip
    return _drop(files)


def _tables(cursor: Any) -> list[str]:
    """The product's own, its queue of jobs among them; none of the operator's apps."""
    theirs = set(env.words("SVETOVOD_APPS"))
    ours = [each for each in apps.get_app_configs() if each.name not in theirs]
    known = {model._meta.db_table for each in ours for model in each.get_models(include_auto_created=True)}
    return sorted(known & set(connection.introspection.table_names(cursor)) - KEPT)


def _rows(cursor: Any, table: str) -> int:
    cursor.execute(f'select count(*) from only "{table}"')  # noqa: S608 -- the name of a model's table
    (rows,) = cursor.fetchone()
    return int(rows)


def _strangers() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for query in _not_ours():
        if numbers := list(query.order_by("pk").values_list("pk", flat=True)):
            found.setdefault(_named(query.model), []).extend(numbers)
    return found


def _named(model: type[Model]) -> str:
    """Of an operator's own app as it calls it; a table of earlier states by the table they are of."""
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return f"earlier states of {_named(tracked)}"
    return NAMES.get(model._meta.label) or str(model._meta.verbose_name_plural)


def _not_ours() -> Iterator[QuerySet[Any]]:
    """Of every model that says so of its rows those that are not of a demonstration, and every address kept."""
    yield Organisation.objects.exclude(inn__startswith=NO_REGION)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and (strange := _strange(model)):
            yield model._base_manager.filter(strange)


def _strange(model: type[Model]) -> Q:
    strange = Q()
    for field in model._meta.concrete_fields:
        if isinstance(field, BooleanField) and field.name in FLAGS:
            strange |= Q(**{field.name: False}) & ~_known(model)
        elif isinstance(field, EmailField):
            ours = Q(**{field.name: ""})
            for ending in (*INVENTED, ERASED):
                ours |= Q(**{f"{field.name}__iendswith": ending})
            strange |= ~ours
    return strange


def _known(model: type[Model]) -> Q:
    """The one thing that the scene tells and has not invented."""
    if model is Facility:
        return Q(name=KNOWN["name"], source=KNOWN["source"], made_at=TOLD_AT)
    return Q(pk__in=())


def _written() -> QuerySet[LedgerEntry]:
    """The load is one transaction: from its first grant to its move of the clock nobody else has written. An entry of
    a removal before it is of no person."""
    entries = LedgerEntry.objects.exclude(action=REMOVED).order_by("index")
    first = entries.filter(actor=SYSTEM.pseudonym, action="grant.create", domain_at=FOUNDED).first()
    last = first and entries.filter(action="clock.move", index__gt=first.index).first()
    return entries.exclude(index__range=(first.index, last.index)) if first and last else entries


def _files() -> Iterator[Path]:
    """What rows name, and the list of the scene's logins."""
    for digest in Attachment.objects.order_by().values_list("sha256", flat=True).distinct():
        yield from places(digest)
    yield from (held.path for held in HeldFile.objects.all())
    yield from (path_of(file) for file in RegistryFile.objects.all())
    yield from (Path(settings.VAR) / name for name in ("demo-logins.txt", "demo-logins.json"))


def _drop(files: list[Path]) -> list[Path]:
    left = []
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return left
