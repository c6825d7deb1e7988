"""Classifiers of Rosstat as CSV without a header: OKVED2 and OKPD2 (section; code; name), OKTMO in thirteen columns.

OKTMO (data set 7708234640-oktmo): four parts of the code, the check digit, the section, the name, the centre and dates;
the code has eight digits for a municipality, eleven for a place in it. OKVED2 (7708234640-okved2) and tables of the
same shape with a header are told by where their codes stand. Known from readers in public
repositories (hrustalevdev/okved-preparer for OKVED2).
"""

from collections.abc import Iterator, Sequence

from .failure import drift
from .heads import with_first
from .model import Batch, Kind, Place
from .products import Rows
from .tally import Tally
from .values import CODE, tidy

_OKTMO = ("01", "000", "000", "000", "0", "1", "Муниципальные образования …")


def read_classifier(table: Rows, kind: Kind, after: Place) -> Iterator[Batch]:
    tally = Tally(after, table.total)
    first, rows = with_first(iter(table))
    territory = kind is Kind.OKTMO
    at, name_at = _places_of_oktmo(first) if territory else _places_of_codes(first)
    width = name_at + 1
    for number, row in rows:
        tally.next_record()
        if tally.passing:
            continue
        if len(row) < width:
            tally.reject("row.columns", None, number, "", ";".join(row))
            continue
        code, name = (_territory(row) if territory else row[at].strip()), tidy(row[name_at])
        wrong = not (code.isascii() and code.isdigit()) if territory else not CODE.fullmatch(code)
        if not territory and (not code or not any(each.isdigit() for each in code)):
            continue  # a section, or the header
        if wrong:
            tally.reject("row.code", None, number, "Код", ";".join(row[:4]) if territory else code)
        elif not name:
            tally.reject("row.required", None, number, "Наименование", None)
        else:
            tally.row((code, name))
        if tally.full:
            yield tally.batch(table.done)
    yield tally.batch(table.done)


def _places_of_oktmo(first: Sequence[Sequence[str]]) -> tuple[int, int]:
    like = [row for row in first if len(row) >= 8 and all(cell.isdigit() for cell in row[:4])]
    if len(like) * 2 < len(first) or not first:
        raise drift(_OKTMO, first[0] if first else ())
    return 0, 6


def _places_of_codes(first: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The column most of whose cells are codes, and the next one that has words; the longest codes tell OKPD2 apart."""
    widest = max((len(row) for row in first), default=0)
    codes = [
        sum(1 for row in first if place < len(row) and CODE.fullmatch(row[place].strip())) for place in range(widest)
    ]
    at = max(range(widest), key=lambda place: codes[place], default=0)
    if not widest or codes[at] * 2 < len(first):
        raise drift(("Раздел", "Код", "Наименование"), first[0] if first else ())
    for place in range(at + 1, widest):
        if any(place < len(row) and any(letter.isalpha() for letter in row[place]) for row in first):
            return at, place
    raise drift(("Раздел", "Код", "Наименование"), first[0])


def _territory(row: Sequence[str]) -> str:
    parts = [cell.strip() for cell in row[:4]]
    return "".join(parts[:3]) if parts[3] == "000" else "".join(parts)
