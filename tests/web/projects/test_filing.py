"""Preparing to file: the status on the fixed date, what is entered, the pace, and one page for the head."""

from datetime import date, timedelta

import pytest

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.papers import pages
from svetovod.web.projects import services
from svetovod.web.projects.enums import Question
from svetovod.web.projects.filing.page import PROOFS, build
from svetovod.web.projects.filing.reading import papers_of
from svetovod.web.projects.models import FilingPaper
from svetovod.web.projects.selectors import live_content

ON, FILING = date(2021, 6, 24), date(2021, 7, 20)


def tell(scene, project, helpers, step="taxes", day=ON, **more):
    given = {"paper": "No. 7", "dated_on": day, "at": helpers.AT + timedelta(days=60)} | more
    return services.filing_tell(actor=scene.initiator, project=project, step=step, **given)


def rows(project, filing=FILING, on=ON):
    found = build(live_content(project), papers_of(project), filing, on)
    return {row.key: (row.window, row.mark[1]) for row in found.rows}


def test_proofs_are_of_known_questions():
    assert set(PROOFS) <= set(Question)


def test_a_certificate_speaks_of_the_fixed_date_when_dated_from_it_on(scene, project, helpers):
    assert rows(project)["taxes"] == ("from 1 July 2021 to 6 July 2021", "to be done")
    assert rows(project, date(2021, 7, 10))["taxes"][0] == "no day fits: file later in the month"
    assert rows(project)["signature"] == ("by 10 July 2021", "to be done")
    tell(scene, project, helpers, day=date(2021, 6, 30))
    assert rows(project)["taxes"][1] == "made before the fixed date: order another"
    tell(scene, project, helpers, day=date(2021, 7, 5))
    assert rows(project)["taxes"][1] == "proves the status when filed"
    assert FilingPaper.objects.count() == 1
    tell(scene, project, helpers, day=None)
    assert not FilingPaper.objects.exists()


def test_what_is_refused_and_to_whom(scene, presented, helpers):
    for code, more in (("filing.step", {"step": "moon"}), ("filing.future", {"day": date(2030, 1, 1)})):
        with pytest.raises(Refused) as caught:
            tell(scene, presented, helpers, **more)
        assert caught.value.code == code
    before = presented.state
    tell(scene, presented, helpers)
    presented.refresh_from_db()
    assert presented.state == before, "a certificate is no edit of the project"
    for who in ("partner", "manager", "expert", "stranger"):
        with pytest.raises((Denied, Hidden)):
            services.filing_tell(
                actor=getattr(scene, who), project=presented, step="taxes", dated_on=ON, at=helpers.AT
            )  # fmt: skip


def test_the_page(scene, presented, helpers, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{presented.code}/filing/"
    page = client.get(url).content.decode()
    assert "counted for 23 August 2021" in page and "Status of the applicant on 1 August 2021" in page
    assert "Nothing obligatory is left" in page
    back = client.post(f"{url}signature/", {"paper": "KEP", "dated_on": "2021-06-24", "filing": "2021-07-20"})
    assert back.status_code == 302 and "filing=2021-07-20" in back["Location"]
    assert "KEP" in client.get(f"{url}?filing=2021-07-20").content.decode()
    assert client.post(f"{url}signature/", {"dated_on": "x"}).status_code == 409
    assert signed(scene.people["expert"]).get(url).status_code == 403
    assert signed(scene.people["manager"]).get(url).status_code == 200


def test_the_pace_counts_from_the_day_it_was_begun(scene, project, helpers, signed):
    from svetovod.web.audit.models import DomainClock

    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/filing/"
    DomainClock.objects.update(moment=helpers.AT + timedelta(days=10))
    assert "Nothing obligatory is left" in client.get(url).content.decode()
    services.project_edit(
        actor=scene.initiator, project=project, revision=project.revision, fields={"okpd2": ""}, at=helpers.AT
    )
    page = client.get(url).content.decode()
    assert "At this pace ready by" in page and "points a week" in page


def test_one_page_for_the_head(scene, presented, helpers, signed):
    url = f"/projects/{presented.code}/outputs/brief.pdf"
    for who, status in (("initiator", 200), ("manager", 200), ("expert", 404)):
        answer = signed(scene.people[who]).get(url)
        assert answer.status_code == status, who
    pdf = b"".join(signed(scene.people["initiator"]).get(url))
    assert pages(pdf) == 1
    assert signed(scene.people["initiator"]).get(f"{url}?version=1").status_code == 200
