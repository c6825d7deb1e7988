"""A scanner beside the tests, a process that speaks as clamd does; and files that are sent past it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from .fake_clamd import EICAR

FAKE = Path(__file__).with_name("fake_clamd.py")
PDF, BAD = b"%PDF-1.7\n1 0 obj", b"%PDF-1.7\n" + EICAR
PAGE = "/problem/"  # any page: the door stands before all of them
KIND = "accounts.rolegrant"


@contextmanager
def daemon(address: str) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-I", str(FAKE), address], stdout=subprocess.PIPE, env={**os.environ})
    assert process.stdout
    try:
        yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with daemon(str(tmp_path_factory.mktemp("clamd") / "clamd.ctl")) as address:
        yield address


@pytest.fixture
def scanned(settings, tmp_path, clamd):
    settings.CLAMD, settings.SCANNER_DOWN, settings.QUARANTINE_KEEP = clamd, "refuse", True
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return settings


@pytest.fixture
def send(client, clock, manager):
    client.force_login(manager)

    def post(content, path=PAGE, name="Смета.pdf", **headers):
        return client.post(path, {"text": "слова", "file": SimpleUploadedFile(name, content)}, **headers)

    return post
