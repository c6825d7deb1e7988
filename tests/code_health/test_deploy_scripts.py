"""The scripts of `deploy/` on a machine of stubs: settings are read, never run; a failed upgrade takes itself back."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = DEPLOY / "svetovod-settings"
UNITS = "svetovod-web@1.service svetovod-web@2.service"
# what the scripts call; each writes down how it was called
STUBS = {
    "runuser": 'shift 3; exec "$@"',
    "sleep": 'echo "sleep $1" >> $ROOT/slept',
    # connections of the machine: as many times as said there is one of the port
    "awk": """left=$(cat $ROOT/answering)
if test $left -gt 0; then echo $((left - 1)) > $ROOT/answering; PATH=/usr/bin:/bin awk "$1" $ROOT/tcp; fi""",
    "systemctl": """echo "systemctl $*" >> $ROOT/calls
case "$*" in
    "is-active --quiet svetovod-web.service") test -e $ROOT/single ;;
    "is-active --quiet svetovod-w"*) ! test -e $ROOT/opt/svetovod/.venv/broken || test "$3" = svetovod-web.socket ;;
    list-units*) case $* in *failed*) printf '%s loaded\\n' $UNITS ;; esac ;;
    restart*web*) ! test -e $ROOT/opt/svetovod/.venv/broken ;;
esac""",
    "python3": """mkdir -p $3/bin; for name in pip svetovod python; do cp $ROOT/bin/venv-$name $3/bin/$name; done
if test -e $ROOT/breaks; then touch $3/broken; fi""",
    "venv-pip": 'echo "pip $*" >> $ROOT/calls',
    "venv-python": "test ! -e $ROOT/mute",
    "venv-svetovod": """echo "svetovod $* as $DATABASE_URL" >> $ROOT/calls
