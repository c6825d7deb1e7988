"""Which papers there are, of what, from which state of a selection on; each as PDF and as DOCX."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import override

from svetovod.web.documents import papers as mill
from svetovod.web.documents.typesetting import render_pdf
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.selectors.rounds import ORDER

from . import experts, round, sitting
from .words import LANG, texts

CLOSED, SCORING, OPENED, RANKED = RoundState.INTAKE_CLOSED, RoundState.SCORING, RoundState.OPENED, RoundState.RANKED


@dataclass(frozen=True, slots=True)
class Kind:
    """`of`: what a paper is made of; `since`: the state from which the selection has it; `only`: the states that alone
    have it, which do not lead to a result."""

    key: str
    of: str
    since: str
    maker: Callable[[Any, datetime], mill.Paper]
    only: Collection[str] = ()

    @property
    def label(self) -> str:
        return str(texts()[self.key]["label"])

    def there(self, state: str) -> bool:
        if self.only:
            return state in self.only
        return state in ORDER and ORDER.index(RoundState(state)) >= ORDER.index(RoundState(self.since))


KINDS = {
    kind.key: kind
    for kind in (
        Kind("admission", "round", RoundState.FORMAL_CHECK, round.admission),
        Kind("nondisclosure", "expert", CLOSED, experts.nondisclosure),
        Kind("no_conflict", "expert", CLOSED, experts.no_conflict),
        Kind("score_sheet", "sheet", SCORING, experts.score_sheet),
        Kind("opening", "round", OPENED, round.opening),
        Kind("conclusion", "sheet", OPENED, experts.conclusion),
        Kind("summary", "round", RANKED, round.summary),
        Kind("agenda", "sitting", CLOSED, sitting.agenda),
        Kind("card", "application", CLOSED, round.card),
        Kind("sitting", "sitting", CLOSED, sitting.protocol),
        Kind("opinion", "opinion", RANKED, sitting.opinion),
        Kind("order", "round", RoundState.APPROVED, round.order),
        Kind("note", "round", RoundState.APPROVED, round.note),
        Kind("extract", "application", RoundState.APPROVED, round.extract),
        Kind("cancellation", "round", RoundState.CANCELLED, round.cancellation,
             only=(RoundState.CANCELLED, RoundState.FAILED)),
    )
}  # fmt: skip


def make(kind: Kind, target: Any, at: datetime) -> mill.Paper:
    with override(LANG):
        return kind.maker(target, at)


def pdf(paper: mill.Paper, at: datetime) -> bytes:
    return render_pdf("commission/folder.typ", {"parts": [asdict(paper)], "title": ""}, at=at)


def docx(paper: mill.Paper) -> bytes:
    return mill.docx(paper)


def folder(title: str, papers: Sequence[mill.Paper], at: datetime) -> bytes:
    """Several papers as one PDF whose bookmarks are their titles and headings."""
    return render_pdf("commission/folder.typ", {"parts": [asdict(each) for each in papers], "title": title}, at=at)
