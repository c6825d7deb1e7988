from .appeals import appeal, appeal_new, appeal_step, appeals, judge_release
from .awards import agreement_file, award, award_step, awards, awards_step
from .open_data import compare, open_data, open_file
from .papers import folder, paper, papers_page
from .sittings import agenda, attendance, minutes, sitting, sitting_step, sittings
from .voting import item, item_step, withdraw

__all__ = [
    "agenda",
    "agreement_file",
    "appeal",
    "appeal_new",
    "appeal_step",
    "appeals",
    "attendance",
    "award",
    "award_step",
    "awards",
    "awards_step",
    "compare",
    "folder",
    "item",
    "item_step",
    "judge_release",
    "minutes",
    "open_data",
    "open_file",
    "paper",
    "papers_page",
    "sitting",
    "sitting_step",
    "sittings",
    "withdraw",
]
