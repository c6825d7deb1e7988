"""The law as data: `facts/<act>/act.toml` with the editions, `facts/<act>/<item key>.toml` with dated values.

No norm number stands in Python. `load()` gives the packaged facts; `Facts.with_values`, `Facts.with_verified`,
`amend` and `held` make changed copies, so a what-if, a verification and a draft edition never touch the original.
"""

from .amend import Amendment, AmendmentError, Change, Fault, amend, as_known, entries_of
from .errors import FactsError, VerifiedError
from .held import held
from .history import Period, breaks, history
from .loader import load, load_folder
from .shapes import Act, Confidence, DatedValue, Edition, Item, Label, Status, Unit, Use, Value
from .store import BeforeFirstEditionError, Facts

__all__ = [
    "Act",
    "Amendment",
    "AmendmentError",
    "BeforeFirstEditionError",
    "Change",
    "Confidence",
    "DatedValue",
    "Edition",
    "Facts",
    "FactsError",
    "Fault",
    "Item",
    "Label",
    "Period",
    "Status",
    "Unit",
    "Use",
    "Value",
    "VerifiedError",
    "amend",
    "as_known",
    "breaks",
    "entries_of",
    "held",
    "history",
    "load",
    "load_folder",
]
