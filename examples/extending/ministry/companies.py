"""Companies by a service inside the ministry's network: `SVETOVOD_COMPANIES=ministry.companies.Service`."""

import json
import os
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import urlopen

from svetovod.web.registry.companies import Company, DirectoryDownError

SECONDS = 3  # somebody waits before a form


class Service:
    """Asks `$MINISTRY_COMPANIES/<inn>`: `{"name": ..., "region": "RU-MO", "address": ...}`, or 404."""

    def __init__(self) -> None:
        self.address = os.environ["MINISTRY_COMPANIES"].rstrip("/")

    def find(self, inn: str) -> Company | None:
        try:
            with urlopen(f"{self.address}/{inn}", timeout=SECONDS) as answer:
                told = json.load(answer)
            return Company(inn, told["name"], told.get("region", ""), told.get("address", ""))
        except HTTPError as error:
            if error.code == 404:
                return None
            raise DirectoryDownError(str(error)) from error
        except (OSError, HTTPException, ValueError, TypeError, KeyError) as error:
            raise DirectoryDownError(f"{type(error).__name__}: {error}") from error
