from .blanks import blank, blank_list, blank_pack
from .guide import guide, handout
from .navigator import matrix, measure, navigator
from .questions import answer, questions

__all__ = [
    "answer",
    "blank",
    "blank_list",
    "blank_pack",
    "guide",
    "handout",
    "matrix",
    "measure",
    "navigator",
    "questions",
]
