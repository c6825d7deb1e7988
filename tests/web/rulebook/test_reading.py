"""The public pages: what the law asks on the day of the domain clock, and nothing that is signed later."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

DAY = datetime(2021, 6, 24, 9, 0, tzinfo=UTC)
LATER = datetime(2021, 12, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def read(client, clock):
    """read(address, moment=DAY) -> the text a person sees, with plain spaces."""

    def get(address, moment=DAY, show_future=False, status=200):
        clock(moment, show_future=show_future)
        answer = client.get(address)
        assert answer.status_code == status, address
        return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")

    return get


def test_the_answer_stands_first(read):
    text = read("/rulebook/pp779/")
    assert "Постановление № 779: 18 требований, ни одно пока не сверено с текстом акта" in text
    assert "Редакция от 2 августа 2018 года, № 905, действует." in text
    assert "не менее 20 %" in text and "источник: bukvoed.ru, gospartner.club" in text and "A-26" not in text


def test_every_item_has_an_anchor_a_link_and_a_page(client, clock):
    clock(LATER)
    for act in ("pp779", "pp41"):
        page = client.get(f"/rulebook/{act}/").content.decode()
        keys = re.findall(r'<tr id="([a-z_.]+)"', page)
        assert len(keys) > 5
        for key in keys:
            assert client.get(f"/rulebook/{act}/{key}/").status_code == 200, key


@pytest.mark.parametrize(
    "address",
    ["/rulebook/pp779/?edition=2021-11-16", "/rulebook/pp779/compare/?a=2018-08-02&b=2021-11-16"],
)
def test_an_edition_signed_later_is_hidden(read, address):
    read(address, status=404)
    assert "16.11.2021" in read(address, show_future=True)
    assert "16.11.2021" in read(address, LATER)


def test_nothing_of_a_later_edition_is_said(read):
    for address in (
        "/rulebook/",
        "/rulebook/pp779/",
        "/rulebook/pp779/cluster.min_participants/",
        "/rulebook/pp779/compare/",
    ):
        text = read(address)
        assert "2022" not in text and "1956" not in text and "16.11.2021" not in text, address


def test_history_shows_values_editions_and_certainty(read):
    text = read("/rulebook/pp779/cluster.func_dependence_min/", show_future=True)
    assert "02.08.2018 – 21.12.2022 не менее 20 %" in text
    assert "с 22.12.2022 не менее 20 % вторичный источник, не подтверждено для редакции" in text
    assert "№ 2372" in text


def test_an_edition_known_by_its_month_is_said_so(read):
    text = read("/rulebook/pp41/")
    assert "~06.2016" in text and "известен только месяц" in text


def test_two_editions_side_by_side(read):
    text = read("/rulebook/pp779/compare/?a=2021-11-16&b=2018-08-02", LATER)
    assert "Введено 5 требований" in text or "Введены 5 требований" in text, text[:900]
    assert "редакции от 02.08.2018 и от 16.11.2021" in text, "the older one stands first, however it was asked"
    assert "Пониженный уровень функциональной зависимости в своде нет не менее 10 %" in text


@pytest.mark.parametrize(
    "address",
    [
        "/rulebook/pp1/",
        "/rulebook/pp779/no.such/",
        "/rulebook/pp41/cluster.min_participants/",
        "/rulebook/pp779/?edition=2018-08-03",
    ],
)
def test_what_there_is_not(read, address):
    read(address, status=404)


def test_before_the_first_act_the_rulebook_is_empty(read):
    text = read("/rulebook/", datetime(2015, 1, 1, tzinfo=UTC))
    assert "На этот день ещё не действует ни один акт" in text


def test_in_english(client, clock):
    clock(DAY)
    client.cookies["django_language"] = "en"
    text = strip_tags(client.get("/rulebook/pp779/").content.decode()).replace("\xa0", " ")
    assert "Government decree No. 779: 18 requirements, none is verified against the text of the act yet" in text
    assert not re.search("[а-яё]{4,}", re.sub("По-русски|Световод", "", text)), "no Russian left"
