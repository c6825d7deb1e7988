"""After the publication: an appeal counted again, a partial award refused, the reserve, agreement, claims, clawback."""

import json
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.commission.conftest import day, judged, now, of

from svetovod.cli.verify_recompute import recompute
from svetovod.demo.build_selection import moment
from svetovod.engine.ledger import verify_export
from svetovod.web.audit.models import DomainClock
from svetovod.web.commission import services, tasks
from svetovod.web.commission.agreement_book import signed_file
from svetovod.web.commission.selectors.awards import next_in_reserve
from svetovod.web.common import formatting
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.notices.models import Notice
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import SelectionRound


def refused(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_an_appeal_is_filed_within_its_term_by_the_applicant(published):
    row, lead = of(published, "partial")
    other = published.initiator(published.projects[0])
    if other.person_id == lead.person_id:
        other = published.initiator(published.projects[1])
    with pytest.raises(Denied):
        services.appeal_file(actor=published.actor("chair"), application=row, text="x", at=now(published))
    # the tenth day is a Sunday: the term ends with the Monday after it
    monday = moment("2021-12-20 23:59")
    with refused("appeal.late"):
        services.appeal_file(actor=lead, application=row, text="x", at=monday + timedelta(minutes=1))
    with pytest.raises(Refused, match="Напишите, с чем"):
        services.appeal_file(actor=lead, application=row, text="", at=monday)
    first = services.appeal_file(actor=lead, application=row, text="Неверно", at=now(published))
    assert services.appeal_file(actor=lead, application=row, text="Неверно", at=now(published)) == first


def test_whoever_decided_before_does_not_decide_the_appeal(published):
    for name in ("chair", "member-1", "expert-1", "secretary", "initiator-1"):
        with refused("judge.took_part"):
            services.judge_appoint(
                actor=published.actor("secretary"), round=published.round, email=f"{name}@example.org",
                at=now(published),
            )  # fmt: skip


def test_an_upheld_appeal_is_counted_again_and_both_results_stay(published):
    row, lead = of(published, "reserve")
    appeal = judged(published, row, lead)
    experts = list(row.assignments.values_list("member__code", flat=True))
    with refused("appeal.votes"):
        services.appeal_decide(actor=published.actor("judge-1"), appeal=appeal, decision="x", at=now(published))
    for name in ("judge-1", "judge-2"):
        services.appeal_vote(
            actor=published.actor(name), appeal=appeal, uphold=True, ground="Лист неверен", at=now(published, 3)
        )
    top = "\n".join(f"{code} {c.code} 10" for code in experts for c in published.round.criteria.all())
    services.appeal_decide(
        actor=published.actor("judge-1"), appeal=appeal, decision="Баллы занижены", corrected=top, at=now(published, 4)
    )
    before = published.round.runs.count()
    done = services.appeal_recount(actor=published.actor("secretary"), appeal=appeal, at=now(published, 5))
    assert services.appeal_recount(actor=published.actor("secretary"), appeal=appeal, at=now(published, 5)) == done
    assert published.round.runs.count() == before + 1
    row.refresh_from_db()
    assert row.state == "winner"
    assert done.before.result["ranking"][0]["project"] != row.project.code
    assert done.after.result["ranking"][0]["project"] == row.project.code
    last = published.round.protocols.latest("number")
    assert (last.corrects.number, last.reason) == (1, "Баллы занижены")
    data = export_make(actor=published.actor("auditor"), round=published.round, at=now(published, 6))
    checked = verify_export(data, recompute=recompute)
    assert checked.findings == ()
    assert any("later/1" in name for name in checked.recomputed)


def test_a_later_result_that_was_tampered_with_is_found(published):
    row, lead = of(published, "partial")
    services.awards_ask(
        actor=published.actor("secretary"), round=published.round, until=now(published, 48), at=now(published)
    )
    services.award_answer(actor=lead, offer=row.award_offers.get(), accept=False, reason="x", at=now(published, 2))
    first, later = (run for run in published.round.runs.order_by("id"))
    from svetovod.web.selection import bridge

    files = {
        "selection/round.json": bridge.canonical(first.input), "selection/ranking.json": bridge.canonical(first.result),
        "selection/later/1/result.json": bridge.canonical(later.result),
    }  # fmt: skip
    assert recompute(files)[1] == []
    wrong = json.loads(files["selection/later/1/result.json"])
    wrong["ranking"][0]["allocated"] = "1"
    files["selection/later/1/result.json"] = bridge.canonical(wrong)
    assert {finding.name for finding in recompute(files)[1]} == {"files/selection/later/1/result.json"}


def test_a_refused_part_goes_to_the_reserve(published):
    secretary = published.actor("secretary")
    row, lead = of(published, "partial")
    until = now(published, 48)
    services.awards_ask(actor=secretary, round=published.round, until=until, at=now(published))
    offer = row.award_offers.get()
    assert offer.amount == Decimal(50_000_000)
    assert (until.weekday(), offer.until) == (5, until + timedelta(days=2)), "a term on a Saturday ends on Monday"
    with refused("award.late"):
        services.award_answer(actor=lead, offer=offer, accept=True, at=offer.until)
    with refused("reserve.none"):
        services.reserve_ask(actor=secretary, round=published.round, until=until, at=now(published))
    services.award_answer(actor=lead, offer=offer, accept=False, reason="Мало", at=now(published, 2))
    row.refresh_from_db()
    assert row.state == "refused_agreement"
    given = services.reserve_ask(actor=secretary, round=published.round, until=until, at=now(published, 3))
    assert (given.reserve, given.instead, given.amount) == (True, offer, Decimal(50_000_000))
    taker = published.initiator(given.application.project)
    services.award_answer(actor=taker, offer=given, accept=True, at=now(published, 4))
    given.application.refresh_from_db()
    assert given.application.state == "partial"
    assert Decimal(published.round.runs.latest("id").result["left"]) == 0


@pytest.mark.parametrize(("rule", "passes"), [("strict", False), ("skip", True), ("proportional", True)])
def test_whoever_takes_no_such_part_stops_the_reserve_or_is_passed_over(published, rule, passes):
    """As the result was counted: under the same part for all whoever would get less than its least drops out."""
    first, _lead = of(published, "partial")
    second, _lead = of(published, "reserve")
    published.round.applications.filter(pk=first.pk).update(state="reserve", minimum=Decimal(60_000_000))
    run = published.round.runs.latest("id")
    run.result["left"] = "50000000"
    with pgtrigger.ignore("selection.SelectionRound:announced_frozen", "selection.RankingRun:append_only"):
        run.save(update_fields=["result"])
        SelectionRound.objects.filter(pk=published.round.pk).update(distribution=rule)
    found = next_in_reserve(SelectionRound.objects.get(pk=published.round.pk))
    assert found.free == Decimal(50_000_000)
    assert found.application == (second if passes else None)


def test_silence_is_a_refusal_after_the_term(published):
    secretary = published.actor("secretary")
    row, _lead = of(published, "partial")
    services.awards_ask(actor=secretary, round=published.round, until=now(published, 2), at=now(published))
    assert services.awards_expire(actor=secretary, round=published.round, at=now(published, 1)) == []
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(published, 2), "set_at": timezone.now()})
    tasks.expire(timestamp=0)
    row.refresh_from_db()
    assert row.state == "refused_agreement"
    key = f"award:{row.award_offers.get().pk}:expired"
    told = set(Notice.objects.filter(key=key).values_list("person__name", flat=True))
    assert told == {f"initiator-{row.project.number}", "secretary"}


