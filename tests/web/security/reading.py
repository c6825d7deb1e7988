"""`python reading.py FOLDER`: a process that hands every file of a folder to all that reads files, and tells what came
of it: a line of JSON a file, with the memory needed by then."""

import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any


def main(folder: Path) -> None:
    import django

    django.setup()
    readers = dict(all_readers())
    for number, line in enumerate(json.loads((folder / "names.json").read_text())):
        content = (folder / f"{number}.bin").read_bytes()
        came = {}
        began = spent()
        for reader, read in readers.items():
            came[reader] = outcome(read, line["name"], content)
        told = {"came": came, "seconds": spent() - began, "kib": peak()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def spent() -> float:
    """Of the processor, with all it has started."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def peak() -> int:
    """Of the process itself, since it runs this program: `ru_maxrss` would begin with what its parent held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


def outcome(read: Callable[[str, bytes], str], name: str, content: bytes) -> str:
    from svetovod.web.common.errors import Refused

    try:
        return read(name, content)
    except Refused as refusal:
        return f"refused {refusal.code}"
    except Exception:
        return f"broke {traceback.format_exc(limit=-3)}"


def all_readers() -> Iterator[tuple[str, Callable[[str, bytes], str]]]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.engine import scans
    from svetovod.engine.workbooks import read_cluster
    from svetovod.web.documents import pictures
    from svetovod.web.documents.services import upload_look
    from svetovod.web.projects.outputs.template.checking import check

    def kept(name: str, content: bytes) -> str:
        return upload_look(SimpleUploadedFile(name or "x", content))

    def workbook(_name: str, content: bytes) -> str:
        found = read_cluster(BytesIO(content))
        return "read" if found.value is not None else f"refused {found.errors[0].code}"

    def plain(make: Callable[[BytesIO], Any]) -> Callable[[str, bytes], str]:
        def picture(name: str, content: bytes) -> str:
            return "read" if kept(name, content) in {"png", "jpg"} and make(BytesIO(content)) else "no picture"

        return picture

    def template(name: str, content: bytes) -> str:
        if kept(name, content) != "docx":
            return "no template"
        return "faults" if check(content, {}) else "read"

    def scan(name: str, content: bytes) -> str:
        """In the product, too, a process of its own does it."""
        if kept(name, content) not in {"pdf", "png", "jpg"}:
            return "no scan"
        *_pages, last = scans.pages(content, seconds=60)
        return f"refused {last}" if isinstance(last, scans.ScanProblem) else "read"

    yield "kept", kept
    yield "workbook", workbook
    yield "png", plain(lambda file: pictures.png(file, 600, 240)[0])
    yield "jpeg", plain(lambda file: pictures.jpeg(file, 2000))
    yield "template", template
    yield "scan", scan


if __name__ == "__main__":
    main(Path(sys.argv[1]))
