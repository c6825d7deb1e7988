"""The project at a glance, its readiness, and moving it along."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.dossier import selectors as dossiers
from svetovod.web.projects import bridge, phrases, services
from svetovod.web.projects.enums import BY_MANAGER, Question
from svetovod.web.projects.forms import AnswerForm, FilingForm
from svetovod.web.projects.models import ProjectAnswer
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import project_get
from svetovod.web.projects.signing import bridge as signing
from svetovod.web.signing.selectors import signers_or_none


@login_required
@require_safe
def project_detail(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "overview")
    sections = [
        (label, page.url(tab), _share(page, tab)) for tab, label in phrases.TABS.items() if str(tab) not in {"overview"}
    ]
    context = {"page": page, "sections": [s for s in sections if s[2]]}
    return render(request, "projects/project_detail.html", context)


def _share(page: Any, tab: Any) -> dict[str, Any] | None:
    """How far one section is: done of asked, and the first thing left."""
    own = [item for item in page.items if str(item.section) == str(tab)]
    if not own:
        return None
    done = sum(item.done for item in own)
    left = next((item for item in own if not item.done), None)
    return {
        "done": done,
        "all": len(own),
        "ratio": done / len(own),
        "left": phrases.readiness_text(left) if left else "",
        "blocks": any(item.stands for item in own),
    }


@login_required
@require_safe
def readiness(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "readiness")
    said = [
        (item, phrases.readiness_text(item), page.url(item.section, item.place))
        for item in sorted(page.items, key=lambda item: item.kind)
        if item.rule is None
    ]
    rules = [
        (item, bridge.rule_label(item.rule, formatting.lang()), _question(page, item))
        for item in page.items
        if item.rule
    ]
    form = FilingForm(request.GET if "filing" in request.GET else None, on=page.on)
    steps = signing.said(form.cleaned_data["filing"], page.on, formatting.lang()) if form.is_valid() else []
    context: dict[str, Any] = {"page": page, "rules": rules, "filing": form, "signing": steps}
    context |= {"left": [row for row in said if not row[0].done], "done": [row for row in said if row[0].done]}
    if page.version is None:
        filing = form.cleaned_data["filing"] if steps else page.on
        context["signers"] = signers_or_none(page.actor, page.project.initiator, filing)
    if page.version is None:
        context |= _programme(page)
    return render(request, "projects/readiness.html", context)


def _programme(page: Any) -> dict[str, Any]:
    """The lines of the cluster's programme in force that speak of the project; for its own people alone."""
    cluster = page.project.cluster
    return {
        "programme_lines": dossiers.project_lines(cluster, page.project.code),
        "programme_asked": Question.FITS_PROGRAMME,
        "programme_open": dossiers.reads_programme(page.actor, cluster),
    }


def _question(page: Any, item: Any) -> dict[str, Any]:
    """Who answers a rule's question and whether this very person may."""
    question = item.rule.measure
    answer = ProjectAnswer(project=page.project, question=question)
    return {
        "name": question,
        "by_manager": question in BY_MANAGER,
        "may": question in Question.values and page.version is None and page.can("answer.give", answer),
        "status": bridge.rule_status(item.rule, formatting.lang()),
        "source": item.rule.source,
        "answer": page.content["answers"].get(question),
    }


@login_required
@require_POST
def answer(request: Request, code: str) -> HttpResponse:
    actor: Any = request.actor
    project, form = project_get(actor, code), AnswerForm(request.POST)
    if not form.is_valid():
        raise Hidden
    services.answer_give(
        actor=actor, project=project, question=form.cleaned_data["question"], yes=form.said(),
        at=request.moment,
    )  # fmt: skip
    return redirect("projects:readiness", project.code)


@login_required
@require_POST
def complete(request: Request, code: str) -> HttpResponse:
    actor: Any = request.actor
    project = project_get(actor, code)
    services.project_complete(actor=actor, project=project, at=request.moment)
    messages.success(request, _("The project is ready for a selection."))
    return redirect("projects:project_detail", project.code)


@login_required
@require_POST
def archive(request: Request, code: str) -> HttpResponse:
    actor: Any = request.actor
    project = project_get(actor, code)
    services.project_archive(actor=actor, project=project, at=request.moment)
    messages.success(request, _("The project is archived: it can be read, not changed."))
    return redirect("projects:project_list")