def test_an_agreement_with_amendment_claims_and_money_asked_back(published):
    secretary = published.actor("secretary")
    row, lead = of(published, "winner")
    sign = {"actor": secretary, "application": row, "number": "020-11", "signed_on": day(published).date()}
    with refused("agreement.sum"):
        services.agreement_sign(**sign, years={"2022": Decimal(1)}, at=now(published))
    years = {"2022": Decimal(60_000_000), "2023": Decimal(40_000_000)}
    agreement = services.agreement_sign(**sign, years=years, at=now(published))
    row.refresh_from_db()
    assert row.state == "agreement"
    claim = {"actor": lead, "agreement": agreement, "year": 2022, "evidence": "Договор 1", "at": now(published)}
    with refused("claim.amount"):
        services.claim_file(**claim, amount=Decimal(60_000_001))
    filed = services.claim_file(**claim, amount=Decimal(50_000_000))
    with refused("amendment.paid"):
        services.amendment_add(
            actor=secretary, agreement=agreement, signed_on=day(published).date(), reason="Сроки",
            years={"2022": Decimal(40_000_000), "2023": Decimal(60_000_000)}, at=now(published),
        )  # fmt: skip
    services.claim_decide(actor=secretary, claim=filed, pay=True, at=now(published))
    back = {"actor": secretary, "agreement": agreement, "due_on": day(published).date(), "at": now(published)}
    with refused("clawback.amount"):
        services.clawback_ask(**back, amount=Decimal(50_000_001), ground="Показатель")
    asked = services.clawback_ask(**back, amount=Decimal(1_000_000), ground="Показатель")
    assert (
        services.clawback_close(actor=secretary, clawback=asked, returned=True, at=now(published)).state == "returned"
    )


