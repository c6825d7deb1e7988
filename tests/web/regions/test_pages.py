"""Pages of regions, their tables as CSV, the passport, and the way of a survey to them."""

import csv
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.common.errors import Denied, Refused
from svetovod.web.regions import page, selectors, services, shown, work
from svetovod.web.regions.enums import SurveyState
from svetovod.web.regions.forms import SurveyForm
from svetovod.web.regions.models import Survey

pytestmark = pytest.mark.django_db
FIRMS = "".join(f"{n:010d},RU-MO,27.31\n" for n in range(1, 4)) + "".join(
    f"{n:010d},RU-TA,{'27.31' if n < 14 else '26.30'}\n" for n in range(11, 18)
)
# three of Mordovia buy cable abroad and sell it; fibre two of them only
BOUGHT = (
    "".join(f"{n:010d},,26.30,1000000,2020,true\n" for n in range(1, 4))
    + "".join(f"{n:010d},,22.21,777777,2020,true\n" for n in range(1, 3))
    + "".join(f"{n + 10:010d},{n:010d},27.31,5000000,2020,\n" for n in range(1, 4))
)


def table(client, url):
    text = client.get(url).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_what_a_region_makes_and_imports(upload):
    survey = upload(FIRMS, BOUGHT)
    found = page.region("RU-MO", survey, selectors.lines_of(survey))
    assert [(each.code, each.line.makers, each.line.sold) for each in found.makes] == [("27.31", 3, 15_000_000)]
    assert [(each.code, each.imported, each.here, each.near + each.far) for each in found.missing] == [
        ("26.30", 3_000_000, None, ("Республика Татарстан",))
    ]
    assert found.sums.imported == 3_000_000 and found.could == 3_000_000


def test_the_page_hides_what_two_enterprises_do(client, upload):
    upload(FIRMS, BOUGHT)
    said = client.get("/regions/RU-MO/").content.decode()
    assert "27.31" in said and "26.30" in said and "22.21" not in said and "777" not in said
    assert table(client, "/regions/RU-MO/imports.csv")[0]["imported_rub"] == "3000000.00"
    assert [row["okpd2"] for row in table(client, "/regions/RU-MO/makes.csv")] == ["27.31"]


def test_the_quotient(upload):
    """Mordovia sells 15 of cable alone; Tatarstan 10 of cable and 10 of optics: (1) / (25/35), (0.5) / (25/35)."""
    more = "".join(f"{n - 10:010d},{n:010d},27.31,{10**7 // 3},2020,\n" for n in range(11, 14))
    more += "".join(f"{n - 13:010d},{n:010d},26.30,{10**7 // 3},2020,\n" for n in range(14, 17))
    lines = {(each.region, each.group): each for each in shown.lines(upload(FIRMS, BOUGHT + more).cells.all())}
    assert str(lines["RU-MO", "27.31"].quotient) == "1.40"
    assert str(lines["RU-TA", "27.31"].quotient) == "0.70"


@pytest.mark.parametrize("by", ["clusters", "projects", "groups", "specialised", "sold", "imported", "outside", "x"])
def test_the_map_and_its_table(client, upload, by):
    upload(FIRMS, BOUGHT)
    assert client.get(f"/regions/?by={by}").status_code == 200
    assert len(table(client, f"/regions/map.csv?by={by}")) > 80


def test_without_a_survey(client, db):
    for url in ("/regions/", "/regions/?by=sold", "/regions/RU-MO/", "/regions/compare/?a=RU-MO&b=RU-TA"):
        assert client.get(url).status_code == 200
    assert table(client, "/regions/RU-MO/imports.csv") == []
    assert client.get("/regions/RU-NOWHERE/").status_code == 404
    assert client.get("/regions/RU-MO/x.csv").status_code == 404


def test_two_regions(client, upload):
    upload(FIRMS, BOUGHT)
    said = client.get("/regions/compare/?a=RU-MO&b=RU-TA").content.decode()
    assert "Республика Мордовия" in said and "26.30" in said
    assert client.get("/regions/compare/?a=RU-MO").status_code == 200


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_passport_has_two_pages(client, upload, lang):
    upload(FIRMS, BOUGHT)
    answer = client.get("/regions/RU-MO/passport.pdf", headers={"accept-language": lang})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type /Page ") in {0, 2}
    assert answer.content.startswith(b"%PDF")


