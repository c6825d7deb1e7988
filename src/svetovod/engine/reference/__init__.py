"""State classifiers as data: OKPD2, OKVED2 with the trade of its branches, regions; the arithmetic of INN, КПП, ОГРН.

Sources: `README.md`.
"""

from . import inn, kpp, ogrn, okpd2, okved2, okved_links, regions

__all__ = ["inn", "kpp", "ogrn", "okpd2", "okved2", "okved_links", "regions"]
