"""Two records of one organisation become one: every app says what it holds of an organisation and how it lets go of it.

Registered in `AppConfig.ready`. The registry of organisations asks all apps, and knows none of those above it. What an
app has filed, signed or frozen it leaves with the record it names: that record is kept for ever.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet, Value


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that refers to an organisation; `stays` where it keeps the record it names."""

    group: Any
    title: str
    url: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way, or has to be known before: `blocks` says which. `text` is a sentence with its remedy."""

    text: Any
    url: str = ""
    blocks: bool = True


@dataclass(slots=True)
class Steps:
    """What a merge did, as plain data, so that it can be taken back row by row."""

    done: list[dict[str, Any]] = field(default_factory=list)

    def point(self, rows: QuerySet[Any], name: str, before: Any, after: Any) -> None:
        """Lets the field `name` of all rows, which is `before`, be `after`."""
        ids = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))
        if ids:
            rows.model._default_manager.filter(pk__in=ids).update(**{name: after})
            self._add("point", rows.model, ids=ids, field=name, before=before, after=after)

    def change(self, row: Model, **values: Any) -> None:
        """Writes fields of one row."""
        before = {name: _plain(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        after = {name: _plain(row, name) for name in values}
        self._add("change", type(row), ids=[row.pk], before=before, after=after)

    def create(self, row: Model, *, retired_by: str) -> None:
        """Saves a new row, which taking back does not delete: it puts the moment into the field `retired_by`."""
        row.save(force_insert=True)
        self._add("create", type(row), ids=[row.pk], field=retired_by)

    def remove(self, row: Model) -> None:
        """Deletes a row that is there twice; what it held is kept here."""
        self._add("remove", type(row), ids=[row.pk], row=serializers.serialize("json", [row]))
        row.delete()

    def _add(self, kind: str, model: type[Model], **what: Any) -> None:
        self.done.append({"kind": kind, "model": model._meta.label, **what})


def _plain(row: Model, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    return field.value_to_string(row) if getattr(row, name) is not None else None


@dataclass(slots=True)
class Undone:
    """How many rows went back, and how many were changed since and stay as they are."""

    back: int = 0
    kept: int = 0


def take_back(steps: Iterable[Mapping[str, Any]], at: datetime) -> Undone:
    """Undoes steps from the last to the first. A row that was changed since is left as it is now."""
    total = Undone()
    for step in reversed(list(steps)):
        model: Any = apps.get_model(step["model"])
        _BACK[step["kind"]](model, step, total, at)
    return total


def _point_back(model: Any, step: Mapping[str, Any], total: Undone, at: datetime) -> None:
    rows = model._default_manager.filter(pk__in=step["ids"], **{step["field"]: step["after"]})
    went = rows.update(**{step["field"]: step["before"]})
    total.back += went
    total.kept += len(step["ids"]) - went


def _create_back(model: Any, step: Mapping[str, Any], total: Undone, at: datetime) -> None:
    total.back += model._default_manager.filter(pk__in=step["ids"], **{step["field"]: None}).update(
        **{step["field"]: at}
    )


def _change_back(model: Any, step: Mapping[str, Any], total: Undone, at: datetime) -> None:
    row = model._default_manager.filter(pk=step["ids"][0]).first()
    names = [name for name, value in step["after"].items() if row is not None and _plain(row, name) == value]
    for name in names:
        value = step["before"][name]
        setattr(row, name, None if value is None else model._meta.get_field(name).to_python(value))
    if row is not None and names:
        row.save(update_fields=names)
    total.back += bool(names)
    total.kept += not names


def _remove_back(model: Any, step: Mapping[str, Any], total: Undone, at: datetime) -> None:
    for found in serializers.deserialize("json", step["row"]):
        found.object.save(force_insert=True)
    total.back += 1


_BACK: dict[str, Callable[[Any, Mapping[str, Any], Undone, datetime], None]] = {
    "point": _point_back, "create": _create_back, "change": _change_back, "remove": _remove_back,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merging:
    """One merge as it goes: the record that is given up, the one that stays, and what is done."""

    gone: int
    kept: int
    gone_name: str
    kept_name: str
    at: datetime
    steps: Steps


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one model that refer to an organisation by the field `name`.

    `moving` are those that follow the organisation, all unless it says less, none where it is None; the rest stay with
    the record they name.
    `where` narrows the model. `value` makes the field's value of the organisation's id. `title` and `url` say what a
    person reads and opens.
    """

    model: str
    name: str
    group: Any
    title: Callable[[Any], Any]
    url: Callable[[Any], str] = lambda row: ""
    where: Q = field(default_factory=Q)
    moving: Q | None = field(default_factory=Q)
    related: tuple[str, ...] = ()
    value: Callable[[int], Any] = int

    @property
    def all(self) -> QuerySet[Any]:
        return apps.get_model(self.model)._default_manager.filter(self.where)

    def follow(self, organisation: int) -> QuerySet[Any]:
        rows = self.all.filter(**{self.name: self.value(organisation)})
        return rows.none() if self.moving is None else rows.filter(self.moving)

    def of(self, organisations: Iterable[int]) -> QuerySet[Any]:
        return self.all.filter(**{f"{self.name}__in": [self.value(each) for each in organisations]})

    def mentions(self, organisations: Collection[int]) -> Iterator[tuple[int, Mention]]:
        """One query for any number of organisations."""
        asked = ExpressionWrapper(self.moving, BooleanField()) if self.moving else None
        moves = asked or Value(self.moving is not None)
        values = {self.value(each): each for each in organisations}
        rows = self.of(organisations).annotate(moves=moves)
        for row in rows.select_related(*self.related).order_by("pk") if self.related else rows.order_by("pk"):
            mention = Mention(self.group, str(self.title(row)), self.url(row), not row.moves)
            yield values[getattr(row, apps.get_model(self.model)._meta.get_field(self.name).attname)], mention