def test_only_the_newest_published_counts(client, upload, officer, at):
    one = upload(FIRMS, BOUGHT)
    two = upload(FIRMS, BOUGHT + "0000000001,,26.30,5,2020,true\n", publish=False)
    assert selectors.survey_published() == one
    services.survey_publish(actor=officer, survey=two, at=at)
    assert selectors.survey_published() == two
    services.survey_withdraw(actor=officer, survey=two, at=at)
    assert selectors.survey_published() == one


def test_the_same_tables_make_one_survey(upload):
    assert upload(FIRMS, BOUGHT).pk == upload(FIRMS, BOUGHT, title="Ещё раз").pk
    assert Survey.objects.count() == 1


def test_the_files_are_not_kept(upload):
    survey = upload(FIRMS, BOUGHT)
    assert survey.files.count() == 0
    work.run(survey.pk)
    assert survey.cells.count() == Survey.objects.get().cells.count()


def test_tables_that_cannot_be_read(client, upload, make, officer, at):
    survey = upload("", "x", publish=False)
    Survey.objects.filter(pk=survey.pk)
    broken = services.survey_upload(
        actor=officer, title="Плохая", source="-", law_on=at.date(), at=at,
        files={"firms": SimpleUploadedFile("f.csv", b"a,b\n1,2\n"),
               "purchases": SimpleUploadedFile("p.csv", b"\xff\xfe")},
    )  # fmt: skip
    work.run(broken.pk)
    broken.refresh_from_db()
    assert broken.state == SurveyState.FAILED
    with pytest.raises(Refused):
        services.survey_publish(actor=officer, survey=broken, at=at)
    client.force_login(make("o2@example.ru", ("registry_officer", "platform", "")))
    assert "okpd2" in client.get(reverse("regions:survey", args=[broken.pk])).content.decode()


