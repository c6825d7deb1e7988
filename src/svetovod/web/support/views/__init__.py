from .guide import guide
from .navigator import matrix, measure, navigator

__all__ = ["guide", "matrix", "measure", "navigator"]
