from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from . import home as home_page
from . import tasks


@require_safe
def home(request: Request) -> HttpResponse:
    """The public face: what comes next, what is open, where the clusters are."""
    context = home_page.context(request.actor, request.moment, show_future=request.clock.show_future)
    return render(request, "portal/home.html", context)


@login_required
@require_safe
def desk(request: Request) -> HttpResponse:
    """What needs the signed-in person, the most urgent first."""
    return render(request, "portal/desk.html", tasks.context(request.actor, request.moment))
