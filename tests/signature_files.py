"""Signatures made for tests: certificates with the names Russian ones have, CMS of RSA, ECDSA and of GOST.

The GOST signer follows RFC 9215 and RFC 4490 and is nobody's certified program: what it makes is told from what others
have made (`tests/engine/signatures/vectors`).
"""

import functools
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from gostcrypto import gosthash, gostsignature

SINCE, UNTIL = datetime(2021, 1, 1, tzinfo=UTC), datetime(2022, 12, 31, tzinfo=UTC)
AT = datetime(2021, 11, 1, 9, 30, tzinfo=UTC)
NAMES = {
    "common": ("2.5.4.3", core.UTF8String), "surname": ("2.5.4.4", core.UTF8String),
    "given": ("2.5.4.42", core.UTF8String), "post": ("2.5.4.12", core.UTF8String),
    "organisation": ("2.5.4.10", core.UTF8String), "inn_entity": ("1.2.643.100.4", core.NumericString),
    "inn": ("1.2.643.3.131.1.1", core.NumericString), "snils": ("1.2.643.100.3", core.NumericString),
}  # fmt: skip
PERSON = {
    "common": "ООО «Пример»", "surname": "Подписантова", "given": "Анна Тестовна", "post": "Генеральный директор",
    "organisation": "ООО «Пример»", "inn_entity": "1326000000", "inn": "132600000001", "snils": "11223344595",
}  # fmt: skip
CURVE = "id-tc26-gost-3410-2012-256-paramSetB"
GOST_KEY, GOST_SIGNED, STREEBOG = "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.3.2", "1.2.643.7.1.1.2.2"


class Identifiers(core.SequenceOf):
    _child_spec = core.ObjectIdentifier


@dataclass(frozen=True)
class Party:
    kind: str
    key: object
    certificate: x509.Certificate


def name_of(words):
    sets = [
        x509.RelativeDistinguishedName([{"type": NAMES[kind][0], "value": NAMES[kind][1](text)}])
        for kind, text in words.items()
    ]
    return x509.Name(name="", value=x509.RDNSequence(sets))


@functools.cache
def private(kind, number=0):
    """RSA keys take long to make: one a number."""
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return (1 + number + int.from_bytes(hashlib.sha256(b"a key of tests").digest(), "big") // 2).to_bytes(32, "big")


def gost_signer():
    return gostsignature.new(gostsignature.MODE_256, gostsignature.CURVES_R_1323565_1_024_2019[CURVE])


def streebog(data):
    return bytes(gosthash.new("streebog256", data=data).digest())


def public(kind, key):
    if kind != "gost":
        der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return keys.PublicKeyInfo.load(der)
    point = bytes(gost_signer().public_key_generate(bytearray(key)))
    octets = core.OctetString(point[:32][::-1] + point[32:][::-1]).dump()
    told = Identifiers(["1.2.643.2.2.36.0", STREEBOG]).dump()
    algorithm = core.ObjectIdentifier(GOST_KEY).dump() + told
    return keys.PublicKeyInfo.load(_sequence(_sequence(algorithm) + b"\x03" + _size(len(octets) + 1) + b"\0" + octets))


def _size(count):
    if count < 0x80:
        return bytes([count])
    many = (count.bit_length() + 7) // 8
    return bytes([0x80 | many]) + count.to_bytes(many, "big")


def _sequence(body):
    return b"\x30" + _size(len(body)) + body


def sign(kind, key, data, pss=False):
    if kind == "rsa":
        how = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if pss else padding.PKCS1v15()
        return key.sign(data, how, hashes.SHA256())
    if kind == "ec":
        return key.sign(data, ec.ECDSA(hashes.SHA256()))
    made = bytes(gost_signer().sign(bytearray(key), bytearray(streebog(data)[::-1])))
    return made[32:] + made[:32]


def scheme(kind, pss=False):
    if kind == "gost":
        return algos.SignedDigestAlgorithm({"algorithm": GOST_SIGNED})
    if pss:
        told = {
            "hash_algorithm": {"algorithm": "sha256"}, "salt_length": 32,
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}},
        }  # fmt: skip
        return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": told})
    return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa" if kind == "rsa" else "sha256_ecdsa"})


