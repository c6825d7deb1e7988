"""The forms of the entrance. One with an `attempt` (of `form_errors`) saves nothing, and says so when it is wrong."""

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import AddEmailForm, LoginForm, ReauthenticateForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm

from svetovod.web.common.fields import AddressField, known_address


class NewField(AddressField, EmailField):
    """As allauth shows and folds it, cleaned as our own."""


class KnownField(NewField):
    """Of an account that there may be: no more is asked of it than it was when the account was made."""

    default_validators = [known_address]


class SignInForm(LoginForm):
    attempt = "sign_in"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = KnownField()


class CodeForm(AuthenticateForm):
    attempt = "sign_in"


class AgainForm(ReauthenticateForm):
    attempt = "confirm"


class CodeAgainForm(ReauthenticateByCodeForm):
    attempt = "confirm"


class LetterForm(ResetPasswordForm):
    attempt = "send"

    email = KnownField()


class NewAddressForm(AddEmailForm):
    """Of another address for the account."""

    email = NewField()
