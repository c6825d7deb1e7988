"""State classifiers as data: OKPD2, OKVED2, regions, and the arithmetic of INN, КПП and ОГРН. Sources: `README.md`."""

from . import inn, kpp, ogrn, okpd2, okved2, regions

__all__ = ["inn", "kpp", "ogrn", "okpd2", "okved2", "regions"]
