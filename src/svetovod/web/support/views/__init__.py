from .navigator import matrix, measure, navigator

__all__ = ["matrix", "measure", "navigator"]
