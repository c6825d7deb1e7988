"""Who is told to whom, as announced: none, single, double. In a double-blind selection an expert meets no name."""

import io
import re
import zipfile
from decimal import Decimal
from urllib.parse import unquote

import pgtrigger
import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse
from tests.pdfs import text_of
from tests.web.keeping import keep

from svetovod.demo.build_selection import moment
from svetovod.web.audit.models import DomainClock
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import produced_keep
from svetovod.web.portal.tasks import sheets_to_fill
from svetovod.web.projects.models import JointProject, ProjectSection, ProjectVersion, Remark
from svetovod.web.selection import selectors, services, veil
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.announcement.words import lines
from svetovod.web.selection.models import Assignment, EnvelopeFile, SelectionRound

AT = moment("2021-11-26 10:00")
# in every place where an applicant may be named: the record, the short name, a text in another case, a file
CANARIES = ("Канареечн", "Кенар", "7700000", "kanareika", "канарейка.pdf", "П-01", "П-02", "П-03")
TEXT = (
    "Канареечный завод 1 ведёт работы; на Канареечном заводе 1 и у ООО «Кенар-1» всё готово. "
    "Пишите: director@kanareika.example"
)


@pytest.fixture
def make_blind(make_world):
    def make(blindness):
        world = make_world(experts=3, blindness=blindness)
        for row in world.projects:
            lead = row.initiator
            lead.name, lead.short_name = f"ООО «Канареечный завод {row.number}»", f"ООО «Кенар-{row.number}»"
            lead.save()
            row.title = f"Волокно: Канареечный завод {row.number}"
            row.replaces = TEXT
            row.save()
        ProjectSection.objects.create(project=world.projects[0], key="goals", text=TEXT, changed_at=AT)
        world.play("filed", "checked")
        DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
        world.round.refresh_from_db()
        return world

    return lambda blindness: keep(("blind", blindness), lambda: make(blindness))


def texts(answer):
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as box:
            raw = b"\n".join(box.read(name) for name in box.namelist())
    return raw.decode("utf-8", "replace")


def crawl(client, world, *more):
    """Every page that leads on from the expert's desk, and those an expert could guess."""
    round_, application = world.round, world.application()
    base = f"/selections/{round_.slug}/"
    queue = [
        f"{base}my-sheets/", f"{base}my-sheets/compare/", base, "/", "/projects/", f"{base}my-sheets/form.xlsx",
        f"{base}applications/{application.number}/", f"{base}applications/{application.number}/receipt.pdf",
        *(f"/projects/{row.code}/{tab}" for row in world.projects for tab in ("", "remarks/", "passport.pdf")), *more,
    ]  # fmt: skip
    seen = {}
    while queue and len(seen) < 70:
        url = queue.pop(0)
        if url in seen or url.startswith(("/accounts/", "/static/", "/i18n", "/rulebook/", "/clusters/", "/map/")):
            continue
        answer = client.get(url)
        seen[url] = texts(answer) if answer.status_code == 200 else ""
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            queue += [
                link.replace("&amp;", "&") for link in re.findall(r'href="(/(?:selections|projects)/[^"#]*)', seen[url])
            ]
    return seen


def expert_of(world):
    given = world.assignment()
    return given, world.actor(given.member.person.name)


def test_an_expert_of_a_double_blind_selection_meets_no_name(make_blind, client):
    world = make_blind("double")
    assert world.round.veils
    given, actor = expert_of(world)
    client.force_login(world.people[given.member.person.name])
    url = f"/selections/{world.round.slug}/my-sheets/{given.application.number}/"
    before = client.get(url).content.decode()
    for row in selectors.my_assignments(actor, world.round):
        services.conflict_deny(actor=actor, assignment=row, at=AT)
    seen = crawl(client, world, url) | {"before the statement": before}
    assert seen[url] and seen[f"/selections/{world.round.slug}/my-sheets/form.xlsx"], list(seen)
    found = {f"{word} at {at}" for at, body in seen.items() for word in CANARIES if word in body}
    assert not found
    assert "Волокно" in seen[url]