def test_pages_after_the_result(published, browse, client):
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(published), "set_at": timezone.now()})
    row, _lead = of(published, "partial")
    who = published.people[f"initiator-{row.project.number}"]
    base = f"/selections/2021/applications/{row.number}/"
    applicant, secretary = browse(who), browse(published.people["secretary"])
    assert applicant.get(f"{base}appeals/").status_code == 200
    filed = applicant.post(f"{base}appeals/", {"text": "Неверно"})
    assert filed.status_code == 302
    waits = secretary.get(filed["Location"]).content.decode()
    assert "Назначьте ещё 2 рассматривающих" in waits and "step/consider/" not in waits, "nobody to hand it to yet"
    assert ">Итог<" in waits and "Оба итога" not in waits, "there is one until it is counted again"
    for page in ("appeals/", "awards/"):
        assert secretary.get(f"/selections/2021/{page}").status_code == 200
    listed = secretary.get("/selections/2021/awards/").content.decode()
    assert row.initiator["name"] in listed and 'href="#ask"' in listed, "who gets it, and the next step"
    assert secretary.post("/selections/2021/awards/step/ask/", {"until": "2022-01-01T10:00"}).status_code == 302
    assert "50" in applicant.get(f"{base}award/").content.decode()
    assert client.get(f"{base}award/").status_code == 302
    assert browse(published.people["stranger"]).get(f"{base}award/").status_code == 404
    for page in ("open-data/", "open-data/result.csv", "open-data/result.json", "open-data/result.jsonld"):
        assert client.get(f"/selections/2021/{page}").status_code == 200
    assert client.get("/selections/all/compare/").status_code == 200
    rows = client.get("/selections/2021/open-data/result.json").json()["rows"]
    assert sum(Decimal(each["granted"]) for each in rows) == Decimal(150_000_000)


def test_evidence_of_a_claim_is_a_file_that_only_the_parties_read(published, client):
    row, lead = of(published, "winner")
    secretary = published.actor("secretary")
    agreement = services.agreement_sign(
        actor=secretary, application=row, number="1", signed_on=day(published).date(),
        years={"2022": Decimal(100_000_000)}, account="40501810000000000001", at=now(published),
    )  # fmt: skip
    signed = signed_file(agreement)
    paper = SimpleUploadedFile("Акт.pdf", b"%PDF-1.7\n%%EOF\n")
    claim = services.claim_file(
        actor=lead, agreement=agreement, year=2022, amount=Decimal(1), evidence="Акт 5", paper=paper, at=now(published)
    )
    seen = {who: len(attachments_of(published.actor(who), claim)) for who in ("secretary", "auditor", "stranger")}
    assert seen == {"secretary": 1, "auditor": 1, "stranger": 0}
    client.force_login(published.people["secretary"])
    assert "Акт.pdf" in client.get(reverse("commission:award", args=["2021", row.number])).content.decode()
    for who, shown in (("secretary", "40501810000000000001"), ("member-1", "")):
        client.force_login(published.people[who])
        url = reverse("commission:agreement_file", args=["2021", row.number, "json"])
        facts = client.get(url).json()
        assert (facts["account"], facts["years"][0]["claimed"], facts["claims"][0]["evidence"]) == (
            shown,
            "1.00",
            "Акт 5",
        )
        book = load_workbook(BytesIO(client.get(url.replace("json", "xlsx")).content))
        cells = {cell.value for sheet in book for line in sheet for cell in line}
        assert {formatting.day(agreement.signed_on), "подана", 1, 100_000_000} <= cells and "filed" not in cells
        assert client.get(url.replace("json", "docx")).status_code == 404
    with refused("attachment.type"):
        services.claim_file(
            actor=lead, agreement=agreement, year=2022, amount=Decimal(1), evidence="Акт 6", at=now(published),
            paper=SimpleUploadedFile("a.pdf", b"MZ\x90\x00"),
        )  # fmt: skip
    assert agreement.claims.count() == 1
    assert signed_file(agreement) == signed and b"claim" not in signed, "a payment is no change of what was signed"
    client.force_login(published.people["secretary"])
    page = " ".join(client.get(reverse("commission:award", args=["2021", row.number])).content.decode().split())
    link = f'href="{reverse("signatures:paper", args=["agreement", agreement.pk])}"'
    assert f'отдельным файлом: <a class="small" {link}' in page, "another file than the one above it"