def issue(
    kind="rsa", *, words=PERSON, by=None, authority=False, number=1, since=SINCE, until=UNTIL, extra=(), usage=None,
    key=None,
):  # fmt: skip
    """A certificate; without `by` it vouches for itself."""
    key = key or private(kind, number if kind == "gost" else int(authority))
    asked = usage or ({"key_cert_sign"} if authority else {"digital_signature", "non_repudiation"})
    extensions = [
        {"extn_id": "basic_constraints", "critical": True, "extn_value": x509.BasicConstraints({"ca": authority})},
        {"extn_id": "key_usage", "critical": True, "extn_value": x509.KeyUsage(asked)},
        {"extn_id": "key_identifier", "extn_value": hashlib.sha1(public(kind, key).dump()).digest()},
        *extra,
    ]
    issuer = by or Party(kind, key, None)
    named = by.certificate.subject if by else name_of(words)
    tbs = x509.TbsCertificate({
        "version": "v3", "serial_number": number, "signature": scheme(issuer.kind), "issuer": named,
        "validity": {
            "not_before": x509.Time(name="utc_time", value=since), "not_after": x509.Time(name="utc_time", value=until),
        },
        "subject": name_of(words), "subject_public_key_info": public(kind, key), "extensions": extensions,
    })  # fmt: skip
    signed = sign(issuer.kind, issuer.key, tbs.dump())
    made = x509.Certificate(
        {"tbs_certificate": tbs, "signature_algorithm": scheme(issuer.kind), "signature_value": signed}
    )
    return Party(kind, key, made)


def authority(kind="rsa", name="Удостоверяющий центр примера", **options):
    return issue(kind, words={"common": name}, authority=True, number=options.pop("number", 100), **options)


def attributes(party, document, *, content_type="1.2.840.113549.1.7.1", bound=True, certificate=None, signed_at=AT):
    digest = streebog(document) if party.kind == "gost" else hashlib.sha256(document).digest()
    found = [
        cms.CMSAttribute({"type": "content_type", "values": [content_type]}),
        cms.CMSAttribute({"type": "signing_time", "values": [cms.Time(name="utc_time", value=signed_at)]}),
        cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
    ]
    if bound:
        der = (certificate or party.certificate).dump()
        own = {"hash_algorithm": {"algorithm": STREEBOG}, "cert_hash": streebog(der)} if party.kind == "gost" else {
            "cert_hash": hashlib.sha256(der).digest()
        }  # fmt: skip
        value = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2(own)]})
        found.append(cms.CMSAttribute({"type": "signing_certificate_v2", "values": [value]}))
    return found


def signer_info(party, document, *, pss=False, unsorted=False, bare=False, **options):
    found = [] if bare else attributes(party, document, **options)
    encoded = [each.dump() for each in found]
    body = b"".join(encoded if unsorted else sorted(encoded))
    message = document if bare else b"\x31" + _size(len(body)) + body
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(name="issuer_and_serial_number", value={
            "issuer": party.certificate.issuer, "serial_number": party.certificate.serial_number,
        }),
        "digest_algorithm": {"algorithm": STREEBOG if party.kind == "gost" else "sha256"},
        "signature_algorithm": scheme(party.kind, pss), "signature": sign(party.kind, party.key, message, pss),
    }  # fmt: skip
    if not bare:
        order = encoded if unsorted else sorted(encoded)
        info["signed_attrs"] = cms.CMSAttributes.load(b"\x31" + _size(len(b"".join(order))) + b"".join(order))
    return cms.SignerInfo(info)


def signature(party, document, *, others=(), more=(), content=None, **options):
    """A file of signatures: of one party, and `more` of other parties."""
    signers = [signer_info(each, document, **options) for each in (party, *more)]
    inner = {"content_type": "data"} | ({} if content is None else {"content": content})
    data = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [{"algorithm": STREEBOG if party.kind == "gost" else "sha256"}],
        "encap_content_info": inner,
        "certificates": [each.certificate for each in (party, *more, *others)],
        "signer_infos": signers,
    })  # fmt: skip
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()


def later(days):
    return AT + timedelta(days=days)
