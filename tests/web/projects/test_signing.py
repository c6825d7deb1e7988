"""Windows of signing on the page of readiness."""


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
