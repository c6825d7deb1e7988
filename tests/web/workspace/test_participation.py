from datetime import date, timedelta

import pytest

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Faulty, Hidden, Refused
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.enums import ChangeKind, Standing
from svetovod.web.dossier.models import Agreement

from .conftest import AT, TODAY

pytestmark = pytest.mark.django_db


def faults(run):
    with pytest.raises(Faulty) as caught:
        run()
    return [fault.field for fault in caught.value.faults], str(caught.value)


def agree(actor, member, paper, **said):
    return services.agreement_add(
        actor=actor, cluster=member.cluster, organisation=member.organisation, fields=paper(**said), at=AT
    )


def line_of(actor, member, on=TODAY):
    return selectors.participant_get(actor, member.cluster, member.pk, on)


def test_agreement_older_than_its_side_and_the_cluster_is_refused_with_both_reasons(actor, member, paper):
    services.cluster_founding_set(actor=actor, cluster=member.cluster, on=date(2020, 5, 1), ground="Протокол", at=AT)
    services.organisation_founding_set(actor=actor, membership=member, on=date(2020, 9, 1), at=AT)
    fields, said = faults(lambda: agree(actor, member, paper, dated_on=date(2020, 4, 30)))
    assert fields == ["dated_on", "dated_on"]
    assert "01.05.2020" in said and "01.09.2020" in said and "30.04.2020" in said
    assert not Agreement.objects.exists()


def test_agreement_on_the_very_day_of_registration_is_taken(actor, member, paper):
    services.organisation_founding_set(actor=actor, membership=member, on=date(2021, 3, 1), at=AT)
    assert agree(actor, member, paper).pk


def test_agreement_of_tomorrow_and_backwards_is_refused_at_both_fields(actor, member, paper):
    fields, _said = faults(
        lambda: agree(actor, member, paper, dated_on=TODAY + timedelta(days=1), valid_to=date(2021, 1, 1))
    )
    assert fields == ["dated_on", "valid_to"]


def test_the_same_agreement_twice_is_refused_until_the_first_is_cancelled(actor, member, paper):
    first = agree(actor, member, paper)
    assert faults(lambda: agree(actor, member, paper))[0] == ["number"]
    services.agreement_cancel(actor=actor, agreement=first, at=AT)
    assert agree(actor, member, paper).pk != first.pk


@pytest.mark.parametrize(
    ("days", "wanted"),
    [(-1, Standing.EXPIRED), (0, Standing.EXPIRING), (60, Standing.EXPIRING), (61, Standing.VALID)],
)
def test_agreement_warns_sixty_days_before_its_end(actor, member, paper, days, wanted):
    agree(actor, member, paper, valid_to=TODAY + timedelta(days=days))
    assert line_of(actor, member).standing == wanted


def test_the_lasting_agreement_counts_among_several(actor, member, paper):
    agree(actor, member, paper, number="1", valid_to=date(2021, 6, 1))
    agree(actor, member, paper, number="2", valid_to=None)
    line = line_of(actor, member)
    assert (line.standing, line.agreement.row.number) == (Standing.VALID, "2")


def test_joining_and_leaving_keep_day_and_paper(actor, cluster, so):
    from svetovod.demo import build_registry as build
    from svetovod.web.accounts.actors import SYSTEM

    build.organisation(invented_inn(900), "Newcomer", "RU-MO", actor=SYSTEM, at=AT)
    member = services.participant_join(
        actor=actor, cluster=cluster, inn=invented_inn(900), role="supplier", newcomer=True, on=date(2021, 4, 1),
        ground="Протокол 4", at=AT,
    )  # fmt: skip
    assert line_of(actor, member).joined.ground == "Протокол 4"
    left = services.participant_leave(actor=actor, membership=member, on=date(2021, 11, 1), ground="Письмо 9", at=AT)
    assert [c.kind for c in left.changes.all()] == [ChangeKind.JOINED, ChangeKind.LEFT]
    assert not line_of(actor, member).present
    before = {line.member.pk for line in selectors.participants_on(actor, cluster, date(2021, 10, 31))}
    after = {line.member.pk for line in selectors.participants_on(actor, cluster, date(2021, 11, 1))}
    assert before - after == {member.pk}


def test_leaving_before_joining_is_refused(actor, member):
    services.joining_note(actor=actor, membership=member, on=date(2021, 4, 1), ground="Протокол", at=AT)
    member.refresh_from_db()
    run = lambda: services.participant_leave(  # noqa: E731
        actor=actor, membership=member, on=date(2021, 3, 31), ground="Письмо", at=AT
    )
    assert faults(run)[0] == ["on"]


def test_unknown_and_present_organisations_cannot_join(actor, cluster, member):
    for inn, code in ((invented_inn(77777), "member.unknown"), (member.organisation.inn, "member.twice")):
        with pytest.raises(Refused) as caught:
            services.participant_join(
                actor=actor, cluster=cluster, inn=inn, role="supplier", newcomer=False, on=date(2021, 4, 1),
                ground="Протокол", at=AT,
            )  # fmt: skip
        assert caught.value.code == code


def test_newcomer_has_the_term_of_the_law_and_none_before_it(actor, member):
    member.newcomer = True
    member.save()
    services.joining_note(actor=actor, membership=member, on=date(2021, 2, 28), ground="Протокол", at=AT)
    assert line_of(actor, member).contracts_by == date(2024, 2, 28)
    assert line_of(actor, member, date(2021, 11, 15)).contracts_by is None


def test_participant_sees_its_own_line_alone(cluster, member, person):
    own = actor_of(person("p@example.org", ("participant", "organisation", member.organisation_id)))
    assert [line.member.pk for line in selectors.participants_on(own, cluster, TODAY)] == [member.pk]
    with pytest.raises(Denied):
        selectors.completeness(own, cluster, TODAY)


def test_stranger_learns_of_nothing_and_readers_write_nothing(cluster, member, person, paper):
    stranger = actor_of(person("s@example.org"))
    with pytest.raises(Hidden):
        agree(stranger, member, paper)
    for role, scope, held in (("auditor", "platform", ""), ("regional_authority", "region", "RU-MO")):
        reader = actor_of(person(f"{role}@example.org", (role, scope, held)))
        assert selectors.participants_on(reader, cluster, TODAY)
        with pytest.raises(Denied):
            agree(reader, member, paper)


def test_every_write_is_in_the_journal_and_in_the_history(actor, member, paper):
    row = agree(actor, member, paper)
    services.agreement_cancel(actor=actor, agreement=row, at=AT)
    services.agreement_cancel(actor=actor, agreement=row, at=AT)
    said = LedgerEntry.objects.filter(subject_type="dossier.agreement").order_by("index")
    assert [entry.action for entry in said] == ["agreement.add", "agreement.cancel"]
    assert row.events.count() == 2


def test_participant_of_two_clusters_is_shown_with_the_other(actor, so, cluster, member):
    from svetovod.demo import build_registry as build
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.registry.models import Membership

    for slug, state in (("second", "registered"), ("hidden", "idea")):
        other_so = build.organisation(invented_inn(502), "Other", "RU-NIZ", actor=SYSTEM, at=AT)
        other = build.cluster(slug, slug, ["RU-NIZ"], other_so, actor=SYSTEM, at=AT, state=state)
        Membership.objects.create(cluster=other, organisation=member.organisation, role="supplier")
    assert [each.slug for each in line_of(actor, member).elsewhere] == ["second"]
