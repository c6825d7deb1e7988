"""The description of the API: for programs OpenAPI, for people a page drawn from the same table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.api.frame import Asked
from svetovod.web.common.http import Request


def openapi(asked: Asked) -> Any:
    from svetovod.web.api.openapi import document

    return document()


@require_safe
def index(request: Request) -> HttpResponse:
    from svetovod.web.api.pages import index_context

    base = request.build_absolute_uri("/").rstrip("/")
    return render(request, "api/index.html", {**index_context(), "base": base})
