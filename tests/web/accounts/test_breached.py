"""Passwords of known breaches are refused, by a list as long as there are."""

import hashlib
import io
import random

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from svetovod.cli import doctor_files
from svetovod.web.accounts.breached import NoListError, check, listed

STOLEN, OTHER = "тихая река у старой мельницы", "тихая река у новой мельницы"


def name(password):
    return hashlib.sha1(password.encode()).hexdigest().upper()


def lines(passwords, end="\r\n", count=":7"):
    return "".join(f"{each}{count}{end}" for each in sorted(map(name, passwords)))


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


def test_a_password_of_the_list_is_refused_with_a_remedy(settings, tmp_path):
    validate_password(STOLEN)
    settings.BREACHED_PASSWORDS = tmp_path / "stolen.txt"
    settings.BREACHED_PASSWORDS.write_text(lines([STOLEN, "x", "y"]))
    with pytest.raises(ValidationError, match=r"краден|stolen") as refused:
        validate_password(STOLEN)
    assert [each.code for each in refused.value.error_list] == ["breached"]
    validate_password(OTHER)


def test_a_list_that_is_lost_takes_no_password_for_good(settings, tmp_path):
    settings.BREACHED_PASSWORDS = tmp_path / "gone.txt"
    with pytest.raises(ValidationError) as refused:
        validate_password(OTHER)
    assert [each.code for each in refused.value.error_list] == ["unchecked"]


@pytest.mark.parametrize(
    "text", ["", "password\n", f"{name('a').lower()}:1\n", f"{'F' * 40}:1\n{'0' * 40}:1\n", f"{'0' * 39}:1\n"]
)
def test_the_doctor_says_what_is_no_list(tmp_path, text):
    path = tmp_path / "list.txt"
    path.write_text(text)
    with pytest.raises(NoListError):
        check(path)
    assert doctor_files.breached(path).status == "problem"


def test_the_doctor_says_whether_there_is_a_list(tmp_path):
    path = tmp_path / "list.txt"
    assert (doctor_files.breached(None).status, doctor_files.breached(path).status) == ("note", "problem")
    path.write_text(lines([STOLEN, OTHER]))
    assert doctor_files.breached(path).status == "ok"
