"""What is counted for all processes of one machine: tries of a password, codes that were used."""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedCache(FileBasedCache):
    """Django's, with an `add` of which only one of two at once succeeds: a code is used once, a lock is one's own."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "add.lock").open("a") as lock:  # type: ignore[attr-defined]
            fcntl.flock(lock, fcntl.LOCK_EX)
            return bool(super().add(key, value, timeout, version))

    def _cull(self) -> None:
        """What has expired goes first: a flood of new keys shall not push out a count that is still needed."""
        files = self._list_cache_files()  # type: ignore[attr-defined]
        if len(files) >= self._max_entries:
            for name in files:
                with suppress(FileNotFoundError), Path(name).open("rb") as file:
                    self._is_expired(file)  # type: ignore[attr-defined]
        super()._cull()  # type: ignore[misc]
