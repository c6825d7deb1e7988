"""Scripts of single pages on a page of a few lines, with no server: what they ask for and what they send."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django_htmx
import pytest

import svetovod.web.common

pytestmark = pytest.mark.browser
SCRIPTS = Path(svetovod.web.common.__file__).parent / "static" / "js"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
HERE = "http://localhost/"
GRID = """<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t">
  <div draggable="true" data-entry="/a"></div><button formaction="/b" name="minutes" value="15">B</button>
  <table><tr><td data-day="2021-06-24" data-start="10:00" data-hall="A">-</td></tr></table></form>"""
SEARCH = """<a href="/found" aria-keyshortcuts="Alt+/">Search</a><form role="search"><input id="other"></form>
  <div id="grid" tabindex="0">Grid</div><dialog><button>In a dialog</button></dialog>"""
DOOR = """<div data-door="s" data-known="/known" data-sync="/sync" data-token="t" data-unknown="Unknown">
  <form method="post"><label>Code <input name="code"></label><button>In</button>
  <button type="button" data-door-camera hidden></button></form>
  <div data-door-list></div><p data-door-say></p><video hidden></video><b data-door-waits></b>
  <p data-door-unkept hidden>U</p><p data-door-aside hidden>A</p></div>"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
FORBIDDEN = """for (const [of, name] of [[window, 'localStorage'], [LockManager.prototype, 'request']])
  Object.defineProperty(of, name, {get() { throw new DOMException('forbidden', 'SecurityError'); }})"""

DRAFT = """<html lang="en"><body data-person="7" data-key="{key}">
  <form method="post" data-keep="0"><input name="words"></form><i id="words"
  data-aside="Put aside" data-kept="Kept" data-restore="Restore them" data-forget="Forget"></i>"""
READ = "import('/kept.js').then((kept) => kept.read('draft:7:/')).then((copy) => copy?.fields[0][1])"
STORED = "Object.entries(localStorage)"


@pytest.fixture
def opened(chromium: Any) -> Any:
    """opened(markup, script, answers) -> the page, and what was posted: the address and the body."""
    context = chromium.new_context()

    def make(markup: str, script: str, answers: dict[str, Callable[[], Any]]) -> tuple[Any, list[tuple[str, str]]]:
        posted: list[tuple[str, str]] = []
        body = f'{markup}<script type="module">{(SCRIPTS / script).read_text()}</script>'

        def answer(route: Any) -> None:
            path = "/" + route.request.url.removeprefix(HERE)
            if route.request.method == "POST":
                posted.append((path, route.request.post_data or ""))
            if path == "/":
                route.fulfill(content_type="text/html; charset=utf-8", body=body)
            elif path.endswith(".js"):
                route.fulfill(content_type="text/javascript", body=(SCRIPTS / path[1:]).read_text())
            elif path in answers:
                told = answers[path]()
                kind, text = ("text/html", told) if isinstance(told, str) else ("application/json", json.dumps(told))
                route.fulfill(content_type=kind, body=text)
            else:
                route.fulfill(status=204)  # the page stays, as it does when one comes back to it

        page = context.new_page()
        page.route("**/*", answer)
        page.goto(HERE)
        return page, posted

    yield make
    context.close()


def test_what_was_dragged_does_not_go_with_another_button(opened: Any) -> None:
    page, posted = opened(GRID, "grid.js", {})
    with page.expect_response("**/a"):
        page.evaluate(
            """() => {
              const tell = (kind, at) => document.querySelector(at).dispatchEvent(new DragEvent(kind, {bubbles: true}));
              tell("dragstart", "[data-entry]");
              tell("drop", "td");
            }"""
        )
    with page.expect_response("**/b"):
        page.click("button")
    (first, dragged), (second, pressed) = posted
    assert first == "/a" and "start=10%3A00" in dragged and "csrfmiddlewaretoken=t" in dragged
    assert second == "/b" and "minutes=15" in pressed and "start" not in pressed


