"""What comes out: three tables in the form that `discover` reads."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
FILES = ("firms", "purchases", "planted")


class Kind(StrEnum):
    """What a planted cluster lacks by design: nothing, nothing over two regions, participants, or trade inside."""

    WHOLE = "whole"
    INTERREGIONAL = "interregional"
    FEW = "few"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Economy:
    """`firms`: inn, region, okpd2; `purchases`: buyer_inn, seller_inn, okpd2, amount, year, imported; `planted`:
    cluster, kind, inn, role (final_producer, supplier), only members."""

    firms: pl.DataFrame
    purchases: pl.DataFrame
    planted: pl.DataFrame
