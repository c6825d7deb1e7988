"""Filing, consent and withdrawal by two at once, see tests/web/interleaving.py."""

from datetime import timedelta

import pytest
from tests.web.interleaving import Race, entries, interleave

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import actor_of
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.projects.models import ProjectParticipant
from svetovod.web.projects.services import consent_withdraw
from svetovod.web.selection import services
from svetovod.web.selection.models import SelectionRound

pytestmark = pytest.mark.django_db(transaction=True)
AT = build.moment("2021-11-18 12:00")


@pytest.fixture
def draft(make_world):
    """A small selection with one application that is ready; `filed()` hands it in."""
    world = make_world(projects=1, experts=2)
    project = world.projects[0]
    world.lead = world.initiator(project)
    services.application_draft(actor=world.lead, round=world.round, project=project, at=AT)
    world.file = lambda: services.application_file(actor=world.lead, application=world.application(), at=AT).number
    return world


def round_of(world):
    return SelectionRound.objects.get(pk=world.round.pk)


def test_filed_twice_is_filed_once(draft):
    def holds(one, other):
        assert one == other == "2021-001"
        assert (draft.application().revision, entries("application.file")) == (1, 1)
        assert OutgoingMail.objects.filter(key__startswith="application:").count() == 1

    assert interleave(Race(draft.file, draft.file, holds, alike=True)) > 2


def test_filed_while_a_party_takes_its_consent_back(draft):
    """What was filed had all consents: after the withdrawal nothing is filed."""
    party = ProjectParticipant.objects.get(project=draft.projects[0], role="co_executor")

    def withdraw():
        fresh = ProjectParticipant.objects.select_related("project", "organisation").get(pk=party.pk)
        return consent_withdraw(actor=draft.partner, participant=fresh, at=AT).consent_at

    from tests.web.selection.conftest import person

    draft.partner = actor_of(person("partner", ("participant", "organisation", party.organisation_id)))

    def holds(filed, taken):
        assert taken is None
        assert filed in {"2021-001", "application.not_ready"}
        order = [entry.action for entry in _journal("application.file", "consent.withdraw")]
        assert order == (["application.file", "consent.withdraw"] if filed == "2021-001" else ["consent.withdraw"])

    assert interleave(Race(draft.file, withdraw, holds)) > 2


def _journal(*actions):
    from svetovod.web.audit.models import LedgerEntry

    return LedgerEntry.objects.filter(action__in=actions).order_by("index")


def test_replaced_twice_and_withdrawn(draft):
    draft.file()

    def replace():
        return services.application_replace(actor=draft.lead, application=draft.application(), at=AT).revision

    def withdraw():
        return services.application_withdraw(actor=draft.lead, application=draft.application(), at=AT).state

    def both(one, other):
        assert {one, other} == {2, 3}
        row = draft.application()
        assert (row.revision, entries("application.replace")) == (3, 2)
        assert row.version.number == max(draft.projects[0].versions.values_list("number", flat=True))

    def either(replaced, withdrawn):
        assert withdrawn == "withdrawn"
        assert draft.application().state == "withdrawn"
        assert replaced in {2, "state.wrong"}, replaced
        assert entries("application.replace") == (replaced == 2)

    assert interleave(Race(replace, replace, both, alike=True)) > 2
    assert interleave(Race(replace, withdraw, either)) > 2


def test_withdrawn_in_the_last_moment_while_the_intake_is_closed(draft):
    draft.file()
    closes = draft.round.closes_at

    def withdraw():
        at = closes - timedelta(seconds=1)
        return services.application_withdraw(actor=draft.lead, application=draft.application(), at=at).state

    def close():
        return services.intake_close(actor=draft.actor("secretary"), round=round_of(draft), at=closes).state

    def holds(withdrawn, closed):
        assert closed in {"intake_closed", "failed"}
        state = draft.application().state
        assert state == ("withdrawn" if withdrawn == "withdrawn" else "filed")
        assert entries("application.withdraw") == (state == "withdrawn")
        assert entries("round.close") == 1

    assert interleave(Race(withdraw, close, holds)) > 2


def test_a_draft_is_saved_while_the_intake_is_closed(draft):
    """Whoever saves a draft holds it and waits for the journal: the closing has asked for it before."""
    closes = draft.round.closes_at

    def save():
        services.application_draft(actor=draft.lead, round=round_of(draft), project=draft.projects[0], at=closes)
        return "saved"

    def close():
        return services.intake_close(actor=draft.actor("secretary"), round=round_of(draft), at=closes).state

    def holds(saved, closed):
        assert (saved, closed) == ("saved", "intake_closed")
        assert draft.application().state == "not_submitted"

    assert interleave(Race(save, close, holds)) > 2
