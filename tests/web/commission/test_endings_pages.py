"""What the pages, desks and letters say of an agreement that is ended or changed and of money that is given back."""

import re
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.commission.conftest import day, now, of
from tests.web.commission.test_additional import answered, both, prepared, refused
from tests.web.commission.test_endings import MN, by, closed, doomed, ending, given_again, paid
from tests.web.commission.test_recounts import recounted

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import DomainClock
from svetovod.web.commission import services, tasks
from svetovod.web.commission.models import Amendment, ClawbackClaim, GrantAgreement
from svetovod.web.common.errors import Refused
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.portal.tasks import context
from svetovod.web.projects.services import lowering_ask
from svetovod.web.signatures.seam import paper_of

__all__ = ["both", "doomed"]


def plain(answer):
    """Without what keeps a number of a headline on one line."""
    text = re.sub(r'<span class="nb">(.*?)</span>', r"\1", answer.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_former_agreement_is_read_by_its_key_with_all_that_stands_under_it(doomed, browse):
    world, appeal, agreement = doomed
    lead, row = world.initiator(agreement.application.project), agreement.application
    services.claim_file(
        actor=lead, agreement=agreement, year=2022, amount=20 * MN, evidence="Акт 77", at=now(world, 5),
        paper=SimpleUploadedFile("Платёж.pdf", b"%PDF-1.7\n%%EOF\n"),
    )  # fmt: skip
    claim = agreement.claims.get()
    services.claim_decide(actor=world.actor("secretary"), claim=claim, pay=True, at=now(world, 5))
    services.clawback_ask(
        actor=world.actor("secretary"), agreement=agreement, amount=5 * MN, ground="Показатель", due_on=by(world),
        at=now(world, 6),
    )  # fmt: skip
    made = answered(world, ending(world, agreement, appeal, by(world)))
    recounted(world, appeal)
    other = given_again(world, row)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 12), "set_at": now(world, 12)})
    secretary, page = browse(world.people["secretary"]), f"/selections/2021/applications/{row.number}/award/"
    former, said = f"{page}?agreement={agreement.pk}", [f"Соглашение {agreement.number} расторгнуто", "Акт 77"]

    def read(client, url):
        answer = client.get(url)
        assert answer.status_code == 200, url
        return plain(answer)

    assert paper_of("agreement", str(agreement.pk)).url == paper_of("amendment", str(made.pk)).url == former
    assert paper_of("agreement", str(other.pk)).url == page
    now_, own = read(secretary, page), reverse("signatures:paper", args=["amendment", made.pk])
    assert f'href="{former}"' in now_ and "Акт 77" not in now_ and f"Соглашение {other.number}" in now_
    shown = read(secretary, former)
    assert all(each in shown for each in [*said, "Платёж.pdf", own, "Суммы по годам до расторжения", "50 000 000,00"])
    assert not any(f"step/{turn}/" in shown for turn in ("sign", "amend", "prepare", "end", "claim", "answer"))
    assert f'href="{page}"' in shown and 'id="former"' not in shown
    auditor = read(browse(world.people["auditor"]), former)
    assert all(each in auditor for each in said) and "step/" not in auditor and own not in auditor
    for sort in ("json", "xlsx"):
        file = f"{page}agreement.{sort}"
        assert f'href="{file}?agreement={agreement.pk}"' in shown
        answer = secretary.get(file, {"agreement": agreement.pk})
        assert answer.status_code == 200
        assert f"-{now(world, 6).date()}.{sort}" in answer.headers["Content-Disposition"]
    facts = secretary.get(f"{page}agreement.json", {"agreement": agreement.pk}).json()
    assert (facts["number"], [each["evidence"] for each in facts["claims"]]) == (agreement.number, ["Акт 77"])
    assert facts["years"] == [{"year": "2022", "amount": "50000000", "claimed": "20000000.00"}]
    assert secretary.get(f"{page}agreement.json").json()["number"] == other.number
    missed = agreement.clawbacks.get(amendment=None)
    answer = secretary.post(f"{page}step/returned/?agreement={agreement.pk}", {"row": missed.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, former)
    ask = {"amount": "1", "due_on": by(world).isoformat(), "ground": "Ещё показатель"}
    assert "ещё не истребовано" in read_refused(secretary, f"{page}step/clawback/?agreement={agreement.pk}", ask)
    changed = {"years": "2022 1", "reason": "Сроки", "signed_on": day(world).date().isoformat()}
    secretary.post(f"{page}step/amend/?agreement={agreement.pk}", changed)
    browse(world.people[f"initiator-{row.project.number}"]).post(
        f"{page}step/claim/?agreement={agreement.pk}", {"year": 2022, "amount": 1, "evidence": "Акт"}
    )
    assert (agreement.amendments.count(), agreement.claims.count(), other.amendments.count()) == (1, 1, 0)
    stranger = GrantAgreement.objects.create(
        application=appeal.application, number="чужое", signed_on=day(world).date(), years={"2022": "1"}
    )
    for key in (stranger.pk, "", "x", "-1", 10**12):
        for url in (page, f"{page}agreement.json"):
            assert secretary.get(url, {"agreement": key}).status_code == 404
    assert browse(world.people["stranger"]).get(former).status_code == 404
    with refused("agreement.ended"):
        ending(world, agreement, appeal, by(world), hours=13)


def read_refused(client, url, sent):
    answer = client.post(url, sent)
    assert answer.status_code == 422
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(("claimed", "asked", "back"), [(20, 5, 15), (20, 20, 0), (0, 0, 0)])
def test_the_page_says_what_the_agreement_will_ask_back(doomed, browse, claimed, asked, back):
    """Of 20 that are paid some are asked back on another ground: the paper names the rest, and so does the page."""
    world, appeal, agreement = doomed
    if claimed:
        paid(world, agreement, claimed)
    if asked:
        services.clawback_ask(
            actor=world.actor("secretary"), agreement=agreement, amount=asked * MN, ground="Показатель",
            due_on=by(world), at=now(world, 6),
        )  # fmt: skip
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    page = f"/selections/2021/applications/{agreement.application.number}/award/"
    answer = browse(world.people["secretary"]).get(page)
    ((_appeal, counted, shown, form),) = answer.context["counts"]
    assert (counted, shown, "back_by" in form.fields) == (0, back * MN, bool(back))
    said = answer.content.decode().replace("\u00a0", " ")
    assert ("Сверх этого выплачено" in said) == bool(back)
    assert not back or "Сверх этого выплачено и ещё не истребовано 15 000 000,00" in said
    made = ending(world, agreement, appeal, by(world) if back else None)
    assert made.back_total == shown
    answered(world, made)
    assert browse(world.people["secretary"]).get(page).context["counts"][0][2] == shown, "another may take its place"


def tasks_of(who, at):
    found = context(actor_of(who), at)
    return [(task.what, task in found["late"]) for task in found["tasks"] if "/award/" in task.url]


def test_desks_and_letters_tell_who_signs_and_what_is_overdue(doomed):
    world, appeal, agreement = doomed
    paid(world, agreement, 20)
    row = agreement.application
    lead, secretary = world.people[f"initiator-{row.project.number}"], world.people["secretary"]
    made = ending(world, agreement, appeal, by(world, 3))
    sign = "Подписать соглашение о расторжении или написать, почему нет"
    assert tasks_of(lead, now(world, 6)) == [(sign, False)]
    anew = "Подготовить соглашение заново: срок возврата денег прошёл"
    assert (tasks_of(lead, now(world, 24 * 5)), tasks_of(secretary, now(world, 6))) == ([(sign, True)], [])
    assert tasks_of(secretary, now(world, 24 * 5)) == [(anew, True)]
    answered(world, made)
    assert tasks_of(secretary, now(world, 24 * 5)) == [(anew, True)], "signed by both, and no count is made by it"
    recounted(world, appeal)

    def told(who, hours):
        return [(what.replace("\u00a0", " "), late) for what, late in tasks_of(who, now(world, hours))]

    back, note = "Вернуть 20 000 000,00 ₽", "Отметить, возвращены ли 20 000 000,00 ₽"
    assert (told(lead, 6), told(secretary, 6)) == ([(back, False)], [])
    assert (told(lead, 24 * 5), told(secretary, 24 * 5)) == ([(back, True)], [(note, True)])
    (letter,) = OutgoingMail.objects.filter(text__contains="Получатель подписал соглашение о расторжении.")
    assert f"Вернуть не позднее {by(world, 3):%d.%m.%Y}: 20" in letter.text
    other = world.people[f"initiator-{appeal.application.project.number}"]
    assert told(other, 24 * 5) == []
    demand = ClawbackClaim.objects.get()
    letters = Notice.objects.filter(key=f"demand:{demand.pk}:overdue")
    for hours, people in ((24 * 2, set()), (24 * 5, {lead.name, "secretary"}), (24 * 6, {lead.name, "secretary"})):
        DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, hours), "set_at": now(world)})
        tasks.overdue(timestamp=0)
        assert sorted(letters.values_list("person__name", flat=True)) == sorted(people)
    closed(world, demand, returned=True)
    assert (told(lead, 24 * 5), told(secretary, 24 * 5)) == ([], [])


