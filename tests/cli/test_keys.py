"""`svetovod keys` as an operator calls it, towards a database and a folder of its own."""

import json
import os
import subprocess
import sys

import pytest
from tests import databases

SVETOVOD = (sys.executable, "-c", "from svetovod.cli.app import main; main()")


@pytest.fixture
def called(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock():
        name = f"{databases.COPY}_{databases.WORKER}_keys"
        databases.clone(databases.migrated(), name)
        address = databases.url(name)
    kept = {each: value for each, value in os.environ.items() if each != "DJANGO_SETTINGS_MODULE"}
    environ = kept | {"DATABASE_URL": address, "SVETOVOD_VAR": str(tmp_path)}

    def call(*words):
        done = subprocess.run([*SVETOVOD, "keys", *words], env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    yield call
    with django_db_blocker.unblock():
        databases.drop(name)


def test_a_key_is_renewed_and_the_former_forgotten(called, tmp_path):
    folder = tmp_path / "keys"
    code, out, _err = called("renew", "passes", "--json")
    assert (code, json.loads(out)) == (
        0, {"key": "passes", "made": True, "closed": 0, "lost": 0, "notes": [], "errors": []}
    )  # fmt: skip
    assert (folder / "passes.former").exists()
    assert called("renew", "passes", "--lang", "en")[:2] == (0, "passes: closed anew 0\n")
    assert called("forget", "passes")[0] == 0
    assert not (folder / "passes.former").exists()
    code, out, _err = called("forget", "passes", "--json")
    assert (code, [each["code"] for each in json.loads(out)["errors"]]) == (2, ["key.no_former"])
    code, _out, err = called("renew", "postgres")
    assert code == 2
    assert "factors, passes, sheets" in err
    assert not (folder / "postgres").exists()
