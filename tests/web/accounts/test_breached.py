"""Passwords of known breaches are refused, by a list as long as there are."""

import hashlib
import importlib.util
import io
import os
import random

import pytest
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError

from svetovod.cli import doctor_files
from svetovod.web.accounts.breached import BreachedValidator, NoListError, check, listed

STOLEN, OTHER = "тихая река у старой мельницы", "тихая река у новой мельницы"


def name(password):
    return hashlib.sha1(password.encode()).hexdigest().upper()


def lines(passwords, end="\r\n", count=":7"):
    return "".join(f"{each}{count}{end}" for each in sorted(map(name, passwords)))


def hashes(*passwords):
    """With what a full list begins and ends with, and enough between for its order to be seen."""
    return sorted(
        [f"{0:040X}", f"{2**160 - 1:040X}", *(name(f"of many {n}") for n in range(200)), *map(name, passwords)]
    )


@pytest.fixture
def stolen(settings, monkeypatch, tmp_path):
    """An installation with a list, and the file it is named to be."""
    monkeypatch.setenv("SVETOVOD_BREACHED_PASSWORDS", str(tmp_path / "stolen.txt"))
    settings.AUTH_PASSWORD_VALIDATORS = validators()
    return tmp_path / "stolen.txt"


def validators():
    """As the settings have them in the environment of now."""
    found = importlib.util.find_spec("svetovod.web.settings.base")
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made.AUTH_PASSWORD_VALIDATORS


@pytest.mark.parametrize(("end", "count"), [("\r\n", ":7"), ("\n", ":123456"), ("\n", "")])
@pytest.mark.parametrize("size", [1, 2, 3, 64, 501])
def test_each_of_a_list_is_found_and_nothing_else(size, end, count):
    known = [f"password {n}" for n in range(size)]
    text = lines(known, end, count).encode()
    assert all(listed(io.BytesIO(text), name(each).encode()) for each in known)
    # without the end of its last line, too
    assert listed(io.BytesIO(text.rstrip()), max(map(name, known)).encode())
    strange = [f"another {n}" for n in range(200)]
    assert not [each for each in strange if listed(io.BytesIO(text), name(each).encode())]
    assert not any(listed(io.BytesIO(text), edge.encode()) for edge in ("0" * 40, "F" * 40))
    assert not listed(io.BytesIO(b""), b"0" * 40)


def test_a_long_list_costs_few_reads():
    class Counted(io.BytesIO):
        reads = 0

        def readline(self, *size):
            Counted.reads += 1
            return super().readline(*size)

    made = random.Random(1)
    text = "".join(f"{each:040X}:1\r\n" for each in sorted(made.getrandbits(160) for _ in range(50_000)))
    assert not listed(Counted(text.encode()), b"7" * 40)
    assert Counted.reads < 60


WRITTEN = {
    "as given out": lambda rows: "".join(f"{row}:7\r\n" for row in rows).encode(),
    "without counts": lambda rows: "\n".join(rows).encode(),
    "in lower case": lambda rows: "".join(f"{row.lower()}:7\n" for row in rows).encode(),
}
ILL = {
    "nothing": lambda rows: b"",
    "words": lambda rows: b"password\n",
    "of another width": lambda rows: "".join(f"{row[:32]}:7\n" for row in rows).encode(),
    "in two bytes a sign": lambda rows: "".join(f"{row}:7\r\n" for row in rows).encode("utf-16"),
    "in two bytes a sign, without the mark": lambda rows: "".join(f"{row}:7\n" for row in rows).encode("utf-16-le"),
    "every other line blank": lambda rows: "".join(f"{row}:7\n\n" for row in rows).encode()[:-1],
    "a blank line at the end": lambda rows: "".join(f"{row}:7\n" for row in rows).encode() + b"\n",
    "by how often": lambda rows: "".join(
        f"{row}:{9000 - place}\n" for place, row in enumerate([rows[0], *sorted(rows[1:-1], key=name), rows[-1]])
    ).encode(),
    "backwards": lambda rows: "".join(f"{row}:7\n" for row in reversed(rows)).encode(),
    "without its end": lambda rows: "".join(f"{row}:7\n" for row in rows[:-1]).encode(),
    "without its beginning": lambda rows: "".join(f"{row}:7\n" for row in rows[1:]).encode(),
    "cut within a line": lambda rows: "".join(f"{row}:7\n" for row in rows).encode()[:-20],
    "in one line": lambda rows: ":7".join(rows).encode(),
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_password_of_the_list_is_refused_with_a_remedy(stolen, written):
    stolen.write_bytes(WRITTEN[written](hashes(STOLEN)))
    with pytest.raises(ValidationError, match=r"краден|stolen") as refused:
        validate_password(STOLEN)
    assert [each.code for each in refused.value.error_list] == ["breached"]
    validate_password(OTHER)
    assert doctor_files.breached(stolen).status == "ok"


def unchecked(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    return [each.code for each in refused.value.error_list] == ["unchecked"]


def test_a_list_that_is_lost_takes_no_password_for_good(stolen):
    assert unchecked(OTHER) and doctor_files.breached(stolen).status == "problem"


@pytest.mark.parametrize("ill", ILL)
def test_what_is_no_list_takes_no_password_and_the_doctor_says_so(stolen, ill):
    stolen.write_bytes(ILL[ill](hashes(STOLEN)))
    with pytest.raises(NoListError):
        check(stolen)
    assert unchecked(OTHER) and unchecked(STOLEN)
    found = doctor_files.breached(stolen)
    assert found.status == "problem" and str(stolen) in found.en


def test_a_list_brought_anew_is_looked_at_anew(stolen):
    stolen.write_bytes(WRITTEN["as given out"](hashes()))
    validate_password(OTHER)
    stolen.write_bytes(ILL["backwards"](hashes()))
    os.utime(stolen, (1, 1))
    assert unchecked(OTHER)
    stolen.write_bytes(WRITTEN["as given out"](hashes(OTHER)))
    with pytest.raises(ValidationError, match=r"краден|stolen"):
        validate_password(OTHER)


def test_a_bad_line_that_the_first_look_missed_is_met_and_not_passed_over(stolen):
    rows = WRITTEN["as given out"](hashes())
    middle = rows.index(b"\n", len(rows) // 2 + 100) + 1
    with pytest.raises(NoListError):
        listed(io.BytesIO(rows[:middle] + b"\n" * len(rows) + rows[middle:]), name(OTHER).encode())


def test_nothing_is_promised_where_there_is_no_list(monkeypatch, settings, tmp_path):
    said = BreachedValidator(tmp_path).get_help_text()
    monkeypatch.delenv("SVETOVOD_BREACHED_PASSWORDS", raising=False)
    settings.AUTH_PASSWORD_VALIDATORS = validators()
    without = str(password_validators_help_text_html())
    assert said not in without and "<li></li>" not in without
    monkeypatch.setenv("SVETOVOD_BREACHED_PASSWORDS", "/srv/list.txt")
    settings.AUTH_PASSWORD_VALIDATORS = validators()
    assert password_validators_help_text_html().count("<li>") == without.count("<li>") + 1


def test_the_doctor_says_that_there_is_no_list():
    assert doctor_files.breached(None).status == "note"
