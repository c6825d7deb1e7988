"""What stands in `deploy/` keeps the promises the documents make of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

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


@pytest.fixture(scope="module")
def containers() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_containers_are_set_by_names_there_are(containers: dict[str, Any]) -> None:
    ours = [each for each in containers["services"].values() if each.get("image") == "svetovod"]
    assert len(ours) == 3
    known = (DEPLOY.parent / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert [name for each in ours for name in each["environment"] if f"`{name}`" not in known] == []


def test_no_secret_of_a_container_is_a_variable(containers: dict[str, Any]) -> None:
    for each in containers["services"].values():
        assert not {"SVETOVOD_SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL", "POSTGRES_PASSWORD"} & set(
            each.get("environment", ())
        )
    assert {Path(each["file"]).parent for each in containers["secrets"].values()} == {Path("/etc/svetovod/secrets")}


def test_containers_start_what_the_units_start(containers: dict[str, Any]) -> None:
    """The same program with the same options; the port is told by systemd there, by options here."""
    for name, unit in (("web", "svetovod-web@.service"), ("worker", "svetovod-worker.service")):
        (line,) = [
            line for line in (DEPLOY / unit).read_text(encoding="utf-8").splitlines() if line.startswith("ExecStart=")
        ]
        asked = line.partition("/opt/svetovod/.venv/bin/")[2].split()
        given = containers["services"][name]["command"].split()
        assert [word for word in asked if word not in given and word != "1"] == []
    assert "/health/" in " ".join(containers["services"]["web"]["healthcheck"]["test"])


def test_images_are_plain_names(containers: dict[str, Any]) -> None:
    assert {each["image"] for each in containers["services"].values()} == {"svetovod", "postgres:15", "nginx"}
    assert "\nFROM debian:12\n" in (DEPLOY / "Containerfile").read_text(encoding="utf-8")
