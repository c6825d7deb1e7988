from .guide import guide, handout
from .navigator import matrix, measure, navigator

__all__ = ["guide", "handout", "matrix", "measure", "navigator"]
