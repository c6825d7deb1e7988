"""Lists of the law in words: items of cost, and documents of a cluster's dossier."""

from collections.abc import Iterable

from svetovod.engine.facts import Label
from svetovod.engine.model import CostKind

from .rules_evidence import pick
from .subsidy import say_item

Names = Iterable[tuple[str, Label]]
DOCUMENTS = {
    "application": (
        "заявление за подписью руководителя специализированной организации",
        "application signed by the head of the specialised organisation",
    ),
    "covering_letter": ("сопроводительное письмо", "covering letter"),
    "programme": ("программа развития кластера", "development programme of the cluster"),
    "functional_map": ("функциональная карта кластера", "functional map of the cluster"),
    "participants": ("перечень участников со сведениями о них", "list of participants with their figures"),
    "participation_agreements": (
        "соглашения об участии в промышленной деятельности кластера",
        "agreements on participation in the cluster's industrial activity",
    ),
    "region_agreements": (
        "соглашения с органами власти регионов присутствия",
        "agreements with the authorities of the regions of presence",
    ),
    "so_charter": (
        "учредительные документы специализированной организации",
        "founding documents of the specialised organisation",
    ),
    "infrastructure_agreements": (
        "договоры с организациями инфраструктуры",
        "contracts with organisations of the infrastructure",
    ),
}


def say_document(code: str, lang: str) -> str:
    """The name of a document; the code itself of one that an edition has brought in and nobody has worded."""
    return pick(DOCUMENTS.get(code, (code, code)), lang)


def say_entry(code: str, lang: str, names: Names = ()) -> str:
    """One entry of an item that is a list; `names` are those that editions have brought in."""
    named = dict(names).get(code)
    if named is not None:
        return named.text(lang)
    return say_document(code, lang) if code in DOCUMENTS else _cost(code, lang)


def say_list(codes: Iterable[str], lang: str, names: Names = ()) -> str:
    """Codes of an item that is a list."""
    return ", ".join(say_entry(code, lang, names) for code in codes)


def _cost(code: str, lang: str) -> str:
    return say_item(CostKind(code), lang) if code in set(CostKind) else code