def test_the_door_asks_for_whoever_registered_meanwhile(opened: Any) -> None:
    people = [{"code": "aa11", "name": "First", "organisation": "Plant", "came": False}]
    answers = {"/known": lambda: {"people": people}, "/sync": lambda: {"taken": ["bb22"], "refused": {}}}
    page, posted = opened(DOOR, "door.js", answers)
    page.fill("[name=code]", "fir")
    page.wait_for_selector("[data-door-list] button")
    people.append({"code": "bb22", "name": "Second", "organisation": "Plant", "came": False})
    with page.expect_response("**/sync"):
        page.fill("[name=code]", "bb22")
        page.click("text=In")
    assert json.loads(posted[-1][1])["codes"] == ["bb22"]
    assert "Second" in page.inner_text("[data-door-say]")
    page.wait_for_selector("[data-door-waits] >> text=0")
    posted.clear()
    page.fill("[name=code]", "cc33")
    page.click("text=In")
    page.wait_for_selector("[data-door-say] >> text=Unknown cc33")
    assert not posted


def test_the_door_says_that_somebody_waits_before_it_is_written_down(opened: Any) -> None:
    """Nothing is lost by whoever leaves the page as soon as it says that nothing waits."""
    answers: dict[str, Any] = {"/known": lambda: {"people": []}}
    page, _posted = opened(f'<body data-key="one">{DOOR}', "door.js", answers)
    page.wait_for_selector("[data-door-waits] >> text=0")
    told = page.evaluate(
        """() => {
          document.querySelector("[name=code]").value = "aa11";
          document.querySelector("form button").click();
          return [document.querySelector("[data-door-waits]").textContent, localStorage.length];
        }"""
    )
    assert told == ["1", 0]
    page.wait_for_function("localStorage.length === 1")
    answers["/sync"] = lambda: {"taken": ["aa11", "bb22"], "refused": {}}
    page.fill("[name=code]", "bb22")
    page.click("text=In")
    page.wait_for_selector("[data-door-waits] >> text=0")