def test_the_same_pages_name_them_in_a_single_blind_selection(make_blind, client):
    """Else the crawl would have looked at nothing."""
    world = make_blind("single")
    given, actor = expert_of(world)
    client.force_login(world.people[given.member.person.name])
    services.conflict_deny(actor=actor, assignment=given, at=AT)
    url = f"/selections/{world.round.slug}/my-sheets/{given.application.number}/"
    body = client.get(url).content.decode()
    assert "Канареечный завод 1" in body and "П-01" in body


def envelope_came(world, row):
    """As if it had been opened: a file whose name tells who applies."""
    SelectionRound.objects.filter(pk=world.round.pk).update(envelope=[{"name": "Модель", "required": True}])
    world.round.refresh_from_db()
    made = produced_keep(
        actor=world.actor("secretary"), subject=row, file=io.BytesIO(b"%PDF-1.7 model"), name="канарейка.pdf",
        content_type="application/pdf", kind="envelope", at=AT,
    )  # fmt: skip
    EnvelopeFile.objects.create(
        application=row, place=1, kind="pdf", size=14, promise="0" * 64, state="opened", salt="0" * 64,
        sha256=made.sha256, put_at=AT, put_by=world.people["initiator-1"],
    )  # fmt: skip
    return made


@pytest.mark.parametrize("blindness", ["single", "double"])
def test_an_expert_reads_the_opened_envelope_under_the_name_that_may_be_told(make_blind, client, blindness):
    world = make_blind(blindness)
    given, actor = expert_of(world)
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only", "selection.SelectionRound:announced_frozen"):
        made = envelope_came(world, given.application)
    url = f"/selections/{world.round.slug}/my-sheets/{given.application.number}/"
    client.force_login(world.people[given.member.person.name])
    assert client.get(f"{url}envelope/1/").status_code == 404, "before the word on conflicts"
    services.conflict_deny(actor=actor, assignment=given, at=AT)
    page, file = client.get(url).content.decode(), client.get(f"{url}envelope/1/")
    assert "Модель" in page and f"{url}envelope/1/" in page
    assert b"".join(file.streaming_content) == b"%PDF-1.7 model"
    named = f"{given.application.number}-1.pdf" if blindness == "double" else "канарейка.pdf"
    assert named in page and unquote(file["Content-Disposition"]).endswith(f"{named}" + '"' * (blindness == "double"))
    assert ("канарейка" in page) is (blindness == "single")
    whole = client.get(reverse("documents:attachment", args=[made.pk]))
    assert (whole.status_code, "%PDF" in texts(whole)) == ((200, True) if blindness == "single" else (404, False))
    other = next(row.member.person for row in Assignment.objects.exclude(member=given.member).select_related("member"))
    for who in (other, world.people["secretary"], world.people["initiator-2"]):
        client.force_login(who)
        assert client.get(f"{url}envelope/1/").status_code in {403, 404}
    services.conflict_declare(actor=actor, assignment=given, reason="Консультировал", at=AT)
    client.force_login(world.people[given.member.person.name])
    assert client.get(f"{url}envelope/1/").status_code == 404


def test_a_marked_file_of_an_envelope_is_not_given_where_its_copy_names_the_holder(make_blind, client):
    world = make_blind("double")
    given, actor = expert_of(world)
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only", "selection.SelectionRound:announced_frozen"):
        made = envelope_came(world, given.application)
    Attachment.objects.filter(pk=made.pk).update(marked=True)
    services.conflict_deny(actor=actor, assignment=given, at=AT)
    client.force_login(world.people[given.member.person.name])
    answer = client.get(f"/selections/{world.round.slug}/my-sheets/{given.application.number}/envelope/1/")
    assert answer.status_code == 409 and "канарейка" not in answer.content.decode().casefold()


