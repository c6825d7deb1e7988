"""`svetovod keys` as an operator calls it, towards a database and a folder of its own."""

import json
import os
import subprocess

import pytest
from tests import databases

from .calls import SVETOVOD, caller


@pytest.fixture
def called(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock():
        name = f"{databases.COPY}_{databases.WORKER}_keys"
        databases.clone(databases.migrated(), name)
        address = databases.url(name)
    kept = {each: value for each, value in os.environ.items() if each != "DJANGO_SETTINGS_MODULE"}
    environ = kept | {"DATABASE_URL": address, "SVETOVOD_VAR": str(tmp_path)}

    with caller() as call:

        def of_keys(*words, var=tmp_path):
            if var == tmp_path:  # Django knows one folder in a process
                done = call("keys", *words, env=environ)
            else:
                place = environ | {"SVETOVOD_VAR": str(var)}
                done = subprocess.run(
                    [*SVETOVOD, "keys", *words], env=place, capture_output=True, text=True, check=False
                )
            return done.returncode, done.stdout, done.stderr

        yield of_keys
    with django_db_blocker.unblock():
        databases.drop(name)


def test_a_key_is_renewed_and_the_former_forgotten(called, tmp_path):
    folder = tmp_path / "keys"
    assert errors(called("renew", "passes", "--json")) == ["key.missing"]
    assert not folder.exists() or not (folder / "passes").exists()
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "passes").write_bytes(bytes(32))
    (folder / "passes").chmod(0o644)
    code, _out, err = called("renew", "passes")
    assert code == 2
    assert "[key.file]" in err and "600" in err
    (folder / "passes").chmod(0o600)
    code, out, _err = called("renew", "passes", "--json")
    assert (code, json.loads(out)) == (
        0, {"key": "passes", "made": True, "closed": 0, "lost": 0, "notes": [], "errors": []}
    )  # fmt: skip
    assert (folder / "passes.former").read_bytes() == bytes(32)
    assert errors(called("renew", "passes", "--json")) == ["key.unforgotten"]
    assert errors(called("forget", "passes", "--json")) == ["key.early"]
    assert called("forget", "passes", "--now", "--lang", "en")[:2] == (0, "passes: closed anew 0\n")
    assert not (folder / "passes.former").exists()
    assert errors(called("forget", "passes", "--json")) == ["key.no_former"]
    code, _out, err = called("renew", "postgres")
    assert code == 2
    assert "factors, passes, sheets" in err
    assert not (folder / "postgres").exists()


def test_a_folder_that_cannot_be_is_told_in_words(called):
    """Before a database is looked for in it."""
    assert errors(called("renew", "sheets", "--json", var="/proc/none")) == ["file.unreadable"]


def errors(answer):
    code, out, _err = answer
    assert code == 2
    return [each["code"] for each in json.loads(out)["errors"]]
