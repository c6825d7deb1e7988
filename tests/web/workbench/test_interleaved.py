"""A question goes while another window changes it or its copy, see tests/web/interleaving.py."""

import json
from functools import partial

import pytest
from tests.web.interleaving import Race, entries, interleave

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.workbench import services
from svetovod.web.workbench.models import SavedQuestion

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"title_ru": "Вопрос", "title_en": "Question", "about_ru": "", "about_en": "", "sql": "SELECT 1 AS n",
         "chart": {}, "region": ""}  # fmt: skip


def test_a_question_is_deleted_while_it_or_its_copy_is_changed(person, at):
    person("region@example.org", ("regional_authority", "region", "RU-MO"))

    def actor():
        return actor_of(Person.objects.get(email="region@example.org"))

    row = services.question_save(actor=actor(), said=WORDS, at=at)
    copy = services.question_copy(actor=actor(), question=row, at=at)

    def delete():
        services.question_delete(actor=actor(), question=SavedQuestion.objects.get(pk=row.pk), at=at)
        return "deleted"

    def change(which):
        said = WORDS | {"sql": "SELECT 2 AS n"}
        return services.question_update(actor=actor(), question=which, said=said, version=1, at=at).version

    def holds(which, gone, changed):
        assert (gone, changed) in {("deleted", 2), ("deleted", "Hidden")}
        assert entries("question.update") == (changed == 2)
        told = json.loads(LedgerEntry.objects.get(action="question.delete").body)["data"]["version"]
        assert told == (2 if which is row and changed == 2 else 1), "that which it had when it went"
        assert list(SavedQuestion.objects.values_list("pk", "copied_from")) == [(copy.pk, None)]

    for which in (row, copy):
        assert interleave(Race(delete, lambda which=which: change(which), partial(holds, which))) > 2
