"""A split key: any k holders open, k - 1 do not, and nothing that was changed opens."""

import hmac
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine import custody
from svetovod.engine.custody.codes import ALPHABET

SPLITS = st.integers(2, 5).flatmap(lambda k: st.tuples(st.just(k), st.integers(k, 6)))
# of the program ssss 0.5, without diffusion: secret, then numbered shares
VECTORS = (
    (5, "5398717c982db935d968eebe53a47f5a", {
        2: "f821f5848441cb98b3eb467e2733ee21", 3: "25ee52f53e203f6e29a0297b5ab486b5",
        4: "fc9fb58ef74dab947fbf9acd9d5d83cd", 5: "b1949cce46d81552e65f248d3f74cc5c",
        7: "ab608a6546a8b9af8820ff832b1135c7",
    }),
    (5, "4a78db90fbf35da5545d2fb728e87596", {
        1: "08daf9a25d8aa184cfbf02b30a0ed6a0", 3: "e9fdec5505d674a57f9836c417c1ecaa",
        4: "4dce5636ae06dee42d2c82e65f06c735", 6: "6dfe6ff5b09e94d2f84c382b12f42424",
        7: "6faea9d4d4a4e201bf6c90b9000630c3",
    }),
)  # fmt: skip


@pytest.mark.parametrize(("needed", "secret", "shares"), VECTORS)
def test_shares_of_another_program_give_its_secret(needed, secret, shares):
    found = custody.combine([bytes([number]) + bytes.fromhex(text) for number, text in shares.items()])
    assert len(shares) == needed
    assert found.hex() == secret


@given(SPLITS, st.binary(min_size=16, max_size=16))
@settings(max_examples=40, deadline=None)
def test_any_of_the_needed_open_and_one_fewer_do_not(split, secret):
    needed, holders = split
    shares = custody.split(secret, needed=needed, holders=holders)
    for chosen in combinations(shares, needed):
        assert custody.combine(chosen) == secret
    for chosen in combinations(shares, needed - 1):
        assert custody.combine(chosen) != secret


def fitting(secret):
    return lambda found: found == secret


@given(SPLITS, st.binary(min_size=16, max_size=16))
@settings(max_examples=20, deadline=None)
def test_more_than_needed_open_as_well_and_fewer_do_not(split, secret):
    needed, holders = split
    shares = custody.split(secret, needed=needed, holders=holders)
    for count in range(holders + 1):
        found = custody.recover(shares[holders - count :], needed=needed, fits=fitting(secret))
        assert found == (secret if count >= needed else None)


