import sys
from pathlib import Path

import pytest
from django.utils.translation import trans_real

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))


@pytest.fixture(scope="session")
def compiled():
    """The Russian of `common`, compiled: `.mo` files are not kept in the repository."""
    import messages

    messages.compile_one(messages.WEB / "common")
    trans_real._translations.clear()
