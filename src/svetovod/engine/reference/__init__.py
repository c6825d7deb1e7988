"""State classifiers as data: OKPD2, OKVED2, regions, and the arithmetic of the INN. Sources: `README.md`."""

from . import inn, okpd2, okved2, regions

__all__ = ["inn", "okpd2", "okved2", "regions"]
