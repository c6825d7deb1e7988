"""A disk whose every write is noted: ext4 on a loop device on one file, which this process serves to the kernel.

Everything the file system writes, and every flush it waits for, goes into a log with its moment before the kernel has
its answer, so what was acknowledged to anybody is on the disk by the log, too. `forgetful.py` says what the disk may
hold at any moment of the log. Root alone may mount; nothing has to be installed: the kernel is answered through
`/dev/fuse` as far as one file needs it (include/uapi/linux/fuse.h).

`with disk(log, folder, size)`: a file system of so many bytes in the folder while the block lasts.
"""

import ctypes
import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from forgetful import FLUSH, NOTE, WRITE

MKFS = ("mkfs.ext4", "-q", "-F", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0", "-J", "size=16")
MOUNT = "noauto_da_alloc,commit=60,nodiscard"
"""Nothing reaches the disk because time passes, and a new name of a file brings no bytes along: ext4 is kinder, but no
program that does not sync is promised that."""
NAME = "disk"
ROOT, FILE = 1, 2
NO_SUCH_FILE, NO_SUCH_ACT = 2, 38
BIG_WRITES, MAX_PAGES, MOST = 1 << 5, 1 << 22, 1 << 20


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """The file system of an image. Raises CalledProcessError where the kernel refuses it."""
    subprocess.run(["mount", "-o", f"loop,{MOUNT}", image, folder], check=True)
    try:
        yield
    finally:
        if subprocess.run(["umount", folder], check=False).returncode:  # busy: somebody in it did not end
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def disk(log: Path, folder: Path, size: int) -> Iterator[None]:
    served = log.with_suffix(".served")
    served.mkdir()
    command = [sys.executable, __file__, log, log.with_suffix(".image"), served, str(size)]
    # a signal to everybody at the terminal must not take the disk from under what is still mounted on it
    server = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    try:
        if not server.stdout or not server.stdout.readline():
            raise RuntimeError("the kernel takes no disk from us: this needs root and /dev/fuse")
        subprocess.run([*MKFS, served / NAME], check=True)
        with mounted(served / NAME, folder):
            folder.chmod(0o755)
            yield
    finally:
        # whatever happened nothing stays mounted, and what went wrong is told by who raised it
        if subprocess.run(["umount", served], check=False, stderr=subprocess.DEVNULL).returncode:
            subprocess.run(["umount", "--lazy", served], check=False, stderr=subprocess.DEVNULL)
            server.kill()
        server.wait()


class Act(IntEnum):
    """What the kernel asks; whatever is not here it is told that there is no such thing."""

    LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, STATFS = 1, 2, 3, 4, 14, 15, 16, 17
    RELEASE, FSYNC, FLUSH, INIT, INTERRUPT, FORGET_MANY = 18, 20, 25, 26, 36, 42


UNANSWERED = {Act.FORGET, Act.INTERRUPT, Act.FORGET_MANY}
QUESTION, ANSWER = struct.Struct("<IIQQIIIHH"), struct.Struct("<IiQ")


class Served:
    """One file in a folder; one question after another, so a flush comes after the writes it is for."""

    def __init__(self, log: Path, image: Path, size: int) -> None:
        self.log, self.size = log.open("wb", buffering=0), size
        self.image = os.open(image, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.truncate(self.image, size)

    def run(self, folder: Path) -> None:
        """Until it is taken off again."""
        line = os.open("/dev/fuse", os.O_RDWR)
        options = f"fd={line},rootmode=40000,user_id=0,group_id=0".encode()
        if ctypes.CDLL(None, use_errno=True).mount(b"forgetful", bytes(folder), b"fuse", 0, options):
            raise OSError(ctypes.get_errno(), "mount")
        print("ready", flush=True)
        while True:
            try:
                asked = os.read(line, MOST + 4096)
            except OSError:  # ENODEV: taken off
                return
            _length, act, number, node, *_ = QUESTION.unpack_from(asked)
            if act in UNANSWERED:
                continue
            said = self.answer(act, node, memoryview(asked)[QUESTION.size :])
            fault, data = (-said, b"") if isinstance(said, int) else (0, said)
            os.write(line, ANSWER.pack(ANSWER.size + len(data), fault, number) + data)

    def answer(self, act: int, node: int, said: memoryview) -> bytes | int:
        """The answer's bytes, or the number of the fault."""
        match act:
            case Act.INIT:
                ahead = struct.unpack_from("<III", said)[2]
                return struct.pack("<IIIIHHIIHH32x", 7, 31, ahead, BIG_WRITES | MAX_PAGES, 16, 12, MOST, 1, 256, 0)
            case Act.LOOKUP:
                if bytes(said).rstrip(b"\0") != NAME.encode():
                    return NO_SUCH_FILE
                return struct.pack("<QQQQII", FILE, 0, 3600, 3600, 0, 0) + self.attributes(FILE)
            case Act.GETATTR | Act.SETATTR:
                return struct.pack("<QII", 3600, 0, 0) + self.attributes(node)
            case Act.OPEN:
                return struct.pack("<QII", 0, 0, 0)
            case Act.READ:
                _handle, place, length = struct.unpack_from("<QQI", said)
                return os.pread(self.image, length, place)
            case Act.WRITE:
                _handle, place, length = struct.unpack_from("<QQI", said)
                data = said[40 : 40 + length]
                self.note(WRITE, place, data)
                os.pwrite(self.image, data, place)
                return struct.pack("<II", length, 0)
            case Act.FSYNC:
                self.note(FLUSH, 0, memoryview(b""))
                return b""
            case Act.RELEASE | Act.FLUSH:
                return b""
        return NO_SUCH_ACT

    def note(self, kind: int, place: int, data: memoryview) -> None:
        os.writev(self.log.fileno(), [NOTE.pack(kind, time.monotonic(), place, len(data)), data])

    def attributes(self, node: int) -> bytes:
        kind, size = (0o40755, 0) if node == ROOT else (0o100600, self.size)
        return struct.pack("<QQQQQQIIIIIIIIII", node, size, size // 512, 0, 0, 0, 0, 0, 0, kind, 1, 0, 0, 0, 4096, 0)


if __name__ == "__main__":
    Served(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4])).run(Path(sys.argv[3]))
