"""The one place where documents of any app meet signatures.

An app says in `AppConfig.ready` for a kind of its documents how one is found, who reads it, who puts signatures beside
it, and whose INN a signer ought to have. All else is done here once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from typing import IO, Any

from .models import KeptPaper

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `row` is what permission is asked of, of a file its `subject`; `url` the page it belongs to; `inns`
    whose signer it wants.

    `door` is where the document is handed out when not here: readings of a commercial secret are noted there.
    `made` draws a paper that is nowhere kept: until somebody keeps it there is nothing to sign, and no `sha256`.
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

    @property
    def is_gone(self) -> bool:
        """Neither kept nor to be drawn: its bytes have left the store, or wait to be looked through."""
        return self.opened is None and self.made is None

    @property
    def is_kept(self) -> bool:
        return self.opened is not None

    def content(self) -> bytes:
        assert self.opened is not None, "a paper is read once it is kept"
        with self.opened() as file:
            return file.read()


Ask = Callable[[Any, Paper], bool]


def nobody_told(_paper: Paper) -> Iterable[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """`files`: who is handed files of signatures, which carry whole certificates. `slots`: places an actor may fill.

    `people`: who is told that a signature was put beside the document.
    """

    find: Callable[[str], Paper | None]
    reads: Ask
    signs: Ask
    files: Ask
    slots: Callable[[Any, Paper], Iterable[str]] = field(default=lambda _actor, paper: [key for key, _ in paper.slots])
    people: Callable[[Paper], Iterable[Any]] = nobody_told


SOURCES: dict[str, Source] = {}


def register_source(kind: str, source: Source) -> None:
    SOURCES[kind] = source


def paper_of(kind: str, key: str) -> Paper | None:
    """The document, as it is kept; None where there is none. A source may answer with a closer key."""
    source = SOURCES.get(kind)
    found = source.find(key) if source else None
    if found is None or found.opened is not None:
        return found
    kept = KeptPaper.objects.filter(kind=kind, key=found.key).first()
    return held(found, kept.name, kept.content_type, bytes(kept.content)) if kept else found


def held(paper: Paper, name: str, content_type: str, content: bytes) -> Paper:
    """A document whose bytes are at hand."""
    return replace(
        paper, name=name, content_type=content_type, sha256=sha256(content).hexdigest(), size=len(content),
        opened=lambda: BytesIO(content), made=None,
    )  # fmt: skip
