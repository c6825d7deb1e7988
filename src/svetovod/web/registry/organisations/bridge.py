"""Between rows and the engine's search for organisations entered twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from svetovod.engine import duplicates
from svetovod.web.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two organisations with the signs for one and those against; `strength` is certain, likely, possible or empty."""

    one: Organisation
    other: Organisation
    strength: str
    signs: tuple[str, ...]
    against: tuple[str, ...]


def likenesses(organisations: Iterable[Organisation]) -> list[Likeness]:
    """Pairs that may be one organisation, the strongest first."""
    rows = {each.pk: each for each in organisations}
    known = [_known(each) for each in rows.values()]
    return [_likeness(rows[pair.one], rows[pair.other], pair) for pair in duplicates.candidates(known)]


def likeness(one: Organisation, other: Organisation) -> Likeness:
    """The signs of two that somebody puts beside each other, however little they are alike."""
    pair = duplicates.compare(_known(one), _known(other))
    return _likeness(one, other, pair) if pair else Likeness(one, other, "", (), ())


def _known(row: Organisation) -> duplicates.Known:
    return duplicates.Known(row.pk, row.inn, row.name, row.region)


def _likeness(one: Organisation, other: Organisation, pair: duplicates.Pair) -> Likeness:
    return Likeness(
        one, other, pair.strength.name.lower(),
        tuple(sign.value for sign in pair.signs if sign not in duplicates.AGAINST),
        tuple(sign.value for sign in pair.signs if sign in duplicates.AGAINST),
    )  # fmt: skip
