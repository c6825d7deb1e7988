"""Links and drafts of figures pass to a colleague of the same enterprise; answers keep their author."""

from datetime import date, timedelta

import pytest
from tests.web.figures.conftest import AT, figures

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.figures.models import FiguresAnswer, FiguresContact, FiguresDraft
from svetovod.web.figures.services import draft_save
from svetovod.web.handover import selectors, services
from svetovod.web.handover.enums import HANDED
from svetovod.web.handover.models import Handover

LAST = date(2021, 6, 30)


@pytest.fixture
def enterprise(part, person):
    """The first enterprise of the request: its head, and the accountant with a link and now an account too."""
    organisation = part(0).organisation
    head = person("head@example.org", ("initiator", "organisation", organisation.pk))
    heir = person("heir@example.org", ("participant", "organisation", organisation.pk))
    accountant = Person.objects.get(email="acc0@example.org")
    RoleGrant.objects.create(
        person=accountant, role="participant", scope="organisation", scope_id=str(organisation.pk), granted_at=AT
    )
    return head, accountant, heir


def handed(head, leaver, heir):
    wish = services.Wish(LAST, dict.fromkeys(HANDED, heir))
    row = services.handover_start(actor=actor_of(head), leaver=leaver, wish=wish, at=AT)
    services.handover_accept(actor=actor_of(heir), handover=row, at=AT)
    services.handovers_tend(at=AT + timedelta(days=30))
    return Handover.objects.get(pk=row.pk)


def test_the_link_stops_and_the_colleague_gets_one(enterprise, part, answer, tokens):
    answer(0)
    head, accountant, heir = enterprise
    handed(head, accountant, heir)
    links = dict(FiguresContact.objects.filter(reply=part(0)).values_list("person", "revoked_at"))
    assert links[accountant.pk] is not None
    assert links[heir.pk] is None
    assert FiguresAnswer.objects.get().given_by == accountant


def test_what_was_typed_and_not_sent_is_the_colleagues(enterprise, part):
    head, accountant, heir = enterprise
    draft_save(actor=actor_of(accountant), reply=part(0), content=figures(employees=77), base=0, at=AT)
    handed(head, accountant, heir)
    assert FiguresDraft.objects.get().person == heir


def test_a_draft_of_his_own_is_not_overwritten(enterprise, part):
    head, accountant, heir = enterprise
    for who, employees in ((accountant, 77), (heir, 5)):
        draft_save(actor=actor_of(who), reply=part(0), content=figures(employees=employees), base=0, at=AT)
    done = handed(head, accountant, heir)
    assert {d.person: d.content["employees"] for d in FiguresDraft.objects.all()} == {accountant: 77, heir: 5}
    assert [line["outcome"] for line in done.outcome if line["work"] == "drafts"] == ["barred"]


def test_the_page_asks_the_same_of_many_drafts(enterprise, part, client, django_assert_max_num_queries):
    head, accountant, heir = enterprise
    client.force_login(head)
    url = f"/handovers/new/{accountant.pk}/"
    client.get(url)
    with django_assert_max_num_queries(24):
        assert client.get(url).status_code == 200
    assert selectors.concerning(actor_of(heir)).count() == 0
