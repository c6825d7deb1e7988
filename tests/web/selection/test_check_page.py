"""The page of an export that needs no network: its policy, what it hides, and what it computes in a browser."""

import json
import random
import re
from base64 import b64encode
from hashlib import sha256
from itertools import count
from urllib.parse import quote

import pytest
from tests.journeys.conftest import ARGS, CHROMIUM

from svetovod.demo import build_selection as build
from svetovod.engine import ledger
from svetovod.engine.ranking.money import Grant, Purse, Wish, distribute
from svetovod.web.selection.export import CHECK, files_of
from svetovod.web.selection.offline.facts import facts_of
from svetovod.web.selection.offline.page import identity

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
    clock(build.moment("2021-12-10 10:00"))
    return make_world(projects=4).play(*build.STAGES[1:])


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
    clock(build.moment("2021-12-08 10:00"))
    world = make_world(projects=2).play("filed", "checked", "scored", "opened")
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
        assert comment in text and "включение доказано" in text
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
