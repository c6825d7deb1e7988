from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from svetovod.web.common import formatting

NOON = datetime(2021, 11, 22, 15, 0, tzinfo=UTC)  # 18:00 in Moscow


@pytest.fixture(params=["ru", "en"])
def lang(request):
    with translation.override(request.param):
        yield request.param


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_values_follow_the_language_of_the_page(lang):
    said = [
        formatting.money(Decimal("1234567.89")),
        formatting.share(Fraction(1423, 10000)),
        formatting.number(1234),
        formatting.day(date(2021, 6, 24)),
        formatting.moment(NOON),
        formatting.millions(Decimal("1600000000")),
        formatting.numbered(7),
        formatting.numbered(""),
        formatting.percent(Decimal("38.5")),
    ]
    expected = {
        "ru": [
            "1 234 567,89 ₽",
            "14,23 %",
            "1 234",
            "24.06.2021",
            "22.11.2021, 18:00 МСК",
            "1 600,0",
            "№ 7",
            "№ —",
            "38,5 %",
        ],
        "en": [
            "RUB 1,234,567.89",
            "14.23%",
            "1,234",
            "24 June 2021",
            "22 November 2021, 18:00 MSK",
            "1,600.0",
            "No. 7",
            "No. —",
            "38.5%",
        ],
    }
    assert [plain(text) for text in said] == expected[lang]


def test_nothing_is_said_as_a_dash():
    assert {f(None) for f in (formatting.money, formatting.day, formatting.moment, formatting.share)} == {"—"}


def test_a_share_below_a_threshold_is_never_rounded_up_to_it():
    with translation.override("ru"):
        assert plain(formatting.share(Fraction(19999, 100000))) == "19,99 %"


def test_midnight_closes_the_day_before_it():
    midnight = datetime(2021, 11, 21, 21, 0, tzinfo=UTC)
    with translation.override("ru"):
        assert plain(formatting.deadline(midnight)) == "21.11.2021, 24:00 МСК"
        assert plain(formatting.deadline(NOON)) == "22.11.2021, 18:00 МСК"


@pytest.mark.parametrize(
    ("left", "ru", "en"),
    [
        (timedelta(days=2, hours=6), "осталось 2 дня", "2 days left"),
        (timedelta(days=1, hours=6), "остался 1 день 6 часов", "1 day 6 hours left"),
        (timedelta(days=21, minutes=5), "остался 21 день", "21 days left"),
        (timedelta(hours=1, minutes=1), "остался 1 час 1 минута", "1 hour 1 minute left"),
        (timedelta(minutes=1), "осталась 1 минута", "1 minute left"),
        (timedelta(seconds=20), "осталась 1 минута", "1 minute left"),
        (timedelta(0), "срок истёк", "the time is over"),
    ],
)
def test_time_left_is_said_in_agreeing_words(left, ru, en, compiled):
    with translation.override("ru"):
        assert plain(formatting.time_left(NOON + left, NOON)) == ru
    with translation.override("en"):
        assert plain(formatting.time_left(NOON + left, NOON)) == en
