"""From sealed sheets to the last protocol: opening, sitting, publication, appeals, awards, the export."""

from play import ASKED, COMMISSION, FIRST, IN_VAIN, LEAST, ROUND, SECOND, WRONGED, Play

SITTING = f"{ROUND}/sittings/1/"


def open_scores(play: Play) -> None:
    hands = play.hands
    play.on("2026-03-30T10:05")
    for who in ("secretary", "chair"):
        hands.go(who, f"{ROUND}/opening/")
        hands.send("form[action$='/opening/confirm/']")
    hands.go("secretary", f"{ROUND}/desk/")
    hands.send(f"form[action='{ROUND}/ranking/run/']")
    hands.go("secretary", f"{ROUND}/ranking/")
    hands.expect("Равные баллы:", "выше заявка, зарегистрированная раньше")


def decide(play: Play) -> None:
    """Attended by all but one, voted by name with one abstention; the chair approves what the sitting accepted."""
    hands = play.hands
    hands.go("secretary", f"{ROUND}/sittings/")
    hands.send("form:has([name=starts_at])", form="in_person", starts_at="2026-04-01T11:00", place="Зал 1")
    play.on("2026-04-01T11:00")
    for who, name in COMMISSION.items():
        hands.go("secretary", SITTING)
        hands.send(f"tr:has-text('{name}') form", by=f"[value={'absent' if who == 'member-4' else 'present'}]")
    hands.go("chair", SITTING)
    hands.send("form[action$='/step/open/']")
    hands.go("chair", f"{SITTING}items/1/")
    hands.send("form[action$='/step/open/']")
    for who in [each for each in COMMISSION if each != "member-4"]:
        hands.go(who, f"{SITTING}items/1/")
        hands.send("form:has([name=choice])", choice="abstain" if who == "member-3" else "for")
    hands.go("chair", f"{SITTING}items/1/")
    hands.send("form[action$='/step/close/']")
    hands.go("chair", SITTING)
    hands.send("form[action$='/step/close/']")
    hands.go("chair", f"{ROUND}/vote/")
    hands.send("form[action$='/approve/']")


def publish(play: Play) -> None:
    hands = play.hands
    hands.go("secretary", f"{ROUND}/protocols/")
    hands.send("form[action$='/issue/']")
    play.on("2026-04-02T12:05")
    hands.go("secretary", f"{ROUND}/protocols/")
    hands.send("form[action$='/publish/']")
    play.protocol_says(1, first=ASKED, second=LEAST, wronged=0)
    hands.go("", f"{ROUND}/result/")
    hands.expect(play.plan["codes"][str(FIRST)])


def appeal(play: Play) -> None:
    """One upheld, whose points are put right and the result counted again; one not."""
    hands = play.hands
    play.on("2026-04-06T10:00")
    for n in (1, 2, 3):
        hands.go("secretary", f"{ROUND}/appeals/")
        hands.send("#judges form:has([name=email])", email=play.plan["emails"][f"judge-{n}"])
    expert = play.typed.mistaken[WRONGED]
    points = "\n".join(f"{play.codes[expert]} {code} 8,5" for code in ("К4", "К5"))
    appealed(play, WRONGED, uphold=True, decision="Баллы эксперта внесены ошибочно.", corrected=points)
    play.typed.correct(WRONGED, expert)
    hands.go("secretary", play.at(WRONGED, "appeals/1/"))
    hands.send("form[action$='/step/recount/']")
    play.protocol_says(2, first=LEAST, second=0, wronged=ASKED)
    appealed(play, IN_VAIN, uphold=False, decision="Оценки обоснованы.")


def appealed(play: Play, number: int, *, uphold: bool, **decision: str) -> None:
    hands, page = play.hands, play.at(number, "appeals/1/")
    hands.go(f"initiator-{number}", play.at(number, "appeals/"))
    hands.send("form:has([name=text])", text="Баллы не соответствуют обоснованию.", asked="Пересчитать.")
    hands.go("secretary", page)
    hands.send("form[action$='/step/consider/']", until="2026-04-20T18:00")
    for n in (1, 2, 3):
        hands.go(f"judge-{n}", page)
        hands.send("form:has([name=uphold])", uphold="yes" if uphold else "no", ground="По материалам заявки.")
    hands.go("judge-1", page)
    hands.send("form[action$='/step/decide/']", **decision)
    hands.go(f"initiator-{number}", page)
    hands.expect(decision["decision"])


def award(play: Play) -> None:
    """The part goes to the first of the two equal; he declines, and the second takes it from the reserve."""
    hands = play.hands
    play.on("2026-04-13T10:00")
    asked(play, "ask", FIRST, "decline", reason="Половины суммы проекту не хватит")
    play.typed.declined.add(FIRST)
    asked(play, "reserve", SECOND, "accept")
    hands.go("secretary", f"{ROUND}/protocols/")
    hands.send("form:has([name=corrects])", reason="Отказ от субсидии и замена из резервного списка")
    play.protocol_says(3, first=0, second=LEAST, wronged=ASKED)
    hands.go("secretary", play.at(SECOND, "award/"))
    hands.send(
        "form[action$='/step/sign/']", number="С-1", signed_on="2026-04-13", years="2026 50000000",
        purpose="Возмещение затрат",
    )  # fmt: skip


def asked(play: Play, form: str, number: int, answer: str, **said: str) -> None:
    hands = play.hands
    hands.go("secretary", f"{ROUND}/awards/")
    hands.send(f"form[action$='/awards/step/{form}/']", until="2026-04-17T18:00")
    hands.go(f"initiator-{number}", play.at(number, "award/"))
    hands.expect("50 000 000,00")
    hands.send("form[action$='/step/answer/']", answer=answer, **said)


def audit(play: Play) -> None:
    """The auditor takes the export along; the public page of the protocol gives the paper."""
    hands = play.hands
    hands.go("auditor", f"{ROUND}/protocols/")
    with hands.download() as held:
        hands.page.locator("form[action$='/export.zip'] button").click()
    (play.var / "EXPORT.zip").write_bytes(held[0])
    hands.go("", f"{ROUND}/protocols/3/")
    with hands.download() as held:
        hands.page.locator("a[href$='/protocols/3.pdf']").click()
    assert held[0].startswith(b"%PDF")
