"""Refusals of the API: RFC 9457, every one with what is wrong, where, and what mends it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

MEDIA = "application/problem+json"
# code -> status, title; the code is the anchor on the human page
KINDS: dict[str, tuple[int, Any]] = {
    "query": (400, _("The question cannot be used")),
    "body": (400, _("The body cannot be read")),
    "token": (401, _("No token, or none that is in force")),
    "forbidden": (403, _("The token or its owner may not do this")),
    "not-found": (404, _("There is nothing at this address")),
    "method": (405, _("The address does not offer this method")),
    "refused": (409, _("The present state does not allow it")),
    "changed": (412, _("Somebody has changed it since it was read")),
    "too-large": (413, _("The body is too large")),
    "media-type": (415, _("The kind of the body is not read here")),
    "input": (422, _("What was sent cannot be used")),
    "precondition": (428, _("It is not said which state is written over")),
    "too-often": (429, _("Too many questions in a short time")),
}


class ApiProblem(Exception):  # noqa: N818 - named by the standard
    """Stops a view; `frame` answers with it. `errors` and `notes` have the shape of the command line's JSON."""

    def __init__(
        self, kind: str, detail: Any, *, errors: Iterable[Mapping[str, Any]] = (), notes: Iterable[Any] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(kind)
        self.kind, self.detail = kind, detail
        self.errors, self.notes = list(errors), list(notes)
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        return KINDS[self.kind][0]


def answer(problem: ApiProblem, *, where: str, instance: str) -> HttpResponse:
    """`where` is the human page, on which each kind is explained; `instance` the support code."""
    body: dict[str, Any] = {
        "type": f"{where}#{problem.kind}",
        "title": str(KINDS[problem.kind][1]),
        "status": problem.status,
        "detail": str(problem.detail),
        "instance": instance,
    }
    if problem.errors or problem.kind in {"input", "query"}:
        body |= {"errors": problem.errors, "notes": problem.notes}
    text = json.dumps(body, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type=MEDIA, status=problem.status, headers=problem.headers)