case "$*" in "manage prepare --ask") exit $(cat $ROOT/asked) ;; esac""",
}


class Machine:
    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("bin", "opt/svetovod/versions", "etc/svetovod", "var/lib/svetovod", "etc/systemd/system",
                     "usr/local/sbin", "wheels"):  # fmt: skip
            (root / name).mkdir(parents=True)
        for name, text in STUBS.items():
            self.write(f"bin/{name}", f"#!/bin/sh\n{text}\n", 0o755)
        self.write("asked", "0")
        self.write("answering", "0")
        self.write("etc/svetovod/svetovod.env", "SVETOVOD_URL='https://svetovod.example'\nDATABASE_URL='app'\n")
        self.write("etc/svetovod/owner.env", "DATABASE_OWNER_URL='owner$`'\n")
        self.deploy()
        for name in ("requirements.lock", "requirements-oidc.lock", "svetovod-1-py3-none-any.whl"):
            self.write(f"wheels/{name}", "")
        self.sums()
        before = root / "opt/svetovod/versions/before"
        self.call("python3", "-m", "venv", str(before))
        (root / "opt/svetovod/.venv").symlink_to(before)

    def write(self, name: str, text: str, mode: int = 0o600) -> None:
        (self.root / name).write_text(text, encoding="utf-8")
        (self.root / name).chmod(mode)

    def deploy(self) -> None:
        """The files with the folders of this machine in them, in the folder of wheels and where they are installed."""
        folder = self.root / "wheels/deploy"
        shutil.copytree(DEPLOY, folder)
        for path in folder.iterdir():
            here = r"(?<![\w.])/(opt/svetovod|etc/svetovod|etc/systemd|var/lib/svetovod|usr/local/sbin)\b"
            path.write_text(re.sub(here, rf"{self.root}/\1", path.read_text(encoding="utf-8")), encoding="utf-8")
            if path.suffix in {".service", ".socket", ".timer"}:
                shutil.copy(path, self.root / "etc/systemd/system")
            elif path.name in {"svetovod", "svetovod-settings", "svetovod-upgrade"}:
                shutil.copy(path, self.root / "usr/local/sbin")

    def sums(self) -> None:
        folder = self.root / "wheels"
        files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
        rows = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files]
        self.write("wheels/SHA256SUMS", "".join(rows))

    def call(self, *command: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.root}/usr/local/sbin:{self.root}/bin:/usr/bin:/bin"
        environ = {"PATH": path, "ROOT": str(self.root), "UNITS": UNITS, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

    def upgrade(self, *, folder: bool = True, code: int = 0) -> str:
        done = self.call("svetovod-upgrade", *([str(self.root / "wheels")] if folder else []))
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def calls(self) -> list[str]:
        file = self.root / "calls"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    @property
    def version(self) -> str:
        return (self.root / "opt/svetovod/.venv").resolve().name


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_an_upgrade_migrates_as_the_owner_and_restarts_also_what_failed(machine: Machine) -> None:
    assert "done" in machine.upgrade()
    assert machine.version != "before"
    assert "svetovod manage prepare as owner$`" in machine.calls
    assert not [call for call in machine.calls if "maintenance" in call]
    restarted = [call.split()[2] for call in machine.calls if call.startswith("systemctl restart")]
    assert restarted == [*UNITS.split(), "svetovod-worker"]


@pytest.mark.parametrize("asked", ["0", "3"])
def test_a_version_that_does_not_start_is_taken_back(machine: Machine, asked: str) -> None:
    """The doors stay closed where the tables no longer fit the version before."""
    machine.write("breaks", "")
    machine.write("asked", asked)
    said = machine.upgrade(code=1)
    assert machine.version == "before" and "is back" in said and "done; the" not in said
    restarted = [call.split()[2] for call in machine.calls if call.startswith("systemctl restart")]
    assert restarted[0] == "svetovod-web@1.service"  # the first that failed is the last of the new version
    assert restarted[1:] == [*UNITS.split(), *(["svetovod-worker"] if asked == "0" else [])]
    closed = [call for call in machine.calls if "maintenance" in call]
    assert bool(closed) == (asked == "3") and not [call for call in closed if "--end" in call]


def test_a_version_that_does_not_answer_is_not_done(machine: Machine) -> None:
    machine.write("mute", "")
    assert "does not answer" in machine.upgrade(code=1)
    assert machine.version == "before"


def test_closed_doors_open_again(machine: Machine) -> None:
    machine.write("asked", "3")
    machine.upgrade()
    assert [call.split()[3] for call in machine.calls if "maintenance" in call] == ["--closed", "--end"]


LISTENS, FROM_NGINX, GIVEN_UP, OVER, TO_NGINX = (
    f"   {n}: 0100007F:{here} 0100007F:{there} {state} 00000000:00000000 00:00000000 00000000  999  0 12345 1\n"
    for n, (here, there, state) in enumerate((
        ("1F40", "0000", "0A"), ("1F40", "C001", "01"), ("1F40", "C002", "08"), ("1F40", "C003", "06"),
        ("C001", "1F40", "01"),
    ))
)  # fmt: skip


@pytest.mark.parametrize(
    ("tcp", "answering", "waited"),
    [
        (LISTENS + OVER + TO_NGINX, 99, 0), (FROM_NGINX, 0, 0), (LISTENS + FROM_NGINX, 7, 7), (GIVEN_UP, 7, 7),
        (FROM_NGINX, 999, 180),
    ],
)  # fmt: skip
def test_tables_are_changed_when_what_was_begun_is_answered(
    machine: Machine, tcp: str, answering: int, waited: int
) -> None:
    """No longer than nginx waits for the slowest; the rest of the seconds are those of three units that start."""
    started = 5 * len([*UNITS.split(), "svetovod-worker"])
    machine.write("asked", "3")
    machine.write("tcp", tcp)
    machine.write("answering", str(answering))
    said = machine.upgrade()
    assert ("180 seconds at most" in said, "its time is over" in said) == (waited > 0, waited == 180)
    slept = (machine.root / "slept").read_text(encoding="utf-8").splitlines()
    assert slept == ["sleep 1"] * (waited + started)


def test_what_cannot_be_upgraded_under_work_is_refused(machine: Machine) -> None:
    machine.write("single", "")
    assert "svetovod-web.service" in machine.upgrade(code=2)
    (machine.root / "single").unlink()
    unit = machine.root / "etc/systemd/system/svetovod-worker.service"
    unit.write_text(unit.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert str(unit) in machine.upgrade(code=2)
    assert machine.version == "before" and not [call for call in machine.calls if "restart" in call or "pip" in call]


def test_the_owner_is_kept_from_the_web_server(machine: Machine) -> None:
    owner = machine.root / "etc/svetovod/owner.env"
    owner.chmod(0o640)
    assert "closed to others" in machine.upgrade(code=2)
    owner.chmod(0o600)
    settings = machine.root / "etc/svetovod/svetovod.env"
    settings.write_text(settings.read_text(encoding="utf-8") + owner.read_text(encoding="utf-8"), encoding="utf-8")
    assert "alone" in machine.upgrade(code=2)
    owner.unlink()
    assert "owner.env.example" in machine.upgrade(code=2)


def test_packages_of_a_provider_come_with_its_address(machine: Machine) -> None:
    machine.upgrade()
    assert not [call for call in machine.calls if "requirements-oidc.lock" in call]
    shutil.rmtree(machine.root / "opt/svetovod/versions" / machine.version)
    (machine.root / "opt/svetovod/.venv").unlink()
    (machine.root / "opt/svetovod/.venv").symlink_to(machine.root / "opt/svetovod/versions/before")
    with (machine.root / "etc/svetovod/svetovod.env").open("a", encoding="utf-8") as file:
        file.write("SVETOVOD_OIDC_URL=https://provider.example\n")
    machine.write("mute", "")
    assert "svetovod-upgrade FOLDER" in machine.upgrade(folder=False, code=2)
    (machine.root / "mute").unlink()
    machine.upgrade()
    assert [call for call in machine.calls if "requirements-oidc.lock" in call and "--require-hashes" in call]


def test_the_command_knows_the_owner_where_the_whole_database_is_read_or_filled(machine: Machine) -> None:
    machine.write("opt/svetovod/.venv/bin/svetovod", '#!/bin/sh\necho "$1 ${DATABASE_OWNER_URL:-nobody}"\n', 0o755)
    for command, known in (("backup", "owner$`"), ("restore", "owner$`"), ("doctor", "nobody")):
        assert machine.call("svetovod", command).stdout == f"{command} {known}\n"


def read(tmp_path: Path, text: str) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "settings.env"
    file.write_text(text, encoding="utf-8")
    command = ["/bin/sh", SETTINGS, file, "--", "/bin/sh", "-c", 'printf "%s|%s" "$ONE" "$TWO"']
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)


def test_settings_are_taken_as_they_stand_and_never_run(tmp_path: Path) -> None:
    value = 'a$HOME `touch ran` $(touch ran) & < > \\ " # ;'
    done = read(tmp_path, f"# a comment\n\n; another\n  ONE='{value}'\nTWO=\"$5`touch ran`\"")
    assert done.stdout == f"{value}|$5`touch ran`" and not (tmp_path / "ran").exists()
    assert read(tmp_path, "ONE=a=b;touch ran&\nTWO=''\n").stdout == "a=b;touch ran&|"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "line", ["ONE='a'b'", "ONE='a", 'ONE="a\\$"', "ONE=a\\b", "ONE=a'b'", "ONE= a", "ONE", "export ONE=a", "1=a"]
)
def test_what_a_shell_and_systemd_read_differently_is_refused(tmp_path: Path, line: str) -> None:
    done = read(tmp_path, f"TWO=2\n{line}\n")
    assert done.returncode == 78 and "line 2" in done.stderr and not done.stdout


@pytest.mark.parametrize("name", ["svetovod.env.example", "owner.env.example"])
def test_examples_are_read(name: str) -> None:
    command = ["/bin/sh", SETTINGS, DEPLOY / name, "--", "/usr/bin/env"]
    given = subprocess.run(command, env={}, capture_output=True, text=True, check=True).stdout
    assert re.search(r"^DATABASE_(OWNER_)?URL=postgresql:", given, re.M) and "'" not in given


def test_the_second_lock_has_all_of_the_first() -> None:
    """`make wheels` takes the wheels of both by the second, and tells them apart by the first."""
    pins = {}
    for name in ("requirements.lock", "requirements-oidc.lock"):
        pins[name] = set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.M))
    assert pins["requirements.lock"] < pins["requirements-oidc.lock"]
