"""The files of a release in dist/: wheel, sdist, bill of materials, checksums. The same commit gives the same bytes.

python tools/release.py [--check]      --check builds twice, each time from a copy of its own, and compares
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import supply

ROOT = Path(__file__).resolve().parents[1]
BUILD = "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"


def moment() -> int:
    """When the commit was made, in seconds: the only time that stands in the files."""
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def build(out: Path) -> None:
    """Everything from what is committed, in a copy: what lies about in the working tree stays out."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "svetovod"
        subprocess.run(["git", "clone", "-q", "--no-local", "--depth", "1", ROOT, copy], check=True)
        subprocess.run(
            [sys.executable, "tools/messages.py", "compile"], cwd=copy, check=True, stdout=subprocess.DEVNULL
        )
        environ = {**os.environ, "SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "0"}
        for kind in ("build_wheel", "build_sdist"):
            command = [sys.executable, "-c", BUILD, kind, out]
            subprocess.run(command, cwd=copy, env=environ, check=True, stdout=subprocess.DEVNULL)
    for path in out.glob("*.tar.gz"):
        path.write_bytes(settled(path))
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    at = datetime.fromtimestamp(moment(), UTC).isoformat()
    bill = json.dumps(supply.bill(version, at), ensure_ascii=False, indent=1)
    (out / f"svetovod-{version}.cdx.json").write_text(bill + "\n", encoding="utf-8")
    sums = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def settled(path: Path) -> bytes:
    """The same archive with one time, one owner and one order: setuptools writes the clock of the disk into it."""
    out = BytesIO()
    with (
        tarfile.open(path) as given,
        gzip.GzipFile(fileobj=out, mode="wb", mtime=moment(), filename="") as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as made,
    ):
        for member in sorted(given.getmembers(), key=lambda one: one.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = moment(), 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            made.addfile(member, given.extractfile(member) if member.isfile() else None)
    return out.getvalue()


def main() -> None:
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir()
    build(dist)
    sums = (dist / "SHA256SUMS").read_text(encoding="utf-8")
    if "--check" in sys.argv:
        with tempfile.TemporaryDirectory() as again:
            build(Path(again))
            if (Path(again) / "SHA256SUMS").read_text(encoding="utf-8") != sums:
                sys.exit("the second build differs from the first")
    print(sums, end="")


if __name__ == "__main__":
    main()
