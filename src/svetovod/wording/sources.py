"""Where a value of the law was read, in words: the rows of the fact base by their codes.

A source that is no row (the citation of an amending act) is said as it is.
"""

import re

from .rules_evidence import pick

SPINFORM = "base.spinform.ru"
CODE_1999 = "base.garant.ru/72008358"
GMP, ZLAT, TASS, TYUMEN, CTT = "gmpnews.net", "zlatinvest.ru", "interfax.com", "tyumen-news.net", "ctt.volnc.ru"
GENERAL = ("общее знание, текст акта не читан", "general knowledge, the text of the act was not read")
NOT_KNOWN = ("источник не найден", "no source was found")

_PAGES = {
    "A-19": "docs.cntd.ru/450349390, avangard-oez.ru", "A-31": "frpkk.ru", "A-65": "osk-ec.ru, issek.hse.ru",
    "A-06": SPINFORM, "A-07": SPINFORM, "A-08": SPINFORM, "A-09": f"{SPINFORM}, base.garant.ru/403096988",
    "A-10": SPINFORM, "A-11": SPINFORM, "A-12": SPINFORM, "A-13": "base.garant.ru/403096988",
    "A-24": GMP, "A-25": GMP, "A-26": "bukvoed.ru, gospartner.club", "A-27": "bukvoed.ru", "A-29": "bukvoed.ru",
    "A-30": "gospartner.club", "A-46": "sia.ru, tyumen-news.net", "A-58": "bukvoed.ru",
    "B-02": "consultant.ru LAW_279966", "B-03": "consultant.ru LAW_279966",
    "B-04": "garant.ru/71683860, docs.cntd.ru/603294677", "B-05": "docs.cntd.ru/603294677",
    "B-06": "docs.cntd.ru/603294677, base.garant.ru/56910545", "B-09": TASS, "B-23": "ctt.volnc.ru", "B-27": GMP,
    "B-28": "interfax.com, kommersant.ru", "B-29": "zlatinvest.ru, kommersant.ru", "B-30": ZLAT, "B-32": GMP,
    "B-33": GMP, "B-34": GMP, "B-35": TASS, "B-36": TASS, "B-37": TASS, "B-38": TYUMEN, "B-39": "dzen.ru",
    "B-13": "en.agrobiocluster.ru", "B-22": CTT, "B-24": "issek.hse.ru", "B-25": CTT, "B-31": GMP, "B-40": CTT,
    "B-41": "ntcees.ru", "B-54": "kommersant.ru/doc/6223006", "B-78": ZLAT, "B-79": "dzen.ru",
    "E-16": "fzakon.ru, eng.rmcouncil.com", "E-17": "russianlawyers.eu", "E-32": "consultant.ru LAW_439135",
    "E-34": "novosib-gov.ru/doc/93885", "E-35": "saratov-gov.ru/doc/133686", "E-36": "docs.cntd.ru/574745805",
    "B-50": "consultant.ru LAW_402765", "C-04": CODE_1999, "C-12": ZLAT,
}  # fmt: skip
# rows known from memory
_MEMORY = (
    "A-33", "A-34", "A-35", "A-36", "A-40", "A-41", "A-47", "A-48", "A-49", "A-50", "A-51", "A-66", "B-45", "B-46",
    "B-47", "B-48", "B-49", "B-62", "E-37",
)  # fmt: skip
_WORDS = dict.fromkeys(_MEMORY, GENERAL) | {
    "C-16": NOT_KNOWN,
    "A-55": ("сообщение о порядке подтверждения, не текст акта", "a notice on the procedure, not the text of the act"),
}
_ROW = re.compile(r"[A-Z]-\d\d")


def say_source(source: str, lang: str) -> str:
    """Several rows are told one after another."""
    if not _ROW.match(source):
        return source
    rows = _ROW.findall(source)
    return ", ".join(dict.fromkeys(_PAGES.get(row) or pick(_WORDS.get(row, (row, row)), lang) for row in rows))