@pytest.mark.parametrize(
    ("firms", "said"),
    [
        *(
            (begins, "Это не таблица")
            for begins in (b"%PDF-1.7 a scan", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", "inn".encode("utf-16-le"))
        ),
        (b"", "Файл пуст"), (b"inn,region,okpd2\n" * 99, "Таблица больше"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_of_at_once(client, make, firms, said, monkeypatch):
    monkeypatch.setattr(SurveyForm.base_fields["firms"], "most", 1024)
    client.force_login(make("o3@example.ru", ("registry_officer", "platform", "")))
    head = b"buyer_inn,seller_inn,okpd2,amount,year,imported\n"
    files = {"firms": SimpleUploadedFile("f.csv", firms), "purchases": SimpleUploadedFile("p.csv", head)}
    answer = client.post(reverse("regions:survey_list"), {"title": "-", "source": "-", "law_on": "2021-06-24", **files})
    shown = answer.content.decode()
    assert answer.status_code == 422 and said in shown and not Survey.objects.exists()
    assert 'value="2021-06-24"' in shown, "what was typed stays"


def test_tables_of_both_kinds_pass(client, make):
    client.force_login(make("o4@example.ru", ("registry_officer", "platform", "")))
    files = {"firms": SimpleUploadedFile("f", b"PAR1"), "purchases": SimpleUploadedFile("p.csv", "\ufeffИНН".encode())}
    answer = client.post(reverse("regions:survey_list"), {"title": "-", "source": "-", "law_on": "2021-06-24", **files})
    assert answer.status_code == 302 and Survey.objects.count() == 1


def test_too_large(officer, at, monkeypatch):
    monkeypatch.setattr(services, "MOST_BYTES", 10)
    files = {"firms": SimpleUploadedFile("f.csv", b"x" * 11), "purchases": SimpleUploadedFile("p.csv", b"x")}
    with pytest.raises(Refused):
        services.survey_upload(actor=officer, title="-", source="-", law_on=at.date(), files=files, at=at)


def test_an_official_sees_the_page_before_the_public(client, upload, make):
    survey = upload(FIRMS, BOUGHT, publish=False)
    url = f"/regions/RU-MO/?survey={survey.pk}"
    assert "27.31" not in client.get(url).content.decode()
    client.force_login(make("region@example.ru", ("regional_authority", "region", "RU-MO")))
    assert "27.31" in client.get(url).content.decode()
    assert "27.31" not in client.get("/regions/RU-MO/").content.decode()


def test_candidates_are_seen_by_region(upload, actor, officer):
    survey = upload(FIRMS, BOUGHT)
    survey.candidates.create(place=1, regions=["RU-MO"], conforms=True, value=1, told={"ru": {}, "en": {}})
    survey.candidates.create(place=2, regions=["RU-TA"], conforms=True, value=1, told={"ru": {}, "en": {}})
    region = actor("region@example.ru", ("regional_authority", "region", "RU-TA"))
    assert [row.place for row in selectors.candidates(region, survey)] == [2]
    assert [row.place for row in selectors.candidates(officer, survey)] == [1, 2]
    with pytest.raises(Denied):
        selectors.candidates(actor("v@example.ru"), survey)


def test_the_region_asks_the_same_of_many(client, upload, same_questions, at):
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.registry.models import Organisation

    upload(FIRMS, BOUGHT)

    def show(first, last):
        for number in range(first, last):
            row = Organisation.objects.create(inn=invented_inn(number), name=f"Завод {number}", region="RU-MO")
            row.publications.create(field="card", shown=True, changed_at=at)

    same_questions(["/regions/RU-MO/", "/enterprises/"], lambda: show(5000, 5001), lambda: show(5001, 5006))


def test_an_enterprise_says_itself_what_is_seen(client, upload, make, at):
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.registry.models import Organisation

    row = Organisation.objects.create(inn=invented_inn(4343), name="Завод 43", region="RU-MO")
    url = reverse("regions:publication", args=[row.inn])
    client.force_login(make("stranger@example.ru"))
    assert client.get(url).status_code == 404
    client.force_login(make("own@example.ru", ("participant", "organisation", str(row.pk))))
    assert client.get(url).status_code == 200
    assert client.post(url, {"fields_chosen": ["card", "visits"]}).status_code == 302
    assert [each.visits for each in selectors.enterprises(inn=row.inn)] == [True]
    assert client.post(url, {"fields_chosen": ["card"]}).status_code == 302
    told = client.get("/enterprises/?visits=1").content.decode()
    assert "Ни одно предприятие не принимает посетителей" in told and "пока не показывает себя" not in told
    assert client.post(url, {"fields_chosen": ["nothing"]}).status_code == 422
    client.force_login(make("officer2@example.ru", ("registry_officer", "platform", "")))
    assert client.post(url, {"fields_chosen": ["card"]}).status_code == 302
    assert selectors.enterprises(inn=row.inn) == []


@pytest.mark.parametrize(("lang", "words"), [("ru", "производителей в регионе"), ("en", "makers in the region")])
def test_the_note_for_the_head_has_one_page(client, upload, lang, words):
    from django.utils import translation

    from svetovod.web.regions import note

    survey = upload(FIRMS, BOUGHT + "".join(f"{n:010d},,27.31,1000000,2020,true\n" for n in range(1, 4)))
    answer = client.get("/regions/RU-MO/note.pdf", headers={"accept-language": lang})
    assert answer.content.startswith(b"%PDF") and answer.content.count(b"/Type /Page\n") <= 1
    with translation.override(lang):
        said = note.data(page.region("RU-MO", survey, selectors.lines_of(survey)), survey.made_at)
    assert words in " ".join(said["parts"][1]["lines"]) and len(said["parts"][1]["lead"]) > 20


def test_a_map_by_borders_where_the_installation_has_a_boundary_file(client, settings, tmp_path):
    address = reverse("regions:region_list")
    assert 'fill-rule="evenodd"' not in client.get(address).content.decode()
    ring = [[43, 53], [46, 53], [46, 55], [43, 55], [43, 53]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    file = tmp_path / "regions.geojson"
    file.write_text(json.dumps({"features": [{"properties": {"name": "Мордовия"}, "geometry": shape}]}))
    settings.BOUNDARIES_FILE = str(file)
    drawn = client.get(address).content.decode()
    assert drawn.count('fill-rule="evenodd"') == 1 and "Республика Мордовия" in drawn
    file.write_text("broken")
    assert 'fill-rule="evenodd"' not in client.get(address).content.decode()
