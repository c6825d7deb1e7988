"""What stands in `deploy/` keeps the promises the documents make of it."""

import json
import os
import re
import shlex
import subprocess
import time
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
        # a call that is refused is answered, not punished with death: the doctor asks how the clock is kept
        "SystemCallFilter=@system-service", "SystemCallErrorNumber=EPERM",
    ):  # fmt: skip
        assert line in lines, line
    assert [line for line in lines if line.startswith("IPAddressAllow=")] == ["IPAddressAllow=localhost"]


def test_there_are_units_at_all() -> None:
    assert {unit.stem for unit in UNITS} >= {"svetovod-web@", "svetovod-worker", "svetovod-backup", "svetovod-doctor"}


def lines_of(unit: Path, name: str) -> list[str]:
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]


def test_the_owner_of_the_database_is_known_to_the_backup_alone() -> None:
    for unit in UNITS:
        known = "/etc/svetovod/owner.env" in lines_of(unit, "EnvironmentFile")
        assert known == (unit.stem == "svetovod-backup"), unit.name
        assert "OWNER" not in unit.read_text(encoding="utf-8")
    for name in ("svetovod-web@.service", "svetovod-worker.service"):
        # nor do they read it in the memory of a process of the same user
        assert lines_of(DEPLOY / name, "PrivateUsers") == ["yes"]
    assert "OWNER" not in (DEPLOY / "svetovod.env.example").read_text(encoding="utf-8")


def test_all_that_logs_is_sent_on() -> None:
    """Under the names that rsyslog picks out: of the product, of its backup, of the proxy."""
    sent = (DEPLOY / "rsyslog-svetovod.conf").read_text(encoding="utf-8")
    assert '$programname startswith "svetovod" or $programname == "nginx"' in sent
    for unit in UNITS:
        program = Path(lines_of(unit, "ExecStart")[0].split()[0]).name
        assert (lines_of(unit, "SyslogIdentifier") or [program])[0].startswith("svetovod"), unit.name
    proxy = (DEPLOY / "nginx-logs.conf").read_text(encoding="utf-8")
    for log in ("access_log", "error_log"):
        assert f"\n{log} syslog:server=unix:/dev/log,tag=nginx," in proxy


def test_another_machine_is_a_line_the_operator_writes() -> None:
    lines = (DEPLOY / "elsewhere.conf").read_text(encoding="utf-8").splitlines()
    assert "[Service]" in lines and "#IPAddressAllow=192.0.2.10" in lines
    assert not [line for line in lines if line.startswith("IPAddress")]


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


def test_the_owner_of_the_database_is_known_to_one_container(containers: dict[str, Any]) -> None:
    """It ends before the others begin; and no file of secrets is evaluated."""
    services = containers["services"]
    assert [name for name, each in services.items() if "owner" in each.get("secrets", ())] == ["prepare"]
    assert "owner.env" in containers["secrets"]["owner"]["file"]
    start = ["/usr/local/sbin/svetovod-settings", "/run/secrets/svetovod"]
    assert services["prepare"]["entrypoint"] == [*start, "/run/secrets/owner", "--"]
    assert [name for name, each in services.items() if "entrypoint" in each] == ["prepare"]
    (line,) = [
        line for line in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines() if "ENTRYPOINT" in line
    ]
    assert json.loads(line.partition(" ")[2]) == [*start, "--"]


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


def test_a_process_that_stops_is_waited_for_as_long_as_the_proxy_waits(containers: dict[str, Any]) -> None:
    """Or a restart under work loses answers that the proxy still waits for: those of a machine that is busy."""
    (plain,) = re.findall(r"location / \{[^}]*proxy_read_timeout (\d+)s;", (DEPLOY / "nginx.conf").read_text())
    unit, web = DEPLOY / "svetovod-web@.service", containers["services"]["web"]
    for command, stopped in (
        (lines_of(unit, "ExecStart")[0], lines_of(unit, "TimeoutStopSec")[0]),
        (web["command"], web["stop_grace_period"].removesuffix("s")),
    ):
        killed = int(command.partition("--workers-kill-timeout ")[2].split()[0])
        assert int(plain) <= killed < int(stopped)


@pytest.mark.parametrize("page", ["keep-a-server.md", "keep-a-server.ru.md"])
def test_the_nightly_command_of_containers_tries_what_it_has_made(page: str) -> None:
    """As the unit does: else the doctor calls it a problem each morning."""
    text = (DEPLOY.parent / "docs/how-to" / page).read_text(encoding="utf-8")
    trial = (DEPLOY.parent / "tools/trials/containers.py").read_text(encoding="utf-8")
    for words, said in ((text, "run --rm prepare svetovod backup"), (trial, '"svetovod backup ')):
        made = [line for line in words.splitlines() if said in line]
        assert made and all("--and-test" in line for line in made)


