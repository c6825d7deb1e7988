"""Whoever reads a document reads what is said of its signatures; who puts one beside it, its app says."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.common.access import AccessTable, signed_in

from .seam import SOURCES


@predicate
def reads_document(actor: Any, paper: Any) -> bool:
    return SOURCES[paper.kind].reads(actor, paper)


@predicate
def signs_document(actor: Any, paper: Any) -> bool:
    return SOURCES[paper.kind].signs(actor, paper)


@predicate
def withdraws(actor: Any, beside: Any) -> bool:
    """Whoever put it there and may still put one there, and who keeps the document."""
    source, paper = SOURCES[beside.paper.kind], beside.paper
    own = beside.row.added_by_id == actor.person_id and source.signs(actor, paper)
    return bool(reads_document.test(actor, paper)) and (own or source.keeps(actor, paper))


@predicate
def given_certificates(actor: Any, paper: Any) -> bool:
    return SOURCES[paper.kind].files(actor, paper)


ACCESS = AccessTable(
    "signatures",
    {
        "signature.view": signed_in & reads_document,
        "signature.add": signed_in & reads_document & signs_document,
        "signature.take": signed_in & reads_document & given_certificates,
        "withdrawal.make": signed_in & withdraws,
    },
)
