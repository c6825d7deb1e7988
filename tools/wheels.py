"""A folder that installs the product without the internet: python tools/wheels.py [FOLDER]     build/wheels if left out

Every package of requirements.lock as a wheel for this kind of machine and this Python, the product's own wheel from
what is committed, a list of both with their hashes, the files of `deploy`, and SHA256SUMS over all of them. What comes
is compared with the hashes of requirements.lock; a package that comes as source is built here, and its wheel gets a
hash of its own.
"""

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
    asked = ["--require-hashes", "--no-deps", "-r", ROOT / "requirements.lock", "-w", folder]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", *asked], check=True)
    listed = [pinned(path) for path in sorted(folder.glob("*.whl"))]
    (folder / "requirements.lock").write_text("".join(listed), encoding="utf-8")
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


def pinned(wheel: Path) -> str:
    name, version, _ = wheel.name.split("-", 2)
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


if __name__ == "__main__":
    gather(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build" / "wheels")
