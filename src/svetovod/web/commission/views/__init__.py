from .papers import folder, paper, papers_page
from .sittings import agenda, attendance, minutes, sitting, sitting_step, sittings
from .voting import item, item_step, withdraw

__all__ = [
    "agenda",
    "attendance",
    "folder",
    "item",
    "item_step",
    "minutes",
    "paper",
    "papers_page",
    "sitting",
    "sitting_step",
    "sittings",
    "withdraw",
]
