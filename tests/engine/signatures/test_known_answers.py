"""Right for what others have made: examples of the standards, recommendations and OpenSSL."""

import base64
import shutil
import subprocess

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from tests import signature_files as made
from tests.engine.signatures.judging import PAPER, answers, detached, vector, verdict

from svetovod.engine import signatures
from svetovod.engine.signatures import Chain, Inn, Mathematics, gost
from svetovod.engine.signatures.mathematics import UnknownError


@pytest.mark.parametrize(
    ("name", "message", "known"),
    [  # GOST R 34.11-2012, control examples 1 and 2
        ("streebog256", b"012345678901234567890123456789012345678901234567890123456789012",
         "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        ("streebog512", b"012345678901234567890123456789012345678901234567890123456789012",
         "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
         "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"),
        ("streebog256", "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251"),
         "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
        ("streebog512", "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251"),
         "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
         "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"),
    ],
)  # fmt: skip
def test_streebog_gives_the_answers_of_the_standard(name, message, known):
    assert gost.streebog(name, message).hex() == known


def test_the_example_of_the_standard_of_signatures_holds():
    """RFC 7091, section 7.1: the key, the hash and the signature of the example, in the order of files."""
    curve = {
        "p": 0x8000000000000000000000000000000000000000000000000000000000000431, "a": 7,
        "b": 0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
        "m": 0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
        "q": 0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3, "x": 2,
        "y": 0x08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8,
    }  # fmt: skip
    key = (
        bytes.fromhex("7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B")[::-1]
        + bytes.fromhex("26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA")[::-1]
    )
    digest = bytes.fromhex("2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5")[::-1]
    r = "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493"
    s = "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40"
    assert gost.holds(curve, key, digest, bytes.fromhex(s + r))
    assert not gost.holds(curve, key, digest, bytes.fromhex(r + s))
    assert not gost.holds(curve, key, digest[::-1], bytes.fromhex(s + r))
    assert not gost.holds(curve, b"\1" * 64, digest, bytes.fromhex(s + r)), "a point beside the curve"


@pytest.mark.parametrize(("name", "signer"), [("a", "512-bit"), ("b", "256-bit")])
def test_signatures_of_the_russian_recommendation_hold(name, signer):
    """Control examples of R 1323565.1.025-2019: keys of 512 and 256 bits, with attributes and without, and their CA."""
    raw, paper = detached(vector(f"r1323565_1_025_{name}.b64"))
    roots = signatures.roots_of([vector("r1323565_1_025_ca.b64")])
    found = verdict(raw, paper, roots=roots)
    assert (found.mathematics, found.chain) == (Mathematics.OK, Chain.OK)
    assert found.signers[0].name == f"ORIGINATOR: GOST 34.10-12 {signer}"
    assert verdict(raw, paper + b" ", roots=roots).mathematics is Mathematics.BAD


def test_a_certificate_of_the_rfc_is_its_own_root():
    """RFC 9215, section B.2: a curve of twisted Edwards form; that of B.1 is of a test set, which nobody may use."""
    own = x509.Certificate.load(vector("rfc9215_256_a.b64"))
    roots = signatures.roots_of([vector("rfc9215_256_a.b64")])
    way = signatures.roots._Way(signatures.Roots((), ()), roots.trusted, made.AT)
    assert way._signed(roots.trusted[0], roots.trusted[0])
    assert own.subject.native == {"common_name": "Example"}
    test_set = signatures.roots_of([vector("rfc9215_256_test.b64")]).trusted[0]
    with pytest.raises(UnknownError, match="key"):
        way._signed(test_set, test_set)


@pytest.fixture(scope="module")
def openssl(tmp_path_factory):
    """Signatures by a program that is not ours; `how` are words of its command."""
    program = shutil.which("openssl")
    if not program:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("openssl")
    (folder / "paper").write_bytes(PAPER)

    def signed(kind, *how):
        party = made.issue(kind)
        key = party.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "key").write_bytes(key)
        body = base64.encodebytes(party.certificate.dump()).decode()
        (folder / "cert").write_text(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
        done = subprocess.run(
            [program, "cms", "-sign", "-binary", "-in", "paper", "-signer", "cert", "-inkey", "key", *how],
            cwd=folder, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout

    return signed


@pytest.mark.parametrize(
    ("kind", "how", "form"),
    [
        ("rsa", ("-outform", "DER", "-md", "sha256"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha512", "-cades"), "cades_bes"),
        ("rsa", ("-outform", "PEM", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha256", "-noattr"), "cms"),
        ("rsa", ("-outform", "DER", "-md", "sha256", "-keyid"), "cms"),
        ("ec", ("-outform", "DER", "-md", "sha384", "-cades"), "cades_bes"),
    ],
)
def test_signatures_by_openssl_hold(openssl, kind, how, form):
    raw = openssl(kind, *how)
    found = verdict(raw)
    assert (found.mathematics, found.inn, found.signers[0].form) == (Mathematics.OK, Inn.MATCHES, form)
    other = answers(raw, PAPER + b".")
    assert other.mathematics is Mathematics.BAD
    assert other.reasons["mathematics"] in {"document", "signature"}


def test_weak_hashes_are_not_judged(openssl):
    found = answers(openssl("rsa", "-outform", "DER", "-md", "sha1"))
    assert (found.mathematics, found.reasons["mathematics"]) == (Mathematics.UNKNOWN, "algorithm")
