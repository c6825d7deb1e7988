"""The forms of the entrance: they save nothing, and say so when something is wrong (`attempt` of `form_errors`)."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm

from svetovod.web.common.fields import valid_address


class SignInForm(LoginForm):
    attempt = "sign_in"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].validators = [valid_address]


class CodeForm(AuthenticateForm):
    attempt = "sign_in"


class AgainForm(ReauthenticateForm):
    attempt = "confirm"


class CodeAgainForm(ReauthenticateByCodeForm):
    attempt = "confirm"


class LetterForm(ResetPasswordForm):
    attempt = "send"