def test_images_are_plain_names(containers: dict[str, Any]) -> None:
    assert {each["image"] for each in containers["services"].values()} == {"svetovod", "postgres:15", "nginx"}
    assert "\nFROM debian:12\n" in (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def kept_backups(folder: Path, ages: dict[str, int], *, restored: int | None) -> set[str]:
    """Names that stay of backups of so many days, `restored` days after the last good one, when the unit has ended."""
    for name, days in ages.items() | ({(".restores", restored)} if restored is not None else set()):
        (folder / name).touch()
        os.utime(folder / name, (at := time.time() - days * 86400 - 3600, at))
    unit = DEPLOY / "svetovod-backup.service"
    (line,) = lines_of(unit, "ExecStopPost")
    line = line.replace("$$", "$").replace("%%", "%").replace("/var/backups/svetovod", str(folder))
    terms = dict(each.split("=") for each in lines_of(unit, "Environment")[0].split())
    subprocess.run(shlex.split(line), check=True, env={"PATH": os.environ["PATH"], **terms})
    return {path.name for path in folder.glob("*.svb")}


def test_old_backups_go_also_after_a_night_that_failed_but_never_the_last_good_ones(tmp_path: Path) -> None:
    (touched,) = lines_of(DEPLOY / "svetovod-backup.service", "ExecStartPost")
    assert touched.split() == ["/usr/bin/touch", "/var/backups/svetovod/.restores"], "by a night that went well alone"
    ages = {"young.svb": 0, "good.svb": 20, "old.svb": 40, "2026-01-01.svb": 300, "2025-01-01.svb": 450}
    for number, restored in enumerate((0, 3)):
        (folder := tmp_path / str(number)).mkdir()
        assert kept_backups(folder, ages, restored=restored) == {"young.svb", "good.svb", "2026-01-01.svb"}, restored
    # none restored for 60 days: what was made since then goes by its age, of what was good before nothing more
    (folder := tmp_path / "broken").mkdir()
    ages = {"doubtful.svb": 5, "doubtful-old.svb": 50, "good.svb": 61, "good-too.svb": 85, "old.svb": 95}
    assert kept_backups(folder, ages, restored=60) == {"doubtful.svb", "good.svb", "good-too.svb"}


def test_what_nights_leave_that_never_went_well_has_a_bound_and_the_newest_of_it_stays(tmp_path: Path) -> None:
    """Where no night ever ended with 0, the first that was seen to fail counts in place of the last good one."""
    ages = {"before.svb": 61, "old.svb": 200, "2025-12-01.svb": 300, "2025-01-01.svb": 500}
    (folder := tmp_path / "first").mkdir()
    assert kept_backups(folder, ages, restored=None) == {*ages}, "nothing says which of them are good"
    assert (folder / ".begun").exists()
    (folder := tmp_path / "never").mkdir()
    (folder / ".begun").touch()
    os.utime(folder / ".begun", (at := time.time() - 60 * 86400 - 3600, at))
    ages = {
        **{f"failed-{days}.svb": days for days in range(0, 60, 10)},
        "2026-10-01.svb": 55,
        "2026-09-01.svb": 59,
        "before.svb": 61,
        "old.svb": 95,
    }
    kept = {
        "before.svb",
        "old.svb",
        "2026-10-01.svb",
        "2026-09-01.svb",
        *(f"failed-{days}.svb" for days in range(0, 31, 10)),
    }
    assert kept_backups(folder, ages, restored=None) == kept
    # then none is made at all, the disk being full: nothing more goes
    for name in kept:
        at = (folder / name).stat().st_mtime - 100 * 86400
        os.utime(folder / name, (at, at))
    os.utime(folder / ".begun", (at := time.time() - 160 * 86400 - 3600, at))
    assert kept_backups(folder, {}, restored=None) == kept


def test_monthly_ones_of_failed_nights_stay_for_the_monthly_term_and_go_after_it(tmp_path: Path) -> None:
    """One file is lost for good in March: in November there is a copy of each month since, 14 at most."""
    months = {f"month-{days}-01.svb": days for days in range(4, 600, 31)}
    nights = {f"night-{days}.svb": days for days in range(0, 45, 2)}
    kept = kept_backups(tmp_path, months | nights, restored=700)
    monthly = {name for name, days in months.items() if days <= 400}
    assert kept == monthly | {name for name, days in nights.items() if days <= 30}
    assert 12 <= len(monthly) <= 14
