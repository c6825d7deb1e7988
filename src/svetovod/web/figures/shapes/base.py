"""The seam: what services and pages ask of an answer without knowing its form."""

from collections.abc import Mapping
from typing import Any, Protocol

from svetovod.web.figures.models import FiguresReply, FiguresRequest

Content = Mapping[str, Any]


class Shape(Protocol):
    """`content` is an answer as it is kept."""

    page: str  # behind the link
    answer: str  # the answer in words
    rows: str  # the fields of the form

    def places(self, request: FiguresRequest, content: Content) -> list[tuple[str, str]]:
        """Every figure that may be disputed: (place, words)."""
        ...

    def differences(self, request: FiguresRequest, mine: Content, theirs: Content) -> list[tuple[Any, str, str]]:
        """Label, my value, the other's value, of figures that differ."""
        ...

    def typed(self, request: FiguresRequest, content: Content, *, earlier: bool) -> dict[str, Any]:
        """The texts of a form that would say the same; `earlier`: of a request before this one."""
        ...

    def repeated(self, part: FiguresReply, content: Content) -> dict[str, Any] | None:
        """Earlier figures said of this request unchanged; None where something is missing."""
        ...

    def printed(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        """For the sheet of confirmation: `own` as pairs, `tables` as (title, head, rows, whether cells are figures)."""
        ...

    def shown(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        """What the template of the answer needs."""
        ...
