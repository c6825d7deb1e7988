"""From a draft to admitted applications: announced, people invited, filed, checked by two; one returned, one not."""

from play import (
    ASKED,
    COMMISSION,
    DIFFERING,
    EXPERTS,
    FIRST,
    LEAST,
    NEEDED,
    PROJECTS,
    REFUSED,
    RETURNED,
    ROUND,
    THRESHOLD,
    Play,
)


def announce(play: Play) -> None:
    hands = play.hands
    play.on("2026-02-02T10:00")
    hands.go("secretary", "/selections/new/")
    hands.send(
        "form:has([name=slug])", title="Конкурсный отбор совместных проектов, 2026 год", slug="play",
        legal_mode="own", start="set:computed",
    )  # fmt: skip
    page = hands.go("secretary", f"{ROUND}/draft/terms/")
    edition = page.locator("[name=edition] option").nth(1).get_attribute("value")
    hands.send(
        "form:has([name=limit])", order_text="Приказ от 02.02.2026 № 1", edition=edition, limit="1 050 000 000",
        threshold=THRESHOLD, distribution="strict", ties="registered_at", aggregation="mean", experts_needed=NEEDED,
        appeal_days=10, return_days=10, sealed_intake=True, check_officers=2,
    )  # fmt: skip
    hands.go("secretary", f"{ROUND}/draft/dates/")
    hands.send(
        "form:has([name=opens_at])", opens_at="2026-02-03T09:00", closes_at="2026-03-06T18:00",
        scoring_until="2026-03-27T18:00", opening_at="2026-03-30T10:00", sitting_at="2026-04-01T11:00",
        publishing_at="2026-04-02T12:00",
    )  # fmt: skip
    hands.go("secretary", f"{ROUND}/draft/")
    hands.send(f"form[action='{ROUND}/draft/announce/']")
    hands.go("", f"{ROUND}/announcement/")
    hands.expect("Приказ от 02.02.2026 № 1")


def invite(play: Play) -> None:
    for who in COMMISSION:
        invited(play, who, "chair" if who == "chair" else "member")
    for n in range(1, EXPERTS + 1):
        invited(play, f"expert-{n}", "expert")
    play.hands.go("secretary", f"{ROUND}/people/")
    play.hands.expect(f"Эксперт {EXPERTS}", COMMISSION["member-4"])


def invited(play: Play, who: str, kind: str) -> None:
    """The secretary invites, the person accepts on the page of the invitation; an expert tells what he knows."""
    hands = play.hands
    hands.go("secretary", f"{ROUND}/people/")
    more = {"region": play.plan["regions"][who], "capacity": 16} if kind == "expert" else {}
    hands.send("form:has([name=email])", kind=kind, email=play.plan["emails"][who], **more)
    hands.go(who, f"{ROUND}/place/")
    hands.send("form:has([name=answer])", answer="accept")
    if kind == "expert":
        play.codes[who] = f"E{len(play.codes) + 1}"
        hands.go(who, "/selections/experts/profile/")
        speciality = "economist" if int(who[-1]) % 2 else "technologist"
        hands.send("form:has([name=okpd2])", speciality=speciality, okpd2="27.31", most=16)


def file(play: Play) -> None:
    """One after another; what is filed stays sealed until the intake is closed."""
    hands = play.hands
    play.on("2026-02-03T09:30")
    play.step("open")
    for number in [FIRST, *(n for n in range(1, PROJECTS + 1) if n != FIRST)]:
        hands.go(f"initiator-{number}", f"{ROUND}/apply/{play.plan['codes'][str(number)]}/")
        hands.send("form:has([name=requested])", by="[name=file]", requested=ASKED, minimum=LEAST)
        play.numbers[number] = hands.page.url.rstrip("/").rsplit("/", 1)[1]
    hands.go("secretary", f"{ROUND}/desk/")
    hands.expect(f"{PROJECTS} заявки", "заявку читает только заявитель")
    play.on("2026-03-06T18:05")
    play.step("close")
    play.step("check")


def check(play: Play) -> None:
    """Two officers apart from one another. They differ on one application, and one adopts the answer of the other."""
    hands = play.hands
    play.on("2026-03-09T10:00")
    for number in sorted(play.numbers):
        lacking = {RETURNED: "complete", REFUSED: "functional_map"}.get(number, "")
        checked(play, number, "secretary", lacking)
        checked(play, number, "member-1", "estimate" if number == DIFFERING else lacking)
        if number == DIFFERING:
            hands.go("member-1", play.at(number, "check/"))
            hands.send("form[action$='/settle/']", answer="yes", ground="Статьи сверены заново, редакция та же")
        if number == RETURNED:
            decided(play, number, "return", reason="Приложите подписанную смету", until="2026-03-13T18:00")
        elif number == REFUSED:
            decided(play, number, "refuse", reason="Нет письма о соответствии функциональной карте")
        else:
            decided(play, number, "admit")
    play.on("2026-03-11T10:00")
    hands.go(f"initiator-{RETURNED}", play.at(RETURNED))
    hands.expect("Приложите подписанную смету")
    hands.send("form[action$='/replace/']")
    for officer in ("secretary", "member-1"):
        checked(play, RETURNED, officer, "")
    decided(play, RETURNED, "admit")
    play.step("score")


def checked(play: Play, number: int, officer: str, lacking: str) -> None:
    page = play.hands.go(officer, play.at(number, "check/"))
    for answer in page.locator("input[type=radio][value=yes]").all():
        answer.check(force=True)
    said = {f"{lacking}.answer": "no", f"{lacking}.comment": "Документа нет"} if lacking else {}
    play.hands.send("form:has([name=finish])", by="[name=finish]", **said)


def decided(play: Play, number: int, decision: str, **said: str) -> None:
    play.hands.go("secretary", play.at(number, "check/"))
    play.hands.send(f"form[action$='/decide/']:has([name=decision][value={decision}])", **said)
