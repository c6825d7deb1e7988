"""Seeds of second factors and of recovery codes are kept encrypted: a dump of the database opens no account."""

import logging
from base64 import b32encode, b64decode, b64encode
from secrets import token_bytes
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from svetovod.web.common.sealing import Place, Seal, SealBrokenError

_SEAL, _MARK = Seal("factors", "second factor"), "sealed:"
log = logging.getLogger(__name__)


class FactorAdapter(DefaultMFAAdapter):
    """Those of before this was so stand in the open and hold."""

    def encrypt(self, text: str) -> str:
        return _MARK + b64encode(_SEAL.seal(0, text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Under a lost key no code is right, for the seed is another each time: the operator takes the factor away."""
        if not encrypted_text.startswith(_MARK):
            return encrypted_text
        try:
            return str(_SEAL.unseal(0, b64decode(encrypted_text.removeprefix(_MARK))))
        except SealBrokenError:
            log.warning("a second factor is sealed with another key than keys/factors: manage forget_factor")
            return b32encode(token_bytes(20)).decode()


class FactorPlace(Place):
    """Seeds stand among other words of a factor."""

    def renewed(self, row: int, kept: dict[str, Any]) -> dict[str, Any] | None:
        sealed = {name: str(word) for name, word in kept.items() if str(word).startswith(_MARK)}
        try:
            anew = {name: self.seal.renewed(0, b64decode(word.removeprefix(_MARK))) for name, word in sealed.items()}
        except ValueError as error:  # what was cut short or spoilt is no base64 any more
            raise SealBrokenError(row) from error
        changed = {name: _MARK + b64encode(word).decode() for name, word in anew.items() if word}
        return kept | changed if changed else None


PLACE = FactorPlace(_SEAL, "mfa.Authenticator", field="data")
