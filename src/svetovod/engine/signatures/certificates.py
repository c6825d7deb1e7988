"""What is read from a certificate: the key, who vouches for it, and of the person only name and post."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import core, x509

from .asn1 import SignatureFileError
from .gost import KEYS
from .mathematics import PSS, Key, Scheme

COMMON, SURNAME, GIVEN, POST, ORGANISATION = "2.5.4.3", "2.5.4.4", "2.5.4.42", "2.5.4.12", "2.5.4.10"
INN, INN_OF_ENTITY = "1.2.643.3.131.1.1", "1.2.643.100.4"
# extensions whose meaning is looked at, or changes nothing here; any other that is critical speaks against the chain
UNDERSTOOD = {
    "2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.32", "2.5.29.16", "2.5.29.17", "2.5.29.31",
}  # fmt: skip
MOST_SIGNS = 200


class Identifiers(core.SequenceOf):  # type: ignore[misc]
    """Parameters of a GOST key: the set of the curve and, often, the hash."""

    _child_spec = core.ObjectIdentifier


class Algorithm(core.Sequence):  # type: ignore[misc]
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]


class KeyInfo(core.Sequence):  # type: ignore[misc]
    """Of any algorithm: that of asn1crypto fails for those it does not know."""

    _fields = [("algorithm", Algorithm), ("public_key", core.BitString)]


@dataclass(frozen=True, slots=True)
class Certificate:
    """`inn` is of an organisation; `own_inn` of the person, kept only to compare and shown nowhere.

    `authority` is none where the certificate does not say whether it may issue others. `issuer_key_id` names the key
    that signed it, where it names one.
    """

    der: bytes
    tbs: bytes
    subject: bytes
    issuer: bytes
    serial: int
    key_id: bytes
    issuer_key_id: bytes
    key: Key
    scheme: Scheme
    signature: bytes
    valid_from: datetime
    valid_until: datetime
    authority: bool | None
    path_length: int | None
    usage: frozenset[str] | None
    critical: frozenset[str]
    name: str
    post: str
    organisation: str
    issuer_name: str
    inn: str
    own_inn: str


def certificate(found: x509.Certificate) -> Certificate:
    """Raises what asn1crypto raises: the reader of the whole file says that it cannot be read."""
    tbs = found["tbs_certificate"]
    subject, issuer = words_of(tbs["subject"]), words_of(tbs["issuer"])
    constraints, usage = found.basic_constraints_value, found.key_usage_value
    critical = {each["extn_id"].dotted for each in tbs["extensions"] if each["critical"].native}
    inn, own = _inns(subject)
    full_name = " ".join(each for each in (subject.get(SURNAME, ""), subject.get(GIVEN, "")) if each)
    return Certificate(
        der=found.dump(), tbs=tbs.dump(), subject=tbs["subject"].dump(), issuer=tbs["issuer"].dump(),
        serial=int(tbs["serial_number"].native), key_id=found.key_identifier or b"",
        issuer_key_id=found.authority_key_identifier or b"",
        key=_key(tbs["subject_public_key_info"].dump()), scheme=scheme_of(found["signature_algorithm"]),
        signature=found["signature_value"].native, valid_from=_day(tbs["validity"]["not_before"].native),
        valid_until=_day(tbs["validity"]["not_after"].native),
        authority=bool(constraints["ca"].native) if constraints else None,
        path_length=constraints["path_len_constraint"].native if constraints else None,
        usage=frozenset(usage.native) if usage else None, critical=frozenset(critical - UNDERSTOOD),
        name=full_name or subject.get(COMMON, ""), post=subject.get(POST, ""),
        organisation=subject.get(ORGANISATION, ""), inn=inn, own_inn=own,
        issuer_name=issuer.get(COMMON, "") or issuer.get(ORGANISATION, ""),
    )  # fmt: skip


def scheme_of(algorithm: Any) -> Scheme:
    dotted = algorithm["algorithm"].dotted
    if dotted != PSS:
        return Scheme(dotted)
    told = algorithm["parameters"]
    mask = told["mask_gen_algorithm"]["parameters"]["algorithm"].dotted
    return Scheme(dotted, told["hash_algorithm"]["algorithm"].dotted, mask, int(told["salt_length"].native))


def words_of(name: x509.Name) -> dict[str, str]:
    """Values by the number of their kind; the first where there are several."""
    found: dict[str, str] = {}
    for part in name.chosen:
        for each in part:
            value = each["value"]
            native = getattr(value, "parsed", value).native
            if isinstance(native, str):
                found.setdefault(each["type"].dotted, _plain(native))
    return found


def _inns(subject: dict[str, str]) -> tuple[str, str]:
    """Of the organisation and of the person. Until 2021 that of an organisation stood, after two noughts, where a
    person's is."""
    entity = _digits(subject.get(INN_OF_ENTITY, ""))
    told = _digits(subject.get(INN, ""))
    if not entity and len(told) == 12 and told.startswith("00"):
        entity, told = told[2:], ""
    if len(told) == 10:
        entity, told = entity or told, ""
    return (entity if len(entity) == 10 else ""), (told if len(told) == 12 and not told.startswith("00") else "")


def _digits(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,12}", text) else ""


def _key(der: bytes) -> Key:
    info = KeyInfo.load(der, strict=True)
    algorithm = info["algorithm"]["algorithm"].dotted
    if algorithm not in KEYS:
        return Key(algorithm, der)
    told = info["algorithm"]["parameters"].parse(Identifiers)
    octets = core.OctetString.load(bytes(info["public_key"].contents[1:]), strict=True)
    return Key(algorithm, der, told[0].dotted, octets.native)


def _day(found: Any) -> datetime:
    if not isinstance(found, datetime):
        raise SignatureFileError("certificate")
    return found


def _plain(text: str) -> str:
    """For the eye: without signs that turn a line round or end it."""
    kept = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    return " ".join(kept.split())[:MOST_SIGNS]
