"""Uploads of certain views stay in memory whatever their size; all others go where Django puts them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from svetovod.web.common import unwritten

LARGE = bytes(3 << 20)  # beyond what Django keeps in memory by itself
CLOSED = "/selections/2021/envelope/P-01/"


def came(path: str, content: bytes):
    request = RequestFactory().post(path, {"file": SimpleUploadedFile("a.pdf", content), "place": "1"})
    return request.FILES["file"], request


@pytest.mark.parametrize("size", [1, len(LARGE)])
def test_a_file_for_an_envelope_is_never_written(size):
    file, request = came(CLOSED, LARGE[:size])
    assert not hasattr(file, "temporary_file_path")
    assert (file.size, file.read(), request.POST["place"]) == (size, LARGE[:size], "1")


@pytest.mark.parametrize("path", ["/selections/2021/apply/P-01/", "/no/such/page/"])
def test_other_files_go_where_they_went(path):
    file, _request = came(path, LARGE)
    assert isinstance(file, TemporaryUploadedFile)
    assert file.read() == LARGE
    file.close()


def test_what_is_beyond_any_limit_is_counted_and_not_kept(monkeypatch):
    monkeypatch.setattr(unwritten, "MOST", 1 << 20)
    file, _request = came(CLOSED, LARGE)
    assert file.size == len(LARGE)
    assert len(file.read()) < len(LARGE)
