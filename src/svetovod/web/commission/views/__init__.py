from .sittings import agenda, attendance, minutes, sitting, sitting_step, sittings
from .voting import item, item_step, withdraw

__all__ = [
    "agenda",
    "attendance",
    "item",
    "item_step",
    "minutes",
    "sitting",
    "sitting_step",
    "sittings",
    "withdraw",
]