@pytest.mark.parametrize(("needed", "holders"), [(2, 3), (3, 5), (7, 15)])
def test_a_spoilt_share_beside_enough_good_ones_does_no_harm(needed, holders):
    secret = custody.secret_make()
    good = custody.split(secret, needed=needed, holders=holders)
    for place in {0, holders // 2, holders - 1}:
        for spoilt in (bytes([good[place][0]]) + bytes(16), good[place - 1], b""):
            shares = [*good[:place], spoilt, *good[place + 1 :]]
            assert custody.recover(shares, needed=needed, fits=fitting(secret)) == secret
    assert custody.recover(good[:needed], needed=needed, fits=fitting(bytes(16))) is None


@given(SPLITS, st.integers(1, 16), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_a_changed_share_gives_another_key(split, place, bit):
    needed, holders = split
    secret = custody.secret_make()
    shares = custody.split(secret, needed=needed, holders=holders)[:needed]
    shares[0] = bytes(b ^ (1 << bit) if at == place else b for at, b in enumerate(shares[0]))
    found = custody.key_of(custody.combine(shares)).public_key().public_bytes_raw()
    assert found != custody.key_of(secret).public_key().public_bytes_raw()


def test_shares_that_are_none_are_refused():
    share = custody.split(custody.secret_make(), needed=2, holders=2)[0]
    for shares in ([share, share], [share, share[:-1]]):
        with pytest.raises(custody.SharesError):
            custody.combine(shares)
    for needed, holders in ((1, 3), (3, 2)):
        with pytest.raises(custody.SharesError):
            custody.split(custody.secret_make(), needed=needed, holders=holders)


@given(st.binary(max_size=200), st.data())
@settings(max_examples=60, deadline=None)
def test_a_box_opens_for_its_key_and_place_and_unchanged_alone(content, data):
    key, other = (custody.key_of(custody.secret_make()) for _each in range(2))
    box = custody.box_seal(key.public_key().public_bytes_raw(), content, bound="sheet 1")
    assert custody.box_open(key, box, bound="sheet 1") == content
    at = data.draw(st.integers(0, len(box) * 8 - 1))
    bent = bytes(b ^ (1 << at % 8) if place == at // 8 else b for place, b in enumerate(box))
    tries = [(other, box, "sheet 1"), (key, box, "sheet 2"), (key, box[: at // 8], "sheet 1"), (key, bent, "sheet 1")]
    for private, changed, bound in tries:
        with pytest.raises(custody.BoxError, match=bound):
            custody.box_open(private, changed, bound=bound)


def test_a_code_is_read_as_people_type_it():
    code = custody.code_make()
    bits = custody.code_bytes(code)
    assert len(bits) == 20
    assert len(code) == 41
    assert {custody.code_make()[0] for _ in range(20)} != {"0"}, "all signs are drawn"
    assert custody.code_bytes(code.lower().replace("-", " — ")) == bits
    alike = code.translate(str.maketrans("ABEKMHPCTX10", "АВЕКМНРСТХIО"))
    assert custody.code_bytes(alike) == bits


@given(st.integers(0, 32), st.integers(1, 31))
@settings(max_examples=200, deadline=None)
def test_the_check_sign_finds_every_single_mistake(place, shift):
    code = custody.code_make().replace("-", "")
    wrong = ALPHABET[(ALPHABET.index(code[place]) + shift) % 32]
    with pytest.raises(custody.CodeError) as found:
        custody.code_bytes(code[:place] + wrong + code[place + 1 :])
    assert found.value.why == "check"


def test_what_is_no_code_says_why():
    for typed, why in (("7K3Q", "length"), ("Ж" * 33, "sign"), ("", "length")):
        with pytest.raises(custody.CodeError) as found:
            custody.code_bytes(typed)
        assert found.value.why == why


def test_the_same_code_is_another_key_in_another_selection():
    bits = custody.code_bytes(custody.code_make())
    keys = {custody.holder_key(bits, bound=place).public_key().public_bytes_raw() for place in ("1", "2")}
    assert len(keys) == 2


def derived(secret, info):
    """HKDF-SHA256 of RFC 5869 without a salt, one block."""
    return hmac.digest(hmac.digest(bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def public_of(private):
    return private.public_key().public_bytes_raw()


def test_keys_and_boxes_made_another_way():
    """What was sealed once has to open in every later version."""
    secret = bytes(range(16))
    private = X25519PrivateKey.from_private_bytes(derived(secret, b"svetovod round 1"))
    assert public_of(custody.key_of(secret)) == public_of(private)
    holder = X25519PrivateKey.from_private_bytes(derived(bytes(20), b"svetovod holder 1 7"))
    assert public_of(custody.holder_key(bytes(20), bound="7")) == public_of(holder)
    box = custody.box_seal(public_of(private), b"five points", bound="sheet 1")
    own, nonce, body = box[:32], box[32:44], box[44:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(own))
    cipher = AESGCM(derived(shared, b"svetovod box 1" + own + public_of(private)))
    assert cipher.decrypt(nonce, body, b"sheet 1") == b"five points"
    assert custody.box_seal(public_of(private), b"five points", bound="sheet 1") != box


def test_a_code_is_a_number_in_crockfords_signs():
    """32 signs, the first the heaviest; the check sign by ISO 7064, mod 37, 36, counted here."""
    plain = "00000000000000000000000000000ZX1"
    product = 36
    for sign in plain:
        product = (product + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign)) % 36 or 36
        product = product * 2 % 37
    check = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(1 - product) % 36]
    assert custody.code_bytes(plain + check) == (31 * 1024 + 29 * 32 + 1).to_bytes(20, "big")


def test_good_shares_are_found_wherever_they_stand_but_not_forever():
    secret = custody.secret_make()
    one, _two, three, _four = custody.split(secret, needed=2, holders=4)
    spoilt = [bytes([number]) + bytes(16) for number in (2, 4)]
    # no two neighbours are good
    assert custody.recover([one, spoilt[0], three, spoilt[1]], needed=2, fits=fitting(secret)) == secret
    for needed in (0, -1, 3):
        assert custody.recover([one, three], needed=needed, fits=lambda _found: True) is None


def test_tries_come_to_an_end(monkeypatch):
    """Of 15 shares 7 can be chosen in 6,435 ways: somebody has to look long before."""
    tried = []
    monkeypatch.setattr("svetovod.engine.custody.shares.combine", tried.append)
    assert custody.recover([bytes([number]) for number in range(15)], needed=7, fits=bool) is None
    assert len(tried) == 500


def test_there_may_be_as_many_holders_as_a_byte_counts():
    assert len(custody.split(bytes(16), needed=2, holders=255)) == 255
    assert len(custody.split(bytes(16), needed=3, holders=3)) == 3
    with pytest.raises(custody.SharesError):
        custody.split(bytes(16), needed=2, holders=256)
