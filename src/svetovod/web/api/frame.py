"""What all addresses of the API have in common: one language, whose eyes, ETag, CORS, refusals as problems.

Public addresses know nobody: whoever is signed in is told what everybody is told, so that answers may be kept and
shared. The others know whoever's token is shown, and nothing of a session: no page of another site can ask them.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.accounts.services import token_use
from svetovod.web.common import limits
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.quarantine.door import refusal

from . import bridge, query
from .problems import ApiProblem, answer

LANGUAGES = ("ru", "en")
JSON, FORM = "application/json", "multipart/form-data"
KEPT_SECONDS = 60
PUBLIC = f"public, max-age={KEPT_SECONDS}"
JUDGING, BY_TOKEN = "api_check", "api_token"
BEARER = "bearer"
READ, WRITE = "read", "write"
LANG = query.word("lang", "", LANGUAGES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view is given: who asks, the parameters understood, the language, the day and what is known on it."""

    request: Request
    actor: Any
    values: Mapping[str, Any]
    lang: str
    today: date
    until: date | None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


View = Callable[..., Any]


def served(
    method: str, parameters: tuple[query.Parameter, ...], view: View, scope: str = ""
) -> Callable[..., HttpResponse]:
    """The view of Django for an operation of the table; `scope` is what a token must allow, "" where none is asked."""

    def handle(request: Request, **path: str) -> HttpResponse:
        lang = _language(request)
        with translation.override(lang):
            try:
                asked = _asked(request, method, parameters, lang, scope)
                response = _found(asked, method, view, path, scope) if asked else _preflight(method)
            except ApiProblem as problem:
                response = answer(problem, where=reverse("api:index"), instance=request.support_code)
            response["Content-Language"] = lang
        if not scope:
            response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept-Language", *(["Authorization"] if scope else [])])
        return response

    handle.__name__ = view.__name__
    return csrf_exempt(handle)  # no cookie speaks for anybody here, so there is nothing to forge


@csrf_exempt
def nowhere(request: Request, address: str) -> HttpResponse:
    """An address of the API that no operation has, whatever the method; read without its slash, it is sent on."""
    with translation.override(lang := _language(request)):
        if _asks_first(request):
            response = _preflight("*")
        elif request.method in {"GET", "HEAD"} and resolve(f"{request.path_info}/").func is not nowhere:
            response = HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        else:
            response = answer(_missing(), where=reverse("api:index"), instance=request.support_code)
    response["Content-Language"], response["Access-Control-Allow-Origin"] = lang, "*"  # other sites read it, too
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _missing() -> ApiProblem:
    return ApiProblem("not-found", _("Look for the right address in the lists."))


