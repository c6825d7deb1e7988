"""Windows of signing, and who may sign, on the page of readiness."""

from datetime import date

from svetovod.web.signing.models import SigningAuthority

from .conftest import AT


def test_a_day_of_filing_gives_the_windows(scene, project, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/readiness/"
    assert "Name the day on which you will file" in client.get(url).content.decode()
    page = client.get(f"{url}?filing=2021-07-20").content.decode()
    assert "Certificate of the tax service" in page
    assert "20 June 2021" in page  # thirty days before
    assert "in time" in page
    assert "may be late" not in page
    assert "may be late" in client.get(f"{url}?filing=2021-06-25").content.decode()
    assert "too early" in client.get(f"{url}?filing=2021-11-22").content.decode()


def test_a_day_that_is_none_or_past_is_told_beside_the_field(scene, project, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/readiness/"
    for text in ("x", "2021-06-01", "9999-12-31"):
        answer = client.get(f"{url}?filing={text}")
        assert answer.status_code == 200
        assert "field__err" in answer.content.decode()


def test_who_may_sign_for_the_initiator_on_that_day_is_said(scene, project, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/readiness/"
    assert "Enter who signs and on what ground" in client.get(url).content.decode()
    SigningAuthority.objects.create(
        organisation=scene.a, name="A director", post="Director", ground="proxy", since=date(2021, 1, 1),
        until=date(2021, 8, 31), certificate="qualified", certificate_until=date(2021, 7, 1), entered_at=AT,
    )  # fmt: skip
    page = client.get(f"{url}?filing=2021-07-20").content.decode()
    assert "A director" in page
    assert "the certificate is over by then" in page
    assert "Nobody may sign for the initiator" in client.get(f"{url}?filing=2021-09-01").content.decode()