@dataclass(frozen=True, slots=True)
class Mover:
    """What one app holds of organisations.

    `settle` joins what both records have, before rows move; `others` names what is not found by a key: papers that have
    the organisation's INN in their text. `obstacles` asks of (gone, kept).
    """

    app: str
    rows: tuple[Rows, ...] = ()
    obstacles: Callable[[int, int], Iterable[Obstacle]] = lambda gone, kept: ()
    settle: Callable[[Merging], None] = lambda merging: None
    others: Callable[[int], Iterable[Mention]] = lambda organisation: ()


MOVERS: dict[str, Mover] = {}


def register_mover(mover: Mover) -> None:
    MOVERS[mover.app] = mover


def mentions_of(organisations: Collection[int]) -> dict[int, list[Mention]]:
    """Everything that refers to each of the organisations, the lowest app first."""
    found: dict[int, list[Mention]] = {each: [] for each in organisations}
    there = _there(organisations)
    for mover in MOVERS.values():
        for rows in mover.rows:
            for organisation, mention in rows.mentions(organisations) if rows in there else ():
                found[organisation].append(mention)
        for organisation in organisations:
            found[organisation].extend(mover.others(organisation))
    return found


def _there(organisations: Collection[int]) -> list[Rows]:
    """Which rows there are any of, in one query: of dozens of kinds an organisation has a few."""
    kinds = [rows for mover in MOVERS.values() for rows in mover.rows]
    first, *others = [
        rows.of(organisations).order_by().values_list(Value(n), flat=True)[:1] for n, rows in enumerate(kinds)
    ]
    return [kinds[n] for n in first.union(*others, all=True)]


def obstacles_of(gone: int, kept: int) -> list[Obstacle]:
    return [found for mover in MOVERS.values() for found in mover.obstacles(gone, kept)]


def move(merging: Merging) -> None:
    """Lets what follows an organisation refer to the other, the highest app first; in the caller's transaction."""
    for mover in reversed(MOVERS.values()):
        mover.settle(merging)
        for rows in mover.rows:
            gone, kept = rows.value(merging.gone), rows.value(merging.kept)
            merging.steps.point(rows.follow(merging.gone), rows.name, gone, kept)
