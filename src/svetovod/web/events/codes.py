"""Codes on paper and screens: short, made from the installation's key, good for one purpose each."""

from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Registration

DOOR, CERTIFICATE = "door", "certificate"
LENGTHS = {DOOR: 10, CERTIFICATE: 20}


def code_of(registration: Registration, purpose: str) -> str:
    """`17-8c0f1a...`: the registration and a proof that nobody made it up. It opens nothing but that purpose."""
    mac = salted_hmac(f"svetovod.{purpose}", f"{registration.session_id}:{registration.pk}", algorithm="sha256")
    return f"{registration.pk}-{mac.hexdigest()[: LENGTHS[purpose]]}"


def registration_of(session_id: int, code: str, purpose: str) -> Registration | None:
    number, _sep, _mac = code.strip().lower().partition("-")
    if not number.isdecimal() or len(number) > 12:
        return None
    found = Registration.objects.filter(session=session_id, pk=int(number)).select_related("session", "person").first()
    if found is None or not constant_time_compare(code_of(found, purpose), code.strip().lower()):
        return None
    return found
