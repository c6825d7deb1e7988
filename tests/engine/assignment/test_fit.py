"""Competence against project: codes by their depth, words by their rarity, nothing made up of nothing."""

from svetovod.engine.assignment import Text, fits

FIBRE = Text(("27.31.12",), "Оптическое волокно для кабелей связи, вытяжка волокна")
LAMP = Text(("27.40.25",), "Светодиодный светильник для улиц, оптика светильника")


def test_the_specialist_fits_better_and_it_is_said_by_what() -> None:
    fibre_expert = Text(("27.31",), "волоконная оптика, вытяжка оптического волокна")
    lamp_expert = Text(("27.40.2",), "светотехника, светильники и светодиоды")
    (first, second), (third, fourth) = fits([FIBRE, LAMP], [fibre_expert, lamp_expert])
    assert first.score > second.score
    assert fourth.score > third.score
    assert (first.code, first.depth) == ("27.31", 3)
    assert {"вытяжка", "волокно"} <= set(first.words)
    assert fourth.words[0].startswith("светил") or fourth.words[0].startswith("светод")


def test_depth_of_codes() -> None:
    scores = [
        fits([Text(("27.31.12",))], [Text((code,))])[0][0].score for code in ("01", "27", "27.3", "27.31", "27.31.12")
    ]
    assert scores == sorted(scores)
    assert scores[0] == 0
    assert scores[-1] >= 0.75


def test_an_unknown_expert_is_neither_for_nor_against() -> None:
    (row,) = fits([FIBRE], [Text(), Text(words="бухгалтер")])
    assert (row[0].score, row[0].known) == (0.5, False)
    assert row[1].score == 0
