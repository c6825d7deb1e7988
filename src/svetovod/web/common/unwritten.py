"""Uploads that are never written to a disk: by their size Django would put larger ones into files that others can read.

An app names the views whose uploads are such. What is beyond `MOST` is counted and not kept: the view refuses it.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.urls import Resolver404, resolve

MOST = 20 * 1024 * 1024

views: set[str] = set()


def register_unwritten(view: str) -> None:
    views.add(view)


class Unwritten(FileUploadHandler):
    """Before Django's own: keeps in memory what comes to one of `views`, and leaves all else to the next."""

    kept: BytesIO

    def handle_raw_input(self, input_data: Any, META: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N803 -- named by Django
        assert self.request is not None
        try:
            self.activated = resolve(self.request.path_info).view_name in views
        except Resolver404:
            self.activated = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.activated:
            self.kept = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.activated:
            return raw_data
        if start < MOST:
            self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if not self.activated:
            return None
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept, field_name=self.field_name, name=self.file_name, content_type=self.content_type,
            size=file_size, charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip
