"""The thread with JavaScript switched off: registering, a project, a remark and its answers, filing and scoring are
plain forms. It has an installation of its own, because the thread can be played once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import test_saransk as thread
from .conftest import Installation, Letterbox, People, installed

pytestmark = pytest.mark.browser


class Plain(People):
    """People whose browsers run no scripts."""

    def visitor(self, **options: Any) -> Any:
        return super().visitor(**({"java_script_enabled": False} | options))


@pytest.fixture(scope="module")
def plain_installation(letterbox: Letterbox, loaded: Path) -> Iterator[Installation]:
    with installed(letterbox, loaded, "plain") as running:
        yield running


def test_without_scripts(chromium: Any, plain_installation: Installation) -> None:
    people = Plain(chromium, plain_installation.url)
    try:
        thread.visitor_registers(people, plain_installation)
        code = thread.initiator_makes_project(people)
        thread.clock(people, "2021-06-24")
        thread.expert_remarks(people, code)
        thread.initiator_answers(people, code)
        thread.expert_judges(people, code)
        thread.clock(people, "2021-11-18")
        number = thread.initiator_files(people, code)
        thread.clock(people, "2021-11-23")
        thread.secretary_checks(people, number)
        thread.clock(people, "2021-11-24")
        experts = thread.secretary_assigns(people, number)
        thread.experts_score(people, experts, number)
    finally:
        for context in chromium.contexts:
            context.close()
