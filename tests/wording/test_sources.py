"""Every source of the packaged facts is told in words a reader can look up."""

import re

import pytest

from svetovod.engine import facts as law
from svetovod.engine import support
from svetovod.wording.sources import say_source

FACTS = law.load()
ROWS = {value.source for item in FACTS.items.values() for value in item.values}
MEASURES = support.load()
ROWS |= {term.source for measure in MEASURES for term in (*measure.terms, *measure.conflicts)}
ROWS |= {edition.source for act in FACTS.acts.values() for edition in act.editions}


@pytest.mark.parametrize("row", sorted(ROWS))
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_code_is_left(row, lang):
    assert not re.search(r"\b[A-Z]-\d\d\b", say_source(row, lang))


def test_a_citation_is_said_as_it_is():
    assert say_source("ПП № 77 от 25.02.2026, п. 2", "en") == "ПП № 77 от 25.02.2026, п. 2"