def test_the_pages_lead_from_the_appeal_to_the_money_given_back(doomed, browse):
    world, appeal, agreement = doomed
    paid(world, agreement, 20)
    row = agreement.application
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    secretary, lead = browse(world.people["secretary"]), browse(world.people[f"initiator-{row.project.number}"])
    award = f"/selections/2021/applications/{row.number}/award/"
    page = f"/selections/2021/applications/{appeal.application.number}/appeals/1/"

    def read(client, url):
        answer = client.get(url)
        assert answer.status_code == 200
        return plain(answer)

    assert "субсидии не остаётся, соглашение расторгают" in read(secretary, page)
    form = read(secretary, award)
    assert (
        "step/end/" in form
        and "step/prepare/" not in form
        and "Сверх этого выплачено и ещё не истребовано 20 000 000" in form
    )
    sent = {"appeal": appeal.pk, "reason": "По жалобе", "back_by": by(world).isoformat()}
    assert secretary.post(f"{award}step/end/", sent | {"back_by": "завтра"}).status_code == 422
    assert lead.post(f"{award}step/end/", sent).status_code == 403
    assert secretary.post(f"{award}step/end/", sent).status_code == 302
    made = Amendment.objects.get()
    assert "step/end/" not in read(secretary, award)
    theirs = read(lead, award)
    assert "Соглашение о расторжении" in theirs and "20 000 000" in theirs and "step/reply/" in theirs
    assert lead.post(f"{award}step/reply/", {"reply": "sign"}).status_code == 302
    assert f"соглашение о расторжении № {made.number}: подписано" in read(secretary, page)
    over = "срок возврата денег прошёл: секретарь готовит соглашение заново"
    assert not any(over in read(secretary, each) for each in (page, award))
    DomainClock.objects.update(moment=now(world, 24 * 31))
    assert all(over in read(secretary, each) for each in (page, award))
    DomainClock.objects.update(moment=now(world, 8))
    assert secretary.post(f"{page}step/recount/").status_code == 302
    ended = read(secretary, award)
    assert f"Соглашение о расторжении № {made.number} от" in ended and "Дополнительное соглашение" not in ended
    assert f"Соглашение {agreement.number} расторгнуто" in ended and "step/amend/" not in ended
    assert "step/drop/" not in ended and "step/clawback/" not in ended, "what could only be refused is not offered"
    assert "step/returned/" in ended and "step/claim/" not in read(lead, award)
    register = read(secretary, "/selections/2021/awards/")
    assert 'id="demands"' in register and "20 000 000" in register
    DomainClock.objects.update(moment=now(world, 24 * 40))
    assert "не возвращено в срок" in read(secretary, award)
    assert "не возвращено в срок" in read(secretary, "/selections/2021/awards/")
    demand = ClawbackClaim.objects.get()
    assert secretary.post(f"{award}step/returned/", {"row": demand.pk}).status_code == 302
    assert "не возвращено в срок" not in read(lead, award)
    assert 'id="demands"' not in read(secretary, "/selections/2021/awards/")
    for sort in ("xlsx", "json"):
        assert lead.get(reverse("commission:agreement_file", args=["2021", row.number, sort])).status_code == 200


