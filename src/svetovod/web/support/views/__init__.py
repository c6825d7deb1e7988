from .blanks import blank, blank_list, blank_pack
from .guide import guide, handout
from .navigator import matrix, measure, navigator

__all__ = ["blank", "blank_list", "blank_pack", "guide", "handout", "matrix", "measure", "navigator"]