def test_what_waits_in_the_browser_is_open_to_its_owner_alone(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    assert "four" not in page.evaluate("Object.entries(localStorage).flat().join()")
    assert page.evaluate(READ) == "four of ten"
    for key in ("", "two"):  # signed out; another person, or the same who is looked at by an administrator
        other, _posted = opened(DRAFT.format(key=key), "autosave.js", {})
        assert other.evaluate(READ) is None
    again, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    again.locator("[data-autosave-state] button").first.click(force=True)
    assert again.input_value("[name=words]") == "four of ten"


def test_what_a_visitor_types_is_open_to_whoever_has_the_link_alone(opened: Any) -> None:
    markup = DRAFT.format(key="").replace('data-person="7"', "").replace("data-keep", 'action="/x" data-keep')
    page, _posted = opened(markup, "autosave.js", {})
    page.fill("[name=words]", "ten workers")
    page.wait_for_function("localStorage.length === 1")
    written = page.evaluate("Object.entries(localStorage).flat().join()")
    assert "draft" not in written and "ten workers" not in written
    again, _posted = opened(markup, "autosave.js", {})
    again.locator("[data-autosave-state] button").first.click(force=True)
    assert again.input_value("[name=words]") == "ten workers"


def test_what_is_typed_before_the_script_has_come_is_kept(opened: Any) -> None:
    early = "<script>const [field] = document.forms[0]; field.focus(); field.value = 'early';</script>"
    page, _posted = opened(DRAFT.format(key="one") + early, "autosave.js", {})
    page.wait_for_function("localStorage.length === 1")
    assert page.evaluate(READ) == "early"


def test_what_is_to_be_forgotten_is_called_forgotten_when_it_is(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    page.reload()
    offered = page.locator("[data-autosave-state] button")
    offered.last.wait_for(state="attached")
    page.evaluate(
        """() => new Promise((held) => {
          navigator.locks.request("kept:draft:7:/", () => new Promise((go) => { window.go = go; held(); })); })"""
    )
    offered.last.click(force=True)
    assert offered.count() == 2 and len(page.evaluate(STORED)) == 1
    page.evaluate("go()")
    offered.first.wait_for(state="detached")
    assert page.evaluate(STORED) == []


def test_what_is_pressed_is_not_replaced_under_the_finger(opened: Any) -> None:
    asked: list[str] = []

    def anew() -> str:
        asked.append("")
        return markup

    markup = """<div id="runs" hx-get="/runs" hx-trigger="every 100ms" hx-swap="outerHTML">
      <button type="button" onclick="document.title = 'pressed'">In</button></div>"""
    page, _posted = opened(f"<!doctype html><script>{HTMX.read_text()}</script>{markup}", "page.js", {"/runs": anew})
    page.hover("button")
    with page.expect_response("**/runs"):
        page.mouse.down()
    for _time in range(2):
        page.wait_for_event("response")
    page.mouse.up()
    page.wait_for_function("document.title === 'pressed'")
    page.evaluate("document.querySelector('button').former = true")
    page.wait_for_function("!document.querySelector('button').former")  # when it is let go, the page asks on


def test_words_typed_quickly_are_kept_in_their_order(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.locator("[name=words]").press_sequentially("0123456789" * 5, delay=0)
    assert page.evaluate(READ) == "0123456789" * 5


@pytest.mark.parametrize("person", ["7", ""])
def test_what_an_earlier_version_kept_in_the_open_is_closed_by_the_next_page_of_its_owner(
    opened: Any, person: str
) -> None:
    plain = {"at": "", "fields": [["words", "old words"]], "mark": "0"}
    names = [f"draft:{person}:/", f"draft:{person}:/elsewhere", "draft:8:/"]
    markup = (
        DRAFT.format(key="one" if person else "")
        .replace('"7"', f'"{person}"')
        .replace("data-keep", 'action="/x" data-keep')
    )
    page, _posted = opened("", "forms.js", {})
    page.evaluate(
        "([names, text]) => names.forEach((name) => localStorage.setItem(name, text))", [names, json.dumps(plain)]
    )
    page, _posted = opened(markup, "autosave.js", {})
    page.wait_for_function(f"{STORED}.filter(([name, text]) => text.startsWith('closed:')).length === 2")
    stored = dict(page.evaluate(STORED))
    assert [name for name, text in stored.items() if "old" in text] == ["draft:8:/"], "only the eighth can close theirs"
    assert len(stored) == 3 and not (person == "" and set(names[:2]) & set(stored))
    page.locator("[data-autosave-state] button").first.click(force=True)
    assert page.input_value("[name=words]") == "old words"
    for name in names[:2]:
        copy = page.evaluate("(name) => import('/kept.js').then((kept) => kept.read(name))", name)
        assert copy["fields"] == plain["fields"]


def test_a_door_does_not_close_what_somebody_typed_elsewhere(opened: Any) -> None:
    page, _posted = opened("", "forms.js", {})
    page.evaluate("['draft:7:/', 'door:s'].forEach((name) => localStorage.setItem(name, '[]'))")
    page, _posted = opened(
        f'<body data-person="7" data-key="door">{DOOR}<script type="module" src="/autosave.js"></script>', "door.js", {}
    )
    page.wait_for_function("localStorage['door:s'].startsWith('closed:')")
    page.evaluate("import('/kept.js').then((kept) => kept.read('draft:7:/'))")
    assert page.evaluate("localStorage['draft:7:/']") == "[]", "its owner could not open it"


def test_who_looks_with_anothers_eyes_leaves_their_own_words_alone(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "of the administrator")
    page.wait_for_function("localStorage.length === 1")
    before = page.evaluate(STORED)
    looking, _posted = opened(DRAFT.format(key=""), "autosave.js", {})
    looking.fill("[name=words]", "typed while looking")
    looking.evaluate(READ)
    assert looking.evaluate(STORED) == before


def test_two_tabs_of_a_door_lose_nothing_of_each_other(opened: Any) -> None:
    tabs = [opened("<body data-key='one'>", "kept.js", {})[0] for _number in range(2)]
    begin = """([of, start]) => import('/kept.js').then((kept) => { window.done = new Promise((go) => {
      setTimeout(() => go(Promise.all([...Array(40).keys()].map((number) => kept.change('door:s', (codes) =>
        [...(codes || []), `${of}${number}`])))), start - Date.now()); }); })"""
    start = tabs[0].evaluate("Date.now() + 1000")  # of both at once
    for of, tab in zip("ab", tabs, strict=True):
        tab.evaluate(begin, [of, start])
    for tab in tabs:
        tab.evaluate("window.done")
    codes = tabs[0].evaluate("import('/kept.js').then((kept) => kept.read('door:s'))")
    assert sorted(codes) == sorted(f"{of}{number}" for of in "ab" for number in range(40))


@pytest.mark.parametrize("locks", [True, False])
def test_an_act_that_fails_tells_its_caller_and_holds_up_no_other(opened: Any, locks: bool) -> None:
    page, _posted = opened("<body data-key='one'>", "kept.js", {})
    if not locks:
        page.evaluate("Object.defineProperty(navigator, 'locks', {value: undefined})")
    told = page.evaluate(
        """import('/kept.js').then(async (kept) => [
          await kept.change('door:s', () => { throw new Error('wrong'); }).catch((error) => error.message),
          await kept.keep('door:s', ['aa11']), await kept.read('door:s')])"""
    )
    assert told == ["wrong", True, ["aa11"]]


@pytest.mark.parametrize("storage", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_a_door_whose_device_keeps_nothing_says_so_and_sends_what_it_read(opened: Any, storage: str) -> None:
    answers: dict[str, Any] = {"/known": lambda: {"people": []}}
    markup = f'<body data-key="one">{DOOR}<script>{storage}</script>'
    page, posted = opened(markup, "door.js", answers)
    for code in ("aa11", "bb22"):
        # the door sends what waits every few seconds, too
        with page.expect_response(lambda answer, code=code: code in (answer.request.post_data or "")):
            page.fill("[name=code]", code)
            page.click("text=In")
    assert json.loads(posted[-1][1])["codes"] == ["aa11", "bb22"]
    assert page.inner_text("[data-door-waits]") == "2" and page.is_visible("[data-door-unkept]")
    answers["/sync"] = lambda: {"taken": ["aa11", "bb22", "cc33"], "refused": {}}
    page.fill("[name=code]", "cc33")
    page.click("text=In")
    page.wait_for_selector("[data-door-waits] >> text=0")
    assert not page.is_visible("[data-door-unkept]")


def test_codes_closed_with_a_former_key_are_put_aside_and_the_door_says_so(opened: Any) -> None:
    page, _posted = opened(f'<body data-key="one">{DOOR}', "door.js", {})
    page.fill("[name=code]", "aa11")
    page.click("text=In")
    page.wait_for_function("localStorage.length === 1")
    ((_name, closed),) = page.evaluate(STORED)
    assert not page.is_visible("[data-door-aside]")
    page.close()
    page, posted = opened(f'<body data-key="two">{DOOR}', "door.js", {})
    page.wait_for_selector("[data-door-aside]")
    with page.expect_response("**/sync"):
        page.fill("[name=code]", "bb22")
        page.click("text=In")
    page.wait_for_function("localStorage.length === 2")
    assert json.loads(posted[-1][1])["codes"] == ["bb22"]
    assert [text for name, text in page.evaluate(STORED) if name.startswith("aside:")] == [closed]


def test_words_closed_with_a_former_key_are_put_aside_and_their_form_says_so(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    ((_name, closed),) = page.evaluate(STORED)
    page, _posted = opened(DRAFT.format(key="two"), "autosave.js", {})
    page.wait_for_selector("[data-autosave-state] >> text=Put aside", state="attached")
    page.fill("[name=words]", "anew")
    page.wait_for_function("localStorage.length === 2")
    stored = dict(page.evaluate(STORED))
    assert page.evaluate(READ) == "anew"
    assert [text for name, text in stored.items() if name.startswith("aside:")] == [closed]


def test_what_was_put_aside_is_offered_again_where_its_key_is_back_and_sent_by_a_door(opened: Any) -> None:
    for key, words in (("one", "four of ten"), ("two", "anew")):
        page, _posted = opened(DRAFT.format(key=key), "autosave.js", {})
        page.fill("[name=words]", words)
        page.wait_for_function(f"{READ}.then((kept) => kept === '{words}')")
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.click("text=Restore them")
    assert page.input_value("[name=words]") == "four of ten"
    again, _posted = opened(DRAFT.format(key="two"), "autosave.js", {})
    assert again.evaluate(READ) == "anew", "that of the other key is not lost for it"
    page.evaluate("localStorage.clear()")
    page, _posted = opened(f'<body data-key="one">{DOOR}', "door.js", {})
    page.fill("[name=code]", "aa11" + "f" * 100)
    page.click("text=In")
    page.wait_for_function("localStorage.length === 1")
    page.close()
    page, _posted = opened(
        f'<body data-key="two">{DOOR}', "door.js", {"/sync": lambda: {"taken": ["b"], "refused": {}}}
    )
    page.fill("[name=code]", "b")
    page.click("text=In")
    page.wait_for_function("Object.keys(localStorage).join().startsWith('aside:') && localStorage.length === 1")
    page.close()
    page, posted = opened(f'<body data-key="one">{DOOR}', "door.js", {})
    page.wait_for_selector("[data-door-waits] >> text=1")
    page.wait_for_function("Object.keys(localStorage).join().startsWith('door:')")
    assert json.loads(posted[0][1])["codes"] == ["aa11" + "f" * 56], "cut to what any code has room in"
    assert not page.is_visible("[data-door-aside]")


def test_the_door_tells_of_codes_that_another_key_has_closed_meanwhile(opened: Any) -> None:
    markup = '<body data-key="{key}">' + DOOR
    for key, code in (("one", "aa11"), ("two", "bb22")):
        page, _posted = opened(markup.format(key=key), "door.js", {})
        page.fill("[name=code]", code)
        page.click("text=In")
        page.wait_for_function("Object.keys(localStorage).includes('door:s')")
        page.close()
    page, posted = opened(markup.format(key="one"), "door.js", {})
    page.wait_for_selector("[data-door-waits] >> text=1")
    page.wait_for_selector("[data-door-aside]")
    assert {code for _path, body in posted for code in json.loads(body)["codes"]} == {"aa11"}
    assert [name[20:] for name, _text in page.evaluate(STORED) if name.startswith("aside:")] == ["door:s"]


def test_what_does_not_open_is_put_aside_though_nobody_types(opened: Any) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    for _time in range(2):  # who comes again is told again
        page, _posted = opened(DRAFT.format(key="two"), "autosave.js", {})
        page.wait_for_selector("[data-autosave-state] >> text=Put aside", state="attached")
        assert [name[20:] for name, _text in page.evaluate(STORED)] == ["draft:7:/"]


def test_what_was_put_aside_does_not_go_with_a_form_that_was_taken(opened: Any) -> None:
    for key, words in (("one", "four of ten"), ("two", "anew")):
        page, _posted = opened(DRAFT.format(key=key), "autosave.js", {})
        page.fill("[name=words]", words)
        page.wait_for_function(f"{READ}.then((kept) => kept === '{words}')")
    page, _posted = opened(DRAFT.format(key="one") + '<span data-draft-done="/"></span>', "autosave.js", {})
    page.click("text=Restore them")
    assert page.input_value("[name=words]") == "four of ten"
    again, _posted = opened(DRAFT.format(key="two"), "autosave.js", {})
    assert again.evaluate(READ) == "anew"


@pytest.mark.parametrize("back", [True, False])
def test_a_letter_typed_before_the_script_has_come_costs_no_draft(opened: Any, back: bool) -> None:
    page, _posted = opened(DRAFT.format(key="one"), "autosave.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    early = "const [field] = document.forms[0]; field.focus(); field.value = 'e';"
    if back:
        early += "Object.defineProperty(document, 'referrer', {value: 'http://localhost/accounts/login/'});"
    page, _posted = opened(f"{DRAFT.format(key='one')}<script>{early}</script>", "autosave.js", {})
    page.locator("[data-autosave-state] button").first.wait_for(state="attached")
    if not back:
        page.wait_for_function(f"{READ}.then((kept) => kept === 'e')")
        page.click("text=Restore them")
    page.wait_for_function("document.forms[0].words.value === 'four of ten'")
    page.evaluate(READ)  # whatever took its turn before
    assert page.evaluate(READ) == "four of ten", "who leaves the page now finds it again"


def test_roles_and_names_are_attributes_where_the_browser_has_no_properties_of_them(opened: Any) -> None:
    former = "['role', 'ariaLabel', 'ariaExpanded'].forEach((name) => { delete Element.prototype[name]; })"
    more = """<form data-filters></form><input data-slider="100" data-slider-label="Sum" value="5">"""
    page, _posted = opened(f"{DRAFT.format(key='one')}<script>{former}</script>{more}", "main.js", {})
    page.fill("[name=words]", "four of ten")
    page.wait_for_function("localStorage.length === 1")
    page.reload()
    page.wait_for_selector("[data-autosave-state][role=status]", state="attached")
    assert page.get_attribute("[type=range]", "aria-label") == "Sum"
    fold = page.locator(".filters__fold")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.dispatch_event("click")
    assert fold.get_attribute("aria-expanded") == "true"


def test_what_is_current_is_in_sight_of_its_row_and_the_page_stays_where_it_is(opened: Any) -> None:
    items = "".join(f"<li>{'part ' * 9}</li>" for _number in range(5))
    row = "<ul style='padding: 0; display: flex; overflow-x: auto; white-space: nowrap; width: 300px'"
    markup = f"""<!doctype html><div class="mast"><nav>{row}><li aria-current="page">First</li>{items}</ul></nav></div>
      <nav class="crumbs">{row}>{items}<li><b aria-current="page">{"long " * 40}</b></li></ul></nav>
      <p style="height: 3000px"></p>{row} class="tabs">{items}<li><a aria-current="true">Last</a></li>{items}</ul>"""
    page, _posted = opened(markup, "page.js", {})
    told = page.evaluate(
        """() => [...document.querySelectorAll('[aria-current]')].map((each) => {
          const own = each.getBoundingClientRect(), row = each.closest('ul').getBoundingClientRect();
          return [Math.round(own.left - row.left), Math.round(row.right - own.right)];
        })"""
    )
    assert told[0][0] == 0, "the first stays the first"
    assert told[1][0] == 0, "what is longer than its row is read from its beginning"
    assert told[2][1] == 0 and told[2][0] > 0
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]


def test_what_was_put_aside_goes_after_thirty_days(opened: Any) -> None:
    page, _posted = opened("<body data-key='one'>", "kept.js", {})
    page.evaluate(
        """() => [29, 31].forEach((days) =>
          localStorage.setItem(`aside:${Date.now() - days * 864e5}:draft:7:/${days}/`, "closed:x"))"""
    )
    page, _posted = opened("<body data-key='one'>", "kept.js", {})
    page.wait_for_function("localStorage.length === 1")
    assert page.evaluate("Object.keys(localStorage)[0].endsWith('/29/')")


def test_the_key_of_the_search_takes_no_sign_from_fields_grids_and_dialogs(opened: Any) -> None:
    page, _posted = opened(SEARCH, "page.js", {})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("() => { grid.onkeydown = (event) => { if (event.key === '/') event.preventDefault(); }; }")
    page.focus("#grid")
    for keys in ("/", "Alt+/"):
        page.keyboard.press(keys)
    page.focus("#other")
    page.keyboard.press("Alt+/")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.keyboard.press("Alt+/")
    page.evaluate("document.querySelector('dialog').close()")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    with page.expect_request("**/found"):
        page.keyboard.press("Alt+/")
    assert asked == [f"{HERE}found"], "what was asked for before would have come before"
