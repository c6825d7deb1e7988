"""The page of an export that needs no network: its policy, what it hides, and what it computes in a browser."""

import json
import random
import re
from base64 import b64encode
from hashlib import sha256
from itertools import count
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from tests.journeys.conftest import ARGS, CHROMIUM

from svetovod.demo import build_selection as build
from svetovod.engine import ledger
from svetovod.engine.ranking.money import Grant, Purse, Wish, distribute
from svetovod.web.selection import services
from svetovod.web.selection.export import CHECK, files_of
from svetovod.web.selection.offline.facts import facts_of, figures_of
from svetovod.web.selection.offline.page import build as page_of
from svetovod.web.selection.offline.page import identity

from .given import ranked
from .test_pages import clock, sign_in

PAGE = "/selections/2021/check.html"


def unmixed(text: str, receipt: str) -> str:
    """What the page's script does with the checksum of a receipt."""
    data, stream = bytes.fromhex(text), b""
    for block in count():
        if len(stream) >= len(data):
            break
        stream += sha256(f"{receipt}:{block}".encode()).digest()
    clear = bytes(one ^ other for one, other in zip(data, stream, strict=False)).decode("utf-8", "replace")
    return clear.removeprefix("svetovod:")


# contests cut in proportion: limit in kopecks and winners, what each asks for and the least it takes
_CHANCE = random.Random(7)
CUT = [((10_000, 0), [(10_000, 10_000), (5_000, 3_000), (5_000, 0)])] + [
    ((_CHANCE.randint(0, 60), _CHANCE.choice((0, 0, 2, 3))), [
        (asked, _CHANCE.randint(0, asked)) for asked in (_CHANCE.randint(1, 40) for _ in range(_CHANCE.randint(0, 7)))
    ]) for _ in range(100)
]  # fmt: skip
SHARE = """(cases) => cases.map(([limit, winners, wishes]) => {
  [data.limit, data.winners] = [rubles(BigInt(limit)), winners || null];
  const rows = wishes.map(([asked, needed]) => ({ asked: BigInt(asked), needed: BigInt(needed), passes: true }));
  share(rows);
  return rows.map((row) => String(row.money));
})"""


def _cut(limit: int, winners: int, wishes: list[tuple[int, int]]) -> list[Grant]:
    return distribute(
        Purse(limit, winners=winners or None, shared=True), [Wish(*each) for each in wishes], strict=False
    )


@pytest.fixture
def published(make_world):
    world = make_world(projects=4).play(*build.STAGES[1:])
    clock(build.moment("2021-12-10 10:00"))
    return world


def test_it_is_one_file_that_lets_run_nothing_but_its_own_script(published):
    page = files_of(published.round)[CHECK].decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    style = page.partition("<style>")[2].partition("</style>")[0]
    for text in (script, style):
        assert b64encode(sha256(text.encode()).digest()).decode() in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert "http://" not in page and "https://" not in page
    assert " src=" not in page and " href=" not in page


def test_nobody_is_named_and_grounds_are_not_readable(published):
    page = files_of(published.round)[CHECK].decode()
    for row in published.round.applications.select_related("project", "version"):
        assert row.project.title not in page and f'"{row.project.code}"' not in page
        assert row.version.sha256 not in page
    sheet = published.assignment().sheet
    assert sheet.body["comment"] and sheet.body["comment"] not in page
    assert sheet.salt not in page


def test_each_applicant_holds_the_proof_of_the_own_filing(published):
    """Opened with the checksum of the receipt alone: the entry names it and lies under the root of the protocol."""
    protocol, rows = published.round.protocols.latest("number"), published.round.applications.select_related("version")
    own = facts_of(published.round, published.round.runs.latest("id"), protocol)["own"]
    assert len(own) == len(rows) == 4
    for row in rows.select_related("project"):
        mine = own[identity(published.round.slug, row.project.code)]
        opened = json.loads(unmixed(mine, row.version.sha256))
        entry = next(each["entry"] for each in opened if each.get("filing"))
        assert row.version.sha256 in entry["body"] and entry["index"] == row.ledger_index
        leaf, path = ledger.leaf_hash(entry["body"].encode()), [bytes.fromhex(step) for step in entry["proof"]]
        root = bytes.fromhex(protocol.ledger_root)
        assert ledger.verify_inclusion(leaf, entry["index"], protocol.ledger_size, path, root)
        assert not ledger.verify_inclusion(leaf, entry["index"] + 1, protocol.ledger_size, path, root)
        assert not unmixed(mine, "0" * 64).startswith("[")


