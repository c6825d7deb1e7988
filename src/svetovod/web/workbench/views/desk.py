"""The page where a question is written: what was typed, what it is saved as, what it is asked with."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.workbench import bridge, selectors, services, telling
from svetovod.web.workbench.access import ACCESS
from svetovod.web.workbench.forms import AskForm, ParametersForm, QuestionForm
from svetovod.web.workbench.models import SavedQuestion


class Desk:
    """`begun`: what stands in the forms before anything is typed. The chart goes along hidden, and is checked again
    when it is drawn."""

    def __init__(self, request: Request, question: SavedQuestion | None, begun: dict[str, Any]) -> None:
        self.request, self.question, self.begun = request, question, begun
        self.actor = request.actor
        self.saving = request.method == "POST" and "save" in request.POST
        typed = request.POST if request.method == "POST" else None
        regions = selectors.may_share(self.actor)
        kind: Any = QuestionForm if typed is None or self.saving else AskForm
        self.form = kind(typed, initial=begun, **({"regions": regions} if kind is QuestionForm else {}))
        self.words = self.form if kind is QuestionForm else QuestionForm(initial=request.POST.dict(), regions=regions)
        own = regions[0] if len(regions) == 1 else ""
        self.parameters = ParametersForm(typed, own=own, initial=begun.get("parameters"))
        self.refusal: Refused | None = None

    def answer(self) -> HttpResponse:
        if self.request.method == "POST":
            done = self._saved() if self.saving else self._asked()
            if done is not None:
                return done
        return self._page()

    def _saved(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        said = {"region": "", **self.form.cleaned_data, "chart": self._chart()}
        try:
            if self.question is None:
                made = services.question_save(actor=self.actor, said=said, at=self.request.moment)
            else:
                made = services.question_update(
                    actor=self.actor, question=self.question, said=said, at=self.request.moment,
                    version=whole(self.request.POST.get("version")) or 0,
                )  # fmt: skip
        except Refused as refusal:
            self.refusal = refusal
            return None
        messages.success(self.request, _("The question is saved, version %(number)d.") % {"number": made.version})
        return redirect("workbench:question", question_id=made.pk)

    def _asked(self) -> HttpResponse | None:
        typed, valued = self.form.is_valid(), self.parameters.is_valid()
        if not (typed and valued):
            return None
        try:
            run = services.question_run(
                actor=self.actor, sql=self.form.cleaned_data["sql"], parameters=self.parameters.values,
                at=self.request.moment, future=self.request.clock.show_future, question=self.question,
                title=self.title, chart=self._chart(),
            )  # fmt: skip
        except Refused as refusal:
            self.refusal = refusal
            return None
        return redirect("workbench:run", run_id=run.pk)

    @property
    def title(self) -> str:
        """In the language of the page where it has one."""
        if self.question is None:
            typed = self.request.POST.get("title", "")
            return typed if typed and typed.isprintable() else str(self.begun.get("title") or "")
        return telling.titled(self.question)

    def _chart(self) -> dict[str, str]:
        """Empty where what came along is no chart."""
        try:
            found = json.loads(self.request.POST.get("chart") or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if bridge.is_chart(found) else {}

    def _page(self) -> HttpResponse:
        question, post = self.question, self.request.method == "POST"
        wrong = post and bool(self.refusal or self.form.errors or self.parameters.errors)
        context = {
            "question": question, "title": self.title, "about": self._about(), "form": self.form, "words": self.words,
            "parameters": self.parameters, "refusal": self.refusal, "wrong": wrong, "saving": self.saving,
            "chart": json.dumps(self._chart() if post else self.begun["chart"]),
            "tables": selectors.dictionary(self.actor), "ready": bridge.ready(),
            "mine": question is None or ACCESS.allows("question.update", self.actor, question),
            "versions": selectors.versions_of(self.actor, question) if question else [],
            "copied_from": selectors.question_named(self.actor, question.copied_from) if question else None,
        }  # fmt: skip
        return render(self.request, "workbench/desk.html", context, status=422 if wrong else 200)

    def _about(self) -> Any:
        if self.question is None:
            return self.begun.get("about", "")
        said = {"en": self.question.about_en, "ru": self.question.about_ru}
        return said[formatting.lang()] or said["ru"]
