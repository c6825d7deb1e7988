from collections.abc import Iterator

import pytest

from .calls import Caller, caller


@pytest.fixture(scope="session")
def call() -> Iterator[Caller]:
    """call("rules", "list") -> what subprocess.run gives of such a call, without a process of its own."""
    with caller() as found:
        yield found