def test_whoever_withdrew_is_not_told_of(make_world):
    """Codes of projects can be guessed: who filed and withdrew is not to be learnt by trying them."""
    world = make_world(projects=3).play("filed")
    clock(build.moment("2021-12-10 10:00"))
    row = world.application(2)
    services.application_withdraw(actor=world.initiator(row.project), application=row, at=row.filed_at)
    world.play(*build.STAGES[2:])
    found = facts_of(world.round, world.round.runs.latest("id"), world.round.protocols.latest("number"))
    told = {identity(world.round.slug, world.projects[n].code) for n in (0, 1)}
    assert set(found["own"]) == told == {each["id"] for each in found["figures"]["projects"]}


@pytest.mark.parametrize(
    ("who", "status"),
    [("initiator-1", 200), ("secretary", 200), ("auditor", 200), ("stranger", 404), ("expert-1", 403)],
)
def test_who_gets_it(published, client, who, status):
    sign_in(client, published, who)
    answer = client.get(PAGE)
    assert answer.status_code == status
    if status == 200:
        assert "attachment" in answer["Content-Disposition"]


def test_not_before_the_publication(make_world, client):
    world = make_world(projects=2).play("filed", "checked", "scored", "opened")
    clock(build.moment("2021-12-08 10:00"))
    sign_in(client, world, "initiator-1")
    assert client.get(PAGE).status_code == 404


@pytest.mark.browser
def test_in_a_browser_the_place_is_computed_and_the_grounds_are_read(published, tmp_path):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    row = published.application()
    place = published.round.runs.latest("id").result["ranking"]
    mine = next(p for p in place if p["project"] == row.project.code)
    code, receipt, comment = row.project.code, row.version.sha256, published.assignment().sheet.body["comment"]
    path = tmp_path / "check.html"
    page_bytes = files_of(published.round)[CHECK]
    path.write_bytes(page_bytes)
    broken = tmp_path / "broken.html"
    broken.write_text(page_bytes.decode().replace(f'"score": "{mine["score_exact"]}"', '"score": "1"'))
    asked, faults = [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        context = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=False)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{path.as_uri()}#{quote(code)}/{receipt}")
        text = page.inner_text("main")
        assert f"Место {mine['rank']} из {len(place)}, балл {mine['score']}" in text
        assert "то же место, балл и сумма, что опубликованы" in text
        assert comment in text and "Лист тот же, что был запечатан" in text
        assert f"Редакция из этой расписки подана: запись {row.ledger_index} журнала, включение доказано" in text
        assert published.round.protocols.model is not None
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.fill("[name=receipt]", "0" * 64)
        page.click("button")
        assert comment not in page.inner_text("main") and "не подходит" in page.inner_text("main")
        page.fill("[name=code]", "П-99")
        page.click("button")
        assert "такого проекта нет" in page.inner_text("main")
        assert all(url.startswith("file:") for url in asked) and faults == []
        page.goto(f"{broken.as_uri()}#{quote(code)}")
        assert "НЕ то, что опубликовано" in page.inner_text("main")
        free = browser.new_context(bypass_csp=True).new_page()
        free.goto(f"{path.as_uri()}#{quote(code)}/{receipt}")
        assert Axe().run(free).violations_count == 0
        assert free.evaluate(SHARE, [[*purse, wishes] for purse, wishes in CUT]) == [
            [str(grant.amount) for grant in _cut(*purse, wishes)] for purse, wishes in CUT
        ]
        browser.close()


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield found
        found.close()


