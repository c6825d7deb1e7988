"""The forms of the entrance: they save nothing, and say so when something is wrong (`attempt` of `form_errors`)."""

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm


class SignInForm(LoginForm):
    attempt = "sign_in"


class CodeForm(AuthenticateForm):
    attempt = "sign_in"


class AgainForm(ReauthenticateForm):
    attempt = "confirm"


class CodeAgainForm(ReauthenticateByCodeForm):
    attempt = "confirm"


class LetterForm(ResetPasswordForm):
    attempt = "send"
