"""Texts by words: a difference gives both back, joined texts hold every word that anybody wrote."""

import re
from collections import Counter
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from svetovod.web.projects.sections.weaving import join, woven

text = st.text(alphabet="ab c.\n", max_size=30)
sentences = st.lists(st.sampled_from(["Печь.", "Купит завод.", "Срок 60 дней.", "Оснастка, стенд.", "Риск: курс."]))
prose = sentences.map(" ".join)
texts = st.one_of(text, prose)


def counted(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words))


@given(texts, texts)
def test_woven_pieces_give_both_texts_back(before, after):
    pieces = woven(before, after)
    assert "".join(words for kind, words in pieces if kind != "ins") == before
    assert "".join(words for kind, words in pieces if kind != "del") == after


@given(texts, texts, texts)
def test_no_word_that_anybody_wrote_is_lost(base, mine, theirs):
    joined = counted(join(base, mine, theirs).text)
    for side in (mine, theirs):
        assert counted(side) - counted(base) - joined == Counter()


@given(texts, texts, texts)
def test_what_both_left_in_place_stays(base, mine, theirs):
    found = join(base, mine, theirs)
    assert "".join(piece.base for piece in found.pieces) == base
    assert "".join(piece.mine for piece in found.pieces) == mine
    assert "".join(piece.theirs for piece in found.pieces) == theirs
    kept = [piece.joined for piece in found.pieces if piece.base == piece.mine == piece.theirs]
    assert kept == [piece.base for piece in found.pieces if piece.base == piece.mine == piece.theirs]


@given(texts, texts)
def test_one_writer_alone_is_simply_right(base, other):
    for found in (join(base, other, base), join(base, base, other), join(base, other, other)):
        assert (found.text, found.clashes) == (other, 0)


@given(texts, texts, texts)
def test_without_a_clash_it_does_not_matter_who_came_first(base, mine, theirs):
    one, other = join(base, mine, theirs), join(base, theirs, mine)
    assert one.clashes == other.clashes
    if not one.clashes:
        assert one.text == other.text


def test_changes_in_different_places_are_both_taken():
    base = "The furnace costs much.\n\nBuyers are plants."
    found = join(base, base.replace("much", "RUB 90 mn"), base + " Letters are attached.")
    assert found.text == "The furnace costs RUB 90 mn.\n\nBuyers are plants. Letters are attached."
    assert found.clashes == 0


def test_the_same_words_changed_twice_stand_side_by_side():
    found = join("The term is 60 days.", "The term is 90 days.", "The term is 45 days.")
    assert found.clashes == 1
    assert found.text == "The term is 45 90 days."


def test_the_longest_text_of_one_word_is_woven_at_once():
    began = perf_counter()
    join("a " * 10_000, "b " + "a " * 9_990 + "c", "a " * 5_000 + "d " + "a " * 4_999)
    assert perf_counter() - began < 2
