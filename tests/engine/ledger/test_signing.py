from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from svetovod.engine import ledger

AT = datetime(2021, 6, 24, 9, tzinfo=UTC)
# RFC 8032, 7.1, test 1
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def signed() -> ledger.SignedRoot:
    return ledger.sign_root(SECRET, size=3, root=bytes(32), at=AT)


def test_signed_root_verifies_and_survives_json() -> None:
    root = signed()
    assert root.public_key == PUBLIC
    assert ledger.verify_signed_root(root)
    assert ledger.verify_signed_root(root, key_id=root.key_id)
    assert ledger.SignedRoot.from_json(root.to_json()) == root


@pytest.mark.parametrize(
    "change",
    [{"size": 4}, {"root": "11" * 32}, {"timestamp": "2021-06-24T09:00:01+00:00"}, {"key_id": "00" * 32},
     {"public_key": "00" * 32}, {"signature": "00" * 64}],
)  # fmt: skip
def test_any_changed_field_breaks_the_signature(change: dict[str, object]) -> None:
    assert not ledger.verify_signed_root(replace(signed(), **change))  # type: ignore[arg-type]


def test_another_key_is_not_the_expected_one() -> None:
    stranger = ledger.sign_root(ledger.generate_private_key(), size=3, root=bytes(32), at=AT)
    assert ledger.verify_signed_root(stranger)
    assert not ledger.verify_signed_root(stranger, key_id=signed().key_id)


@pytest.mark.parametrize("change", [{"size": True}, {"size": -1}, {"root": "AA" * 32}, {"extra": 1}, {"timestamp": 5}])
def test_from_json_refuses(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        ledger.SignedRoot.from_json(signed().to_json() | change)


def test_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        ledger.sign_root(SECRET, size=0, root=bytes(32), at=datetime(2021, 6, 24))  # noqa: DTZ001


def test_key_file_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch(mode=0o600)
    path.write_bytes(SECRET)
    assert ledger.load_key(path) == SECRET
    path.chmod(0o644)
    with pytest.raises(PermissionError, match="is readable by others; run chmod 600 on it"):
        ledger.load_key(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        ledger.load_key(path)


def test_commitment_opens_only_with_its_salt_and_sheet() -> None:
    salt, sheet = ledger.new_salt(), {"expert": "Э1", "points": "4.5"}
    promise = ledger.commit(salt, sheet)
    assert ledger.opens(promise, salt, sheet)
    assert not ledger.opens(promise, salt, {"expert": "Э1", "points": "5"})
    assert not ledger.opens(promise, ledger.new_salt(), sheet)
    assert not ledger.opens(promise, b"short", sheet)
    assert not ledger.opens("не число", salt, sheet)
