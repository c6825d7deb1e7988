"""What stands in `deploy/` keeps the promises the documents make of it."""

from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_reaches_this_machine_alone(unit: Path) -> None:
    """What breaks into the product calls nobody outside, and rises no higher than its user."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    for line in (
        "IPAddressDeny=any", "IPAddressAllow=localhost", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateDevices=yes", "UMask=0077",
        "User=svetovod",
    ):  # fmt: skip
        assert line in lines, line
    assert [line for line in lines if line.startswith("IPAddressAllow=")] == ["IPAddressAllow=localhost"]


def test_there_are_units_at_all() -> None:
    assert {unit.stem for unit in UNITS} >= {"svetovod-web@", "svetovod-worker", "svetovod-backup", "svetovod-doctor"}


def test_logs_leave_over_tls_to_a_peer_that_is_known() -> None:
    text = (DEPLOY / "rsyslog-svetovod.conf").read_text(encoding="utf-8")
    for part in (
        'StreamDriverMode="1"',
        'StreamDriverAuthMode="x509/name"',
        "StreamDriverPermittedPeers=",
        "queue.filename=",
    ):
        assert part in text
