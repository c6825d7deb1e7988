"""The process is killed (signal 9) while it files: before the commit nothing is left, after it the repeat gives the
same registration."""

import pytest
from tests.web.killing import deaths, killed

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.confirmation.models import ConfirmationVersion
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.registry.models import Cluster

from .conftest import moment

pytestmark = pytest.mark.django_db(transaction=True)
LATER = moment("2021-06-25T10:00")


def counts():
    return LedgerEntry.objects.count(), ConfirmationVersion.objects.count(), OutgoingMail.objects.count()


def test_killed_before_the_commit_nothing_is_filed_and_the_repeat_files(place):
    row = place.gathered()
    before = counts()
    for step in deaths(lambda: place.file(row)):
        assert counts() == before, step
        assert (place.row.state, place.row.number, Cluster.objects.get().state) == ("draft", None, "emerging"), step
    assert place.file(row, LATER).number == "PK-2021-001"
    assert verify_journal() == []


def test_killed_after_the_commit_the_repeat_gives_the_same_registration(place):
    row = place.gathered()
    killed(lambda: place.file(row))
    after, first = counts(), place.row
    again = place.file(row, LATER)
    assert (again.number, again.filed_at) == (first.number, first.filed_at) == ("PK-2021-001", place.row.filed_at)
    assert counts() == after
