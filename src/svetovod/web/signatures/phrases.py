"""Words for what an engine says by codes. A provider's reasons are its own words, shown as they came."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILES: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "size": _("A signature is smaller than 256 KB. Is this the signature, or the document itself?"),
    "not_asn1": _("This is no file of a signature. Attach the file that ends with .sig, as your program made it."),
    "not_cms": _("This is no signature in the format CMS or CAdES. Attach the .sig, not the certificate."),
    "nesting": _("The file is built in a way no program of signatures builds it, and was not read."),
    "trailing": _("Something follows after the signature in this file. Attach the .sig as your program made it."),
    "attached": _(
        "The document is inside of this file. Make a detached signature: a separate .sig without the document."
    ),
    "no_signer": _("Nobody has signed in this file: it holds certificates alone."),
    "too_many": _(
        "There are more than eight signatures or sixteen certificates in this file. Attach one file a signer."
    ),
    "attributes": _("What is signed besides the document is written twice in this file, and was not read."),
    "certificate": _("A certificate in this file has days that are no days, and was not read."),
}
MATHEMATICS: dict[str, Promise] = {
    "document": _("It is the signature of another file, or the document was changed after it was signed."),
    "signature": _("The signature does not belong to the key of its certificate: the file was changed."),
    "substituted": _("The signer had named another certificate under the signature than the one in the file."),
    "attributes": _("What is signed besides the document does not go with it."),
    "algorithm": _("It is made by an algorithm that is not known here or counts as weak."),
    "key": _("The key of the certificate is of a kind or a size that is not known here."),
    "too_large": _("GOST is computed here for documents up to 2 MB: ask a certified program."),
    "no_certificate": _("The file does not hold the certificate of its signer."),
    "unreached": _("The provider of checks did not answer."),
    "misunderstood": _("The provider of checks answered in a way that was not understood."),
}
CHAIN: dict[str, Promise] = {
    "no_roots": _("The operator of this server has put no roots there."),
    "no_way": _("No root of this server has issued it."),
    "expired": _("A certificate on the way is over."),
    "not_yet": _("A certificate on the way does not hold yet."),
    "issuer": _("It was issued by somebody who may issue none."),
    "forged": _("It is not signed by the authority it names."),
    "critical": _("It carries a restriction that is not known here."),
    "usage": _("Its key is not for signing."),
    "many": _("More certificates bear the name of its authority than are tried here."),
    "algorithm": MATHEMATICS["algorithm"],
    "key": MATHEMATICS["key"],
    "no_certificate": MATHEMATICS["no_certificate"],
    "unreached": MATHEMATICS["unreached"],
    "misunderstood": MATHEMATICS["misunderstood"],
    "too_large": _("The document is too large for the provider of checks."),
}
INN: dict[str, Promise] = {
    "none": _("The certificate names no INN of an organisation."),
    "person": _("The certificate is of a person, without the organisation's INN: a power of attorney goes with it."),
    "entrepreneur": _("The INN is the entrepreneur's own."),
    "nothing_to_compare": _("The document is of no organisation."),
    "no_certificate": MATHEMATICS["no_certificate"],
    "unreached": MATHEMATICS["unreached"],
    "misunderstood": MATHEMATICS["misunderstood"],
    "too_large": CHAIN["too_large"],
}
FORMS: dict[str, Promise] = {
    "cades_bes": _("CAdES-BES: the certificate is under the signature"),
    "cms": _("plain CMS: the certificate is beside the signature"),
}
ALGORITHMS = {
    "1.2.643.7.1.1.1.1": "GOST R 34.10-2012, 256", "1.2.643.7.1.1.3.2": "GOST R 34.10-2012, 256",
    "1.2.643.7.1.1.1.2": "GOST R 34.10-2012, 512", "1.2.643.7.1.1.3.3": "GOST R 34.10-2012, 512",
    "1.2.840.113549.1.1.1": "RSA", "1.2.840.113549.1.1.11": "RSA, SHA-256", "1.2.840.113549.1.1.12": "RSA, SHA-384",
    "1.2.840.113549.1.1.13": "RSA, SHA-512", "1.2.840.113549.1.1.10": "RSA-PSS",
    "1.2.840.10045.4.3.2": "ECDSA, SHA-256", "1.2.840.10045.4.3.3": "ECDSA, SHA-384",
    "1.2.840.10045.4.3.4": "ECDSA, SHA-512",
}  # fmt: skip
WHY = {"mathematics": MATHEMATICS, "chain": CHAIN, "inn": INN}


def why(answer: str, code: str) -> str:
    return str(WHY[answer].get(code, code))