def test_under_an_agreement_that_is_ended_no_value_is_lowered(doomed, browse):
    world, appeal, agreement = doomed
    project = agreement.application.project
    person = world.people[f"initiator-{project.number}"]
    lead, url = browse(person), f"/projects/{project.code}/award/"
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 24 * 30), "set_at": now(world, 8)})
    assert lead.post(url, {"report_days": "30"}).status_code == 302
    assert "lowering" in lead.get(url).content.decode()
    answered(world, ending(world, agreement, appeal))
    recounted(world, appeal)
    said = lead.get(url).content.decode()
    assert 'id="lowering"' not in said and "<caption>Отчёты по полугодиям" not in said
    with refused("lowering.ended"):
        lowering_ask(
            actor=actor_of(person), indicator=project.indicators.first(), period="2022-1", wanted=Decimal(0),
            reason="Так", at=now(world, 24 * 30),
        )  # fmt: skip


def test_what_leads_to_the_project_is_for_those_who_see_it(both, browse):
    world, _appeal, lower, _higher = both
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    number, project = lower.application.number, lower.application.project
    link, page = f"/projects/{project.code}/award/", f"/selections/2021/applications/{number}/award/"
    for key, sees in (("secretary", False), (f"initiator-{project.number}", True)):
        reader = browse(world.people[key])
        assert (f'href="{quote(link)}"' in reader.get(page).content.decode()) == sees
        assert (reader.get(link).status_code == 200) == sees


