"""A folder that installs the product without the internet: python tools/wheels.py [FOLDER]     build/wheels if left out

Every package of requirements.lock, and the few more of requirements-oidc.lock, as a wheel for this kind of machine and
this Python, the product's own wheel from what is committed, a list of each with their hashes, the files of `deploy`,
and SHA256SUMS over all of them. What comes is compared with the hashes of the locks; a package that comes as source is
built here, and its wheel gets a hash of its own.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import release

ROOT = Path(__file__).resolve().parents[1]


def gather(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # the second lock has all that the first has, in the same versions
    asked = ["--require-hashes", "--no-deps", "-r", ROOT / "requirements-oidc.lock", "-w", folder]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", *asked], check=True)
    always = names((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    lists: dict[str, list[str]] = {"requirements.lock": [], "requirements-oidc.lock": []}
    for line in (pinned(path) for path in sorted(folder.glob("*.whl"))):
        lists["requirements.lock" if names(line) <= always else "requirements-oidc.lock"].append(line)
    for name, lines in lists.items():
        (folder / name).write_text("".join(lines), encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        release.build(Path(place))
        for wheel in Path(place).glob("*.whl"):
            shutil.copy(wheel, folder)
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    named = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sums = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in named]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    size = sum(path.stat().st_size for path in named) // 1024**2
    print(f"{folder}: {len(named)} files, {size} MB")


def names(lock: str) -> set[str]:
    """Of the packages of a lock, as they are compared: `ruamel.yaml` is `ruamel-yaml`."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.M)}


def pinned(wheel: Path) -> str:
    name, version, _ = wheel.name.split("-", 2)
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


if __name__ == "__main__":
    gather(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build" / "wheels")