@pytest.fixture
def elsewhere(published):
    """Pages of an application that has no place, and of one of which the commission decided otherwise; its filing."""
    row, run = published.application(), published.round.runs.latest("id")
    place = next(each for each in run.result["ranking"] if each["project"] == row.project.code)
    unplaced = run.result | {
        "ranking": [each for each in run.result["ranking"] if each is not place],
        "unranked": [{"project": row.project.code, "status": "not_admitted"}],
    }
    pages = {}
    for result, told in ((unplaced, "не допущена"), (run.result | {"changes": [{}]}, "Комиссия решила иначе")):
        made = SimpleNamespace(input=run.input, result=result)
        pages[told] = page_of(facts_of(published.round, made, published.round.protocols.latest("number")), "Отбор")
    return pages, row


@pytest.mark.browser
def test_in_a_browser_the_filing_is_proven_whatever_became_of_it(elsewhere, browser, tmp_path):
    (pages, row), page = elsewhere, browser.new_page()
    filed = f"Редакция из этой расписки подана: запись {row.ledger_index} журнала, включение доказано"
    for told, html in pages.items():
        (tmp_path / "check.html").write_bytes(html)
        page.goto("about:blank")
        page.goto(f"{(tmp_path / 'check.html').as_uri()}#{quote(row.project.code)}/{row.version.sha256}")
        text = page.inner_text("main")
        assert told in text and filed in text and "Место " not in text
        page.fill("[name=receipt]", "0" * 64)
        page.click("button")
        assert "не подходит" in page.inner_text("main") and filed not in page.inner_text("main")


FOUR = {"П-01": ("9",), "П-02": ("8",), "П-03": ("7",), "П-04": ("6",)}
YEARS = {"2022": "70.00", "2023": "30.00"}
QUOTAS = [{"by": "direction", "name": "27.3", "at_most": "90.00", "at_least": None}]
EARLY = {code: {"by_year": {"2022": "60.00"}} for code in FOUR}
MIXED = EARLY | {"П-03": {"by_year": {"2022": "10.00", "2023": "50.00"}, "direction": "27.3"}}


def in_page(page, run, tmp_path):
    """The page of a ranking, opened for its first project."""
    figures, root = figures_of(SimpleNamespace(slug="2021"), run), {"size": 1, "root": "0", "protocol": 1}
    html = page_of({"slug": "2021", "figures": figures, "own": {}, "root": root}, "Отбор")
    (tmp_path / "made.html").write_bytes(html)
    page.goto("about:blank")
    page.goto(f"{(tmp_path / 'made.html').as_uri()}#{quote('П-01')}")
    return page.inner_text("main")


@pytest.mark.browser
def test_in_a_browser_the_same_part_for_all_is_cut_again(browser, tmp_path):
    """With many that drop out and come back: whatever the engine gives, the page gives."""
    page = browser.new_page()
    for least in (
        ("20", "20", "20", "20"),
        ("10", "30", "10", "10"),
        ("30", "30", "25", "10"),
        ("45", "40", "30", "60"),
    ):
        more = {code: {"minimum": f"{sum_}.00"} for code, sum_ in zip(FOUR, least, strict=True)}
        for rules in ({}, {"winners": "3"}, {"limit": "100.01"}):
            run = ranked(FOUR, distribution="proportional", more=more, **rules)
            text = in_page(page, run, tmp_path)
            assert "Все места и суммы" in text and "НЕ " not in text, (least, rules, text)


@pytest.mark.browser
@pytest.mark.parametrize("distribution", ["strict", "skip", "whole", "rest"])
def test_in_a_browser_years_divide_the_money(browser, distribution, tmp_path):
    page, bound = browser.new_page(), 0
    for rules in (
        {"years": YEARS},
        {"years": YEARS, "more": EARLY},
        {"years": YEARS, "more": MIXED},
        {"years": YEARS, "more": MIXED, "quotas": QUOTAS},
        {"years": YEARS, "more": EARLY, "winners": "2"},
        {"limit": "130.00", "years": {"2022": "50.00", "2023": "80.00"}, "more": MIXED, "quotas": QUOTAS},
    ):
        run = ranked(FOUR, distribution=distribution, **rules)
        bound += sum(place.get("bound_by") == "year" for place in run.result["ranking"])
        text = in_page(page, run, tmp_path)
        assert "Все места и суммы" in text and "НЕ " not in text, (rules, text)
    assert bound