def test_what_was_typed_stays_beside_what_the_service_refuses(both, browse):
    world, appeal, lower, higher = both
    paid(world, lower, 60)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    secretary = browse(world.people["secretary"])
    heads = {"claim": "Не подано", "clawback": "Возврат не потребован", "reply": "Не отправлено"}

    def refusal(client, row, turn, **sent):
        """The form as it is shown again, headed by what did not happen, and where its errors stand."""
        page = f"/selections/2021/applications/{row.application.number}/award/"
        answer = client.post(f"{page}step/{turn}/", sent, headers={"referer": f"http://testserver{page}"})
        assert answer.status_code == 422
        names = ("additional_form", "claim_form", "clawback_form", "amendment_form", "reply_form")
        (form,) = [each for name in names if (each := answer.context.get(name)) is not None and each.is_bound]
        said = answer.content.decode()
        assert f"{heads.get(turn, 'Не сохранено')}: 1 ошибка" in said
        assert all(str(error) in said for errors in form.errors.values() for error in errors)
        assert all(str(value) in said for name, value in sent.items() if name != "back_by")
        return list(form.errors)

    words = {"appeal": appeal.pk, "reason": "Набрано долго и подробно"}
    for day_ in ("", now(world).date().isoformat(), (now(world).date() - timedelta(days=1)).isoformat()):
        assert refusal(secretary, lower, "prepare", **words, years="2022 50000000", back_by=day_) == ["back_by"]
    on = by(world).isoformat()
    assert refusal(secretary, lower, "prepare", **words, years="2022 49000000", back_by=on) == ["years"]
    assert refusal(secretary, lower, "prepare", **words, years="2022 30000000\n2023 20000000", back_by=on) == ["years"]
    ask = {"amount": "61000000", "due_on": on, "ground": "Показатель не достигнут, расчёт приложен"}
    assert refusal(secretary, lower, "clawback", **ask) == ["amount"]
    signed_on = day(world).date().isoformat()
    assert refusal(secretary, lower, "amend", years="2022 1", reason="Сроки сдвинуты", signed_on=signed_on) == ["years"]
    services.claim_file(
        actor=world.initiator(lower.application.project),
        agreement=lower,
        year=2023,
        amount=20 * MN,
        evidence="Акт",
        at=now(world, 6),
    )
    assert refusal(secretary, lower, "prepare", **words, years="2022 50000000", back_by=on) == ["__all__"]
    lead = browse(world.people[f"initiator-{higher.application.project.number}"])
    assert refusal(lead, higher, "claim", year=2022, amount="50000001", evidence="Акт от лица двух сторон") == [
        "amount"
    ]
    made = prepared(world, higher, appeal, 100)
    assert refusal(lead, higher, "reply", reply="no") == ["reason"]
    made.refresh_from_db()
    assert made.state == "prepared"


def test_the_page_of_the_project_has_the_sum_that_is_in_force(both, browse):
    world, appeal, lower, higher = both
    project = lower.application.project
    lead = browse(world.people[f"initiator-{project.number}"])
    url = f"/projects/{project.code}/award/"
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 24 * 30), "set_at": now(world, 8)})

    def read():
        return " ".join(lead.get(url).content.decode().replace("\u00a0", " ").split())

    assert 'name="amount"' not in read() and "100 000 000" in read()
    sent = {"number": "typed", "signed_on": "2021-01-01", "report_days": "30", "amount": "7"}
    assert lead.post(url, sent).status_code == 302
    kept = project.agreement
    assert (kept.number, kept.signed_on, kept.amount) == (lower.number, lower.signed_on, None), "read where they stand"
    assert "100 000 000" in read()
    answered(world, prepared(world, lower, appeal, 50))
    answered(world, prepared(world, higher, appeal, 100))
    recounted(world, appeal)
    said = read()
    assert "50 000 000" in said and "100 000 000" in said and "дополнительное соглашение № 1" in said
    with pytest.raises(Refused, match="Укажите сумму"):
        from svetovod.web.projects.services import agreement_write

        other = of(world, "reserve")[0].project
        agreement_write(
            actor=world.initiator(other), project=other, at=now(world, 24 * 30),
            fields={"number": "1", "signed_on": day(world).date(), "report_days": 30},
        )  # fmt: skip