def _language(request: Request) -> str:
    if (named := request.GET.get("lang")) in LANGUAGES:
        return str(named)
    wanted = (code[:2] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


def _asked(
    request: Request, method: str, parameters: tuple[query.Parameter, ...], lang: str, scope: str
) -> Asked | None:
    """What is asked; None where a browser only asks whether it may."""
    if not scope and _asks_first(request):
        return None
    allowed = "GET, HEAD" if method == "GET" else method
    if request.method not in allowed.split(", "):
        raise ApiProblem("method", _("Use %(methods)s.") % {"methods": allowed}, headers={"Allow": allowed})
    actor = _speaker(request, scope) if scope else VISITOR
    request.actor = actor  # what is asked of the request further on is asked of whoever speaks: limits, files, the log
    values = query.understood((*parameters, LANG), request.GET, lang)
    today = timezone.localtime(request.moment).date()
    return Asked(request, actor, values, lang, today, None if request.clock.show_future else today)


def _speaker(request: Request, scope: str) -> Any:
    """The owner of the token shown, with the rights of this moment."""
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    known = token_use(text.strip(), real_now=timezone.now()) if kind.casefold() == BEARER else None
    if known is None:
        detail = _("Show a token that is in force: Authorization: Bearer svt_… Make one on the page Profile, Tokens.")
        raise ApiProblem("token", detail, headers={"WWW-Authenticate": 'Bearer realm="svetovod"'})
    actor, allowed = known
    if scope == WRITE and allowed != WRITE:
        mark = f'Bearer realm="svetovod", error="insufficient_scope", scope="{WRITE}"'
        raise ApiProblem(
            "forbidden",
            _("This token may only read. Make another that may change."),
            headers={"WWW-Authenticate": mark},
        )
    not_too_often(request, BY_TOKEN, _("Wait a minute: the limit is for all tokens of one person."), actor.pseudonym)
    return actor


def _found(asked: Asked, method: str, view: View, path: Mapping[str, str], scope: str) -> HttpResponse:
    try:
        found = view(asked, **path)
    except (Hidden, Http404):
        raise _missing() from None
    except Denied as denied:
        detail = denied.reason or _("The owner of the token may see this and may not do it.")
        raise ApiProblem("forbidden", detail) from None
    except Refused as refusal:
        raise ApiProblem("changed" if isinstance(refusal, Conflict) else "refused", str(refusal)) from None
    except DataError:
        raise ApiProblem("query", _("Mend the parameters named in `errors`.")) from None
    response = found if isinstance(found, HttpResponse) else as_json(found)
    return _kept(asked.request, response, "private, no-cache" if scope else PUBLIC) if method == "GET" else response


def _asks_first(request: Request) -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _preflight(method: str) -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": method,
        "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def as_json(found: Any) -> HttpResponse:
    return HttpResponse(json.dumps(found, ensure_ascii=False, indent=2), content_type=JSON)


def _kept(request: Request, response: HttpResponse, control: str) -> HttpResponse:
    """With an ETag; 304 where the reader has the same already."""
    tag = response.get("ETag") or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Cache-Control"] = control
    return get_conditional_response(request, etag=tag, response=response) or response


def refused(error: Mapping[str, Any]) -> ApiProblem:
    """One wrong parameter, found by the view."""
    return ApiProblem("query", _("Mend the parameters named in `errors`."), errors=[error])


def not_too_often(request: Request, action: str, detail: Any, key: str | None = None) -> None:
    if not limits.within(request, action, key):
        raise ApiProblem("too-often", detail, headers={"Retry-After": "60"})


def read_before(request: Request) -> str:
    """The revision a writer has read, from If-Match: another is a problem, none at all as well; `*` takes any."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        detail = _("Send If-Match with the revision you have read, or * to write over whatever is there.")
        raise ApiProblem("precondition", detail)
    return "" if given == "*" else given.strip('"')


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
    if malware := refusal(request):
        raise ApiProblem("refused", str(malware))
    return found


def table_of(
    request: Request, name: str, workbook: Callable[[Any], Any], plain: Callable[[bytes], Any]
) -> tuple[str | None, Any]:
    """Name and content of the workbook sent as file `name` of a form, or None and what JSON describes."""
    if request.content_type == FORM:
        upload = file_of(request, name)
        if upload.size > settings.MAX_ATTACHMENT_BYTES:
            limit = settings.MAX_ATTACHMENT_BYTES // 1024 // 1024
            raise ApiProblem("too-large", _("A workbook may have %(limit)d MB.") % {"limit": limit})
        return upload.name, workbook(upload)
    if request.content_type != JSON:
        detail = _("Send JSON as application/json, or an XLSX as the file `%(name)s` of a form.") % {"name": name}
        raise ApiProblem("media-type", detail)
    return None, plain(body_of(request))


def unread(errors: Sequence[Any], notes: Sequence[Any], lang: str, *, in_json: bool) -> ApiProblem:
    """What was sent cannot be used: every place, of JSON with its pointer."""
    said = [[bridge.said(each, lang, in_json=in_json) for each in found] for found in (errors, notes)]
    return ApiProblem("input", _("Mend what `errors` names and send it again."), errors=said[0], notes=said[1])
