"""Evidence kits: the documents of every row of an estimate, and whether they hold together."""

from .check import VAT_TOLERANCE, check
from .findings import Fault, Finding, Kit, Total
from .kits import LINKS_OF, KitData, Link, kit_data

__all__ = ["LINKS_OF", "VAT_TOLERANCE", "Fault", "Finding", "Kit", "KitData", "Link", "Total", "check", "kit_data"]