def test_who_asks_for_envelopes_of_a_double_blind_selection_is_warned(make_world):
    world = make_world(projects=1, blindness="double", envelope=[{"name": "Модель", "required": True}])
    said = [each for each in faults(world.round, AT) if "конверт" in each.text.casefold()]
    assert said and not any(each.blocking for each in said)
    world.round.blindness = "single"
    assert not [each for each in faults(world.round, AT) if "конверт" in each.text.casefold()]


@pytest.mark.parametrize(("blindness", "told"), [("single", True), ("double", False)])
def test_the_receipt_of_a_sheet_names_whom_its_expert_was_told(make_blind, client, blindness, told):
    world = make_blind(blindness)
    given, actor = expert_of(world)
    services.conflict_deny(actor=actor, assignment=given, at=AT)
    codes = world.round.criteria.values_list("code", flat=True)
    services.score_submit(actor=actor, assignment=given, scores=dict.fromkeys(codes, Decimal(5)), at=AT)
    client.force_login(world.people[given.member.person.name])
    address = f"/selections/{world.round.slug}/my-sheets/{given.application.number}/receipt.pdf"
    said = "".join(text_of(client.get(address).content).split())
    assert "Волокно" in said
    assert ("Канареечный" in said and "П-01" in said) is told
    assert told or not [word for word in CANARIES if word in said]


def test_names_are_found_in_any_case_and_common_words_are_left(make_blind):
    world = make_blind("double")
    told = veil.seen(world.application())
    said = str(told.content)
    assert "Канареечн" not in said and "Кенар" not in said and "@" not in said
    assert "ведёт работы" in said and "всё готово" in said
    assert told.parties == [] and told.code == "" and "files" not in str(told.content["costs"])
    assert [row["name"] for row in told.content["participants"]] and world.projects[0].initiator.inn not in said
    assert ProjectVersion.objects.get(pk=world.application().version_id).content["title"].startswith("Волокно: Кан")


def test_titles_of_a_list_take_one_query_whatever_its_length(make_blind, django_assert_num_queries):
    world = make_blind("double")
    _given, actor = expert_of(world)
    with django_assert_num_queries(2):
        rows = selectors.my_work(actor, world.round)
    assert len(rows) > 1 and all("Канареечн" not in row.filed_title and row.code == "" for row in rows)


def test_the_desk_of_an_expert_tells_what_was_filed_without_names(make_blind):
    world = make_blind("double")
    JointProject.objects.update(title="A title of today")
    told = [task.where for task in sheets_to_fill(expert_of(world)[1], world.round.scoring_until)]
    assert told and all("Волокно" in where and "Канареечн" not in where for where in told)


def delivered(world):
    given, actor = expert_of(world)
    services.conflict_deny(actor=actor, assignment=given, at=AT)
    codes = world.round.criteria.values_list("code", flat=True)
    remark = {"section": "product", "place": "", "severity": "important", "text": "Покажите письма"}
    services.score_submit(
        actor=actor, assignment=given, scores=dict.fromkeys(codes, Decimal(5)), remarks=[remark], at=AT
    )
    world.play("scored", "opened", "approved", "published")
    return given, Remark.objects.get().project


@pytest.mark.parametrize(("blindness", "told"), [("none", True), ("single", False), ("double", False)])
def test_the_team_is_told_the_expert_only_where_the_round_says_so(make_blind, client, blindness, told):
    world = make_blind(blindness)
    given, project = delivered(world)
    client.force_login(world.people[f"initiator-{project.number}"])
    for url in (f"/projects/{project.code}/remarks/?show=all", f"/api/v1/projects/{project.code}/remarks/"):
        answer = client.get(url)
        if answer.status_code == 200:
            assert (given.member.person.name in answer.content.decode()) is told, url


