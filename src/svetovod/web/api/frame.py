"""What all addresses of the API have in common: one language, the visitor's eyes, ETag, CORS, refusals as problems.

The API knows nobody: whoever is signed in is told what everybody is told, so that answers may be kept and shared.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.core import ratelimit
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request

from . import query
from .problems import ApiProblem, answer

LANGUAGES = ("ru", "en")
JSON = "application/json"
KEPT_SECONDS = 60
LIMIT_ACTION = "api_check"
LANG = query.word("lang", "", LANGUAGES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view is given: the parameters understood, the language, the day and what is known on it."""

    request: Request
    values: Mapping[str, Any]
    lang: str
    today: date
    until: date | None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


View = Callable[..., Any]


def served(method: str, parameters: tuple[query.Parameter, ...], view: View) -> Callable[..., HttpResponse]:
    """The view of Django for an operation of the table."""

    def handle(request: Request, **path: str) -> HttpResponse:
        lang = _language(request)
        with translation.override(lang):
            try:
                asked = _asked(request, method, parameters, lang)
                response = _found(asked, method, view, path) if asked else _preflight(method)
            except ApiProblem as problem:
                response = answer(problem, where=reverse("api:index"), instance=request.support_code)
            response["Content-Language"] = lang
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    handle.__name__ = view.__name__
    return csrf_exempt(handle)  # nobody is known here, so there is nothing to forge


def _language(request: Request) -> str:
    if (named := request.GET.get("lang")) in LANGUAGES:
        return str(named)
    wanted = (code[:2] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


def _asked(request: Request, method: str, parameters: tuple[query.Parameter, ...], lang: str) -> Asked | None:
    """What is asked; None where a browser only asks whether it may."""
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return None
    allowed = "GET, HEAD" if method == "GET" else method
    if request.method not in allowed.split(", "):
        raise ApiProblem("method", _("Use %(methods)s.") % {"methods": allowed}, headers={"Allow": allowed})
    values = query.understood((*parameters, LANG), request.GET, lang)
    today = timezone.localtime(request.moment).date()
    return Asked(request, values, lang, today, None if request.clock.show_future else today)


def _found(asked: Asked, method: str, view: View, path: Mapping[str, str]) -> HttpResponse:
    try:
        found = view(asked, **path)
    except (Hidden, Http404):
        raise ApiProblem("not-found", _("Look for the right address in the lists.")) from None
    response = found if isinstance(found, HttpResponse) else as_json(found)
    return _kept(asked.request, response) if method == "GET" else response


def _preflight(method: str) -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": method,
        "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def as_json(found: Any) -> HttpResponse:
    return HttpResponse(json.dumps(found, ensure_ascii=False, indent=2), content_type=JSON)


def _kept(request: Request, response: HttpResponse) -> HttpResponse:
    """With an ETag; 304 where the reader has the same already."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return get_conditional_response(request, etag=tag, response=response) or response


def refused(error: Mapping[str, Any]) -> ApiProblem:
    """One wrong parameter, found by the view."""
    return ApiProblem("query", _("Mend the parameters named in `errors`."), errors=[error])


def not_too_often(request: Request) -> None:
    if not ratelimit.consume(request, action=LIMIT_ACTION):
        detail = _("Wait a minute, or judge many clusters at once: svetovod check --bulk.")
        raise ApiProblem("too-often", detail, headers={"Retry-After": "60"})


def body_of(request: Request) -> bytes:
    """The raw body; a problem where it is too large or breaks off."""
    try:
        return request.body
    except RequestDataTooBig:
        raise ApiProblem("too-large", _("JSON may have 5 MB; send a workbook as a form.")) from None
    except UnreadablePostError:
        raise ApiProblem("body", _("The body broke off: send it again.")) from None


def file_of(request: Request, name: str) -> Any:
    """An uploaded file of a form; a problem where there is none."""
    try:
        found = request.FILES.get(name)
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise ApiProblem("body", _("The form cannot be read: send it as multipart/form-data.")) from None
    if found is None:
        raise ApiProblem("body", _("The form has no file `%(name)s`.") % {"name": name})
    return found
