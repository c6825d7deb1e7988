"""The registry of small and medium enterprises: the tax service's open data set 7707329152-rsmp, an archive of XML.

The structure (file name `VO_RRMSPSV_…`, form 4.06): `Файл` with `ТипИнф="РЕЕСТРМСП"` holds `Документ`s, each with
`ОргВклМСП` (a legal entity) or `ИПВклМСП` (a sole proprietor), `СведМН` and `СвОКВЭД`. The names are those of the
published structure, known here from a dozen independent readers of such files in public repositories, which agree on
them; the XSD itself is in none of these. Some records have no main activity in `СвОКВЭД` and name it in `СвОКВЭДотч`,
activities by reports, whose elements are the same: what is declared counts, what is reported stands in for it. Licences
(`СвЛиценз`), products (`СвПрод`) and whatever else a record holds are passed over.
Of a sole proprietor, whose record is personal data, nothing is read but that it is there.
"""

from collections.abc import Iterator
from typing import IO

from svetovod.engine.reference import inn, ogrn, regions

from .failure import drift
from .model import Batch
from .tally import Tally
from .values import day, whole
from .xml import events

TYPE = "РЕЕСТРМСП"
CATEGORIES = {"1": "micro", "2": "small", "3": "medium"}
_ROOT = ("Файл", "ТипИнф", "Документ")
_ASKED = ("ДатаСост", "ДатаВклМСП", "КатСубМСП")
_OF_ENTITY = ("НаимОрг", "ИННЮЛ")
_PLACES = ("СведМН", "СвМН")  # older forms call it the second way


def read_xml(stream: IO[bytes], name: str, tally: Tally) -> Iterator[Batch]:
    documents = _Documents(name, tally)
    for done in events(stream, name, documents.start):
        if tally.full:
            yield tally.batch(done)
    documents.finish()


class _Documents:
    """Start tags of one XML made records: all that is kept stands in attributes, so ends need no look."""

    def __init__(self, name: str, tally: Tally) -> None:
        self._name, self._tally = name, tally
        self._head: dict[str, str] | None = None
        self._entity: dict[str, str] | None = None
        self._person = self._root = self._known = False
        self._region = self._main = ""
        self._more: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "СвОКВЭДДоп":
            self._more.append(attributes.get("КодОКВЭД", ""))
        elif tag == "СвОКВЭДОсн":
            self._main = self._main or attributes.get("КодОКВЭД", "")
        elif tag == "Документ":
            self.finish()
            self._head = attributes
        elif tag == "ОргВклМСП":
            self._entity = attributes
        elif tag == "ИПВклМСП":
            self._person = True
        elif tag in _PLACES:
            self._region = attributes.get("КодРегион", "")
        elif not self._root:
            self._check_root(tag, attributes)

    def finish(self) -> None:
        """The record in hand is whole."""
        if self._head is None:
            return
        if not self._known:
            self._check_record()
        self._tally.next_record()
        if not self._tally.passing:
            self._keep(self._head)
        self._head = self._entity = None
        self._person = False
        self._region = self._main = ""
        self._more = []

    def _check_root(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ТипИнф", "")
        if tag != "Файл" or kind != TYPE:
            raise drift(_ROOT, [tag, f"ТипИнф={kind}" if kind else "", *attributes], self._name)
        self._root = True

    def _check_record(self) -> None:
        """By the first record of the file: attributes that the published structure requires have to be there."""
        head = self._head or {}
        asked, found = [*_ASKED], [*head]
        if self._entity is not None:
            asked, found = [*asked, *_OF_ENTITY], [*found, *self._entity]
        missing = [each for each in asked if each not in found]
        if missing or not (self._person or self._entity is not None):
            raise drift([*asked, "ОргВклМСП / ИПВклМСП"], found, self._name)
        self._known = True

    def _keep(self, head: dict[str, str]) -> None:
        tally, entity = self._tally, self._entity
        if self._person:
            tally.person()
            return
        number = tally.record
        if entity is None:
            tally.reject("row.required", self._name, number, "ОргВклМСП", None)
            return
        taxpayer, register = entity.get("ИННЮЛ", ""), entity.get("ОГРН", "")
        category, since = CATEGORIES.get(head.get("КатСубМСП", "")), day(head.get("ДатаВклМСП", ""))
        as_of, title = day(head.get("ДатаСост", "")), entity.get("НаимОрг", "")
        if not (len(taxpayer) == 10 and inn.valid(taxpayer)):
            tally.reject("row.inn", self._name, number, "ИННЮЛ", taxpayer)
        elif register and not ogrn.valid(register):
            tally.reject("row.ogrn", self._name, number, "ОГРН", register)
        elif category is None:
            tally.reject("row.category", self._name, number, "КатСубМСП", head.get("КатСубМСП"))
        elif not title:
            tally.reject("row.required", self._name, number, "НаимОрг", None)
        elif since is None or as_of is None:
            column = "ДатаВклМСП" if since is None else "ДатаСост"
            tally.reject("row.date", self._name, number, column, head.get(column))
        else:
            more = ";".join(dict.fromkeys(code for code in self._more if code))
            region = regions.of_tax_code(self._region.zfill(2)) or ""
            tally.row((taxpayer, register, title, category, region, self._main, more,
                       whole(head.get("ССЧР", "")), since, as_of))  # fmt: skip
