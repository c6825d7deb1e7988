"""The law as data: `facts/<act>/act.toml` with the editions, `facts/<act>/<item key>.toml` with dated values.

No norm number stands in Python. `load()` gives the packaged facts; `Facts.with_values` and `Facts.with_verified` make
changed copies, so a what-if and a verification never touch the original.
"""

from .errors import FactsError
from .history import Period, breaks, history
from .loader import load, load_folder
from .shapes import Act, Confidence, DatedValue, Edition, Item, Label, Status, Unit, Use, Value
from .store import BeforeFirstEditionError, Facts

__all__ = [
    "Act",
    "BeforeFirstEditionError",
    "Confidence",
    "DatedValue",
    "Edition",
    "Facts",
    "FactsError",
    "Item",
    "Label",
    "Period",
    "Status",
    "Unit",
    "Use",
    "Value",
    "breaks",
    "history",
    "load",
    "load_folder",
]
