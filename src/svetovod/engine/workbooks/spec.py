"""The grammar of a workbook: one `Column` per header of `formats.md`, used for reading and for writing blanks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from .cell import Cell

Note = Callable[..., None]  # note(code, **params)


class BadCellError(Exception):
    """A cell does not hold what its column wants; `code` is an error code of `formats.md`."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Need(Enum):
    """REQUIRED: column and value; COLUMN: the column, its value may be blank; OPTIONAL: neither."""

    REQUIRED = "required"
    COLUMN = "column"
    OPTIONAL = "optional"


class Form(Enum):
    """How a value looks in a cell; the writer chooses formats by it."""

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    REGION = "region"
    SLOTS = "slots"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: the engine's value, its Russian and English names, the labels of practice."""

    value: object
    ru: str
    en: str
    label: str | None = None
    also: tuple[str, ...] = ()

    def shown(self, lang: str) -> str:
        """What the blank offers: the label of practice in Russian, the English name in English."""
        return (self.label or self.ru) if lang == "ru" else self.en


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a cell of the column may hold: the parser, the look, the list of choices if it is one."""

    form: Form
    parse: Callable[[Cell, Note], object]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A header. `label` (and `label_en`) is what the blanks show, `also` are further headers accepted."""

    key: str
    ru: str
    en: str
    type: ValueType
    need: Need = Need.OPTIONAL
    label: str | None = None
    label_en: str | None = None
    also: tuple[str, ...] = ()
    default: object = None

    def shown(self, lang: str) -> str:
        """The header of the blank."""
        return (self.label or self.ru) if lang == "ru" else (self.label_en or self.en)

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return tuple(name for name in (self.ru, self.en, self.label, self.label_en, *self.also) if name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; with `pairs` it has two columns, name and value, and `columns` are its names."""

    ru: str
    en: str
    columns: tuple[Column, ...]
    required: bool = True
    pairs: bool = False
    also: tuple[str, ...] = ()

    def shown(self, lang: str) -> str:
        """The title of the tab in the blank."""
        return self.ru if lang == "ru" else self.en

    @property
    def names(self) -> tuple[str, ...]:
        """Every title that means this sheet."""
        return (self.ru, self.en, *self.also)

    def column(self, key: str) -> Column:
        """The column with that key."""
        return next(column for column in self.columns if column.key == key)