def test_after_the_publication_the_author_of_a_remark_reads_the_project(make_blind, client):
    world = make_blind("double")
    given, project = delivered(world)
    client.force_login(world.people[given.member.person.name])
    assert client.get(f"/projects/{project.code}/remarks/?show=all").status_code == 200


def test_it_is_announced_and_settled(make_blind):
    world = make_blind("double")
    assert content(world.round)["blindness"] == "double"
    assert any("INN" in line.value or "ИНН" in line.value for line in lines(content(world.round)))
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        SelectionRound.objects.filter(pk=world.round.pk).update(blindness="none")


OTHER_WORDS = "Kanareechny zavod; наш директор Синичкин; звоните +7 (8342) 24-35-46. Волокно тянут на башне."


def test_names_in_other_words_are_shown_to_the_applicant_before_filing_and_to_who_checks(make_world, client):
    world = make_world(experts=3, blindness="double")
    for row in world.projects:
        row.initiator.name, row.replaces = f"ООО «Канареечный завод {row.number}»", OTHER_WORDS
        row.initiator.save()
        row.save()
    draft = f"/selections/{world.round.slug}/apply/{world.projects[0].code}/"
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": world.round.opens_at, "set_at": AT})
    client.force_login(world.people["initiator-1"])
    before = client.get(draft)
    world.play("filed")
    client.force_login(world.people["secretary"])
    DomainClock.objects.update(moment=AT)
    after = client.get(f"/selections/{world.round.slug}/applications/{world.application().number}/check/")
    for answer in (before, after):
        body = answer.content.decode()
        assert answer.status_code == 200 and 'id="tells"' in body
        for words in ("Kanareechny", "директор Синичкин", "+7 (8342) 24-35-46"):
            assert f"<b>{words}</b>" in body, words
        assert "<b>Волокно" not in body


def told(client, url):
    """What a page says, without the marks that are new on every page."""
    answer = client.get(url)
    body = answer.content.decode().replace(answer["X-Request-Id"], "")
    return re.sub(r'(CSRFToken": |name="(?:csrfmiddlewaretoken|idempotency_key)" value=|nonce=)"[^"]*"', "", body)


def test_a_draft_does_not_tell_whether_a_rival_has_filed(make_world, client):
    """Its applicant types the rival's name beside words that are shown: the page is the same before and after."""
    world = make_world(projects=2, blindness="double")
    mine, rival = world.projects
    rival.initiator.name = "ООО «Зимородковский завод»"
    rival.initiator.save()
    mine.replaces = "Делаем не хуже, чем Зимородковский завод; звоните +7 (8342) 24-35-46."
    mine.save()
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": world.round.opens_at, "set_at": AT})
    client.force_login(world.people["initiator-1"])
    draft = f"/selections/{world.round.slug}/apply/{mine.code}/"
    before = told(client, draft)
    assert "Зимородковский завод; звоните <b>+7" in before
    at = moment("2021-11-09 10:00")
    common = {"actor": world.initiator(rival), "at": at}
    row = services.application_draft(
        round=world.round, project=rival, requested=rival.requested, minimum=rival.minimum, **common
    )
    services.application_file(application=row, **common)
    assert told(client, draft) == before


def test_whoever_hands_in_a_newer_version_is_shown_what_it_tells(make_world, client):
    """Of the project as it stands: the version filed told nothing."""
    world = make_world(projects=1, blindness="double").play("filed")
    row, project = world.application(), world.projects[0]
    page = f"/selections/{world.round.slug}/applications/{row.number}/"
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": row.filed_at, "set_at": AT})
    client.force_login(world.people["initiator-1"])
    assert 'id="tells"' not in client.get(page).content.decode()
    project.replaces = OTHER_WORDS
    project.save()
    assert "<b>директор Синичкин</b>" in client.get(page).content.decode()
    DomainClock.objects.update(moment=world.round.closes_at)
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    assert 'id="tells"' not in client.get(page).content.decode(), "nothing is replaced after the intake"
