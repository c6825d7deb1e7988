"""Three verifiers of an export that share no line, and an export to break."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType
from zlib import crc32

from tests import thorough

TOOLS = Path(__file__).parents[3] / "tools"


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ledger_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


exports, outsider = _load(Path(__file__).with_name("exports.py")), _load(TOOLS / "verify_export.py")
WHOLE = exports.export()


# entries 1 and 2 are another round's: the reader of this export gets their hashes alone
WITHHELD = (1, 2)
LINES = exports.entries(withheld=WITHHELD)
EXPORT = exports.export(LINES)


def outside(data: bytes, *root: str) -> str | None:
    """What both outsiders say, in Python and in Perl: the same, but for the words of what cannot be read at all.

    Perl takes most of a second to check a signature: of broken exports `make test` gives it a sixteenth, the same ones.
    """
    said: str | None = outsider.check(data, *root)
    if said and not thorough.WHOLE and crc32(data) % 16:
        return said
    command = ["perl", TOOLS / "verify_export.pl", "/dev/stdin", *root]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    other = None if done.stdout == b"OK\n" else done.stdout.decode().strip()
    assert done.returncode == (other is not None), done.stderr
    unread = [str(each).startswith("unreadable") for each in (said, other)]
    assert said == other or (said and other and any(unread)), (said, other)
    return said


def lines_of(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def leaves_of(lines: list[bytes]) -> bytes:
    return b"".join(exports.leaf(line).hex().encode() + b"\n" for line in lines)
