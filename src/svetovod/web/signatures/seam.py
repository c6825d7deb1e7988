"""The one place where documents of any app meet signatures.

An app says in `AppConfig.ready` for a kind of its documents how one is found, who reads it, who puts signatures beside
it, and whose INN a signer ought to have. All else is done here once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from typing import IO, Any, NamedTuple

from .models import KeptPaper

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `row` is what permission is asked of, of a file its `subject`; `url` the page it belongs to; `inns`
    whose signer it wants.

    `door` is where the document is handed out when not here: readings of a commercial secret are noted there.
    `made` draws a paper that is nowhere kept: until somebody keeps it there is nothing to sign, and no `sha256`. What
    was kept of it is an `edition`, and may be drawn anew.
    """

    kind: str
    key: str
    row: Any
    title: str
    name: str
    content_type: str = PDF
    sha256: str = ""
    size: int = 0
    opened: Callable[[], IO[bytes]] | None = None
    made: Callable[[Any], bytes] | None = None
    url: str = ""
    door: str = ""
    inns: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    subject: Any = None
    edition: int = 0

    @property
    def is_gone(self) -> bool:
        """Neither kept nor to be drawn: its bytes have left the store, or wait to be looked through."""
        return not self.is_kept and not self.is_drawn

    @property
    def is_kept(self) -> bool:
        return self.opened is not None

    @property
    def is_drawn(self) -> bool:
        """It may be drawn anew: what is kept of it is an edition."""
        return self.made is not None

    def content(self) -> bytes:
        assert self.opened is not None, "a paper is read once it is kept"
        with self.opened() as file:
            return file.read()


class Beside(NamedTuple):
    """A signature with its document: what permission to withdraw it is asked of."""

    row: Any
    paper: Paper


Ask = Callable[[Any, Paper], bool]


def nobody(_actor: Any, _paper: Paper) -> bool:
    return False


def nobody_told(_paper: Paper) -> Iterable[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """`files`: who is handed files of signatures, which carry whole certificates. `slots`: places an actor may fill.

    `people`: who is told that a signature was put beside the document. `keeps`: who keeps the document and withdraws
    signatures of others, too.
    """

    find: Callable[[str], Paper | None]
    reads: Ask
    signs: Ask
    files: Ask
    slots: Callable[[Any, Paper], Iterable[str]] = field(default=lambda _actor, paper: [key for key, _ in paper.slots])
    people: Callable[[Paper], Iterable[Any]] = nobody_told
    keeps: Ask = nobody


SOURCES: dict[str, Source] = {}


def register_source(kind: str, source: Source) -> None:
    SOURCES[kind] = source


def paper_of(kind: str, key: str, **edition: Any) -> Paper | None:
    """The document as it was kept last, or that edition of it; None where there is none.

    A source may answer with a closer key.
    """
    source = SOURCES.get(kind)
    found = source.find(key) if source else None
    if found is None or found.opened is not None:
        return found
    kept = editions_of(found).filter(**edition).last()
    return held(found, kept) if kept else None if edition else found


def editions_of(paper: Paper) -> Any:
    return KeptPaper.objects.filter(kind=paper.kind, key=paper.key).order_by("edition")


def held(paper: Paper, kept: KeptPaper) -> Paper:
    """The paper as an edition of it was kept."""
    content = bytes(kept.content)
    return replace(
        paper, name=kept.name, content_type=kept.content_type, sha256=sha256(content).hexdigest(), size=len(content),
        opened=lambda: BytesIO(content), edition=kept.edition,
    )  # fmt: skip
