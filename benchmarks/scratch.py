"""A database of its own for a measurement without a server: beside the one `DATABASE_URL` names, or on a PostgreSQL
started for it."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def database() -> Iterator[None]:
    """Django with the tests' settings; what stands under `tests` can be imported."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            from svetovod.postgres import running

            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="svetovod-bench-")))
            folder.chmod(0o711)  # the account of PostgreSQL goes through it to its data
            os.environ["SVETOVOD_VAR"] = str(folder)
            os.environ["DATABASE_URL"] = stack.enter_context(running(folder)).url("postgres", "svetovod")
        yield from _filled()


def _filled() -> Iterator[None]:
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    kept = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(kept, verbosity=0)
