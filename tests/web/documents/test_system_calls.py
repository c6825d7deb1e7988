"""The store of files while the kernel fails each of its system calls, or the process dies at one (`make torture`).

`strace` traces one upload and tells its calls in the folder of files; then the same upload runs once for each of them
and each fault, put in by the kernel's tracing and not by a double of the call.
"""

import os
import re
import select
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from tests.web.documents.test_faults import PDF, add, left, whole

from svetovod.web.documents import services
from svetovod.web.documents.models import Attachment

__all__ = ["add"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not os.environ.get("SVETOVOD_TORTURE"), reason="asked by make torture"),
    pytest.mark.skipif(not shutil.which("strace"), reason="no strace on this machine: apt-get install strace"),
]
CALLS = "openat,mkdir,write,fsync,rename,unlink"
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")


def traced(act, folder: Path, log: Path, *, inject: str = "") -> tuple[bool, list[tuple[str, int]]]:
    """Whether the upload said that it succeeded, and its calls in the folder, each with its place among its like."""
    ready, says_ready = os.pipe()
    goes, go = os.pipe()
    child = os.fork()
    if not child:
        inherited, connection.connection = connection.connection, None  # kept open: it is the parent's
        code = 1
        try:
            connection.ensure_connection()
            os.write(says_ready, b".")
            os.read(goes, 1)
            act()
            code = 0
        finally:
            os._exit(code if inherited else 2)
    os.read(ready, 1)
    more = ["-e", f"inject={inject}"] if inject else []
    command = ["strace", "-y", "-p", str(child), "-o", log, "-e", f"trace={CALLS}", *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert select.select([tracer.stderr], [], [], 60)[0], "strace does not attach"
        os.write(go, b".")
        status = os.waitpid(child, 0)[1]
    for each in (ready, says_ready, goes, go):
        os.close(each)
    seen: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        name = re.match(r"(\w+)\(", line)
        if name:
            seen[name[1]] = seen.get(name[1], 0) + 1
            if str(folder) in line:
                found.append((name[1], seen[name[1]]))
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, found


def test_no_row_without_its_bytes_at_any_system_call(add, settings, tmp_path):
    folder, log = Path(settings.MEDIA_ROOT), tmp_path / "log"

    def fresh():
        Attachment.objects.all().delete()
        shutil.rmtree(folder, ignore_errors=True)

    done, calls = traced(add, folder, log)
    assert done
    assert {name for name, _place in calls} >= {"openat", "write", "fsync", "rename"}
    tried = 0
    for name, place in calls:
        for fault in FAULTS:
            fresh()
            done, _calls = traced(add, folder, log, inject=f"{name}:{fault}:when={place}")
            at = f"{name} {place}, {fault}"
            assert Attachment.objects.exists() == done, at
            assert not done or "KILL" not in fault, at
            whole()
            services.stray_drop(before=timezone.now() + timedelta(minutes=1))
            assert left(settings) == [], at
            assert add().path.read_bytes() == PDF, at
            tried += 1
    assert tried == len(FAULTS) * len(calls) >= 20
