"""Settings of every installation. Names read from the environment are documented in docs/reference/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env
from .oidc import *  # noqa: F403 -- off unless configured
from .oidc import OIDC_APPS, OIDC_ORIGINS

PACKAGE = Path(__file__).resolve().parents[2]
VAR = env.path("SVETOVOD_VAR", Path.cwd() / "var")
DEBUG = env.flag("SVETOVOD_DEBUG")
# The demonstration may move the domain clock and prints its logins; production refuses it.
DEMO = env.flag("SVETOVOD_DEMO")
# Called with the new moment after the demonstration's day was moved: the other people of the scene act.
AFTER_CLOCK_MOVE = "svetovod.demo.scene.advance"
SECRET_KEY = env.secret("SVETOVOD_SECRET_KEY", VAR / "keys" / "secret")
LEDGER_KEY_FILE = env.path("LEDGER_KEY_FILE", VAR / "keys" / "ledger.ed25519")
ALLOWED_HOSTS = env.words("SVETOVOD_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("SVETOVOD_ORIGINS")
# A folder with measures of support of one's own, one TOML file a measure
SUPPORT_FOLDER = env.text("SVETOVOD_SUPPORT")
# Outlines of regions as GeoJSON, for the map with borders
BOUNDARIES_FILE = env.text("SVETOVOD_BOUNDARIES")
# A directory of companies of the operator's, by INN: a CSV or a class
COMPANIES = env.text("SVETOVOD_COMPANIES")
# How people reach whoever keeps the installation when a page does not help: stands at the foot of every page
CONTACT = env.text("SVETOVOD_CONTACT").strip()[:200]
BASE_URL = env.text("SVETOVOD_URL", "http://127.0.0.1:8000")
# How many reverse proxies stand before the product and add to X-Forwarded-For; 0: the header is not believed
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("SVETOVOD_PROXIES", "0"))
SITE_ID = 1

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    *env.words("SVETOVOD_APPS"),  # the operator's: their templates and texts take the place of ours
    "svetovod.web.common",
    "django.forms",  # after ours: its widgets may have lighter templates there
    "svetovod.web.audit",
    "svetovod.web.accounts",
    "svetovod.web.documents",
    "svetovod.web.notices",
    "svetovod.web.quarantine",
    "svetovod.web.secrecy",
    "svetovod.web.signatures",
    "svetovod.web.handover",
    "svetovod.web.rulebook",
    "svetovod.web.registry",
    "svetovod.web.signing",
    "svetovod.web.figures",
    "svetovod.web.dossier",
    "svetovod.web.confirmation",
    "svetovod.web.projects",
    "svetovod.web.events",
    "svetovod.web.matchmaking",
    "svetovod.web.selection",
    "svetovod.web.commission",
    "svetovod.web.support",
    "svetovod.web.regions",
    "svetovod.web.opendata",
    "svetovod.web.workbench",
    "svetovod.web.portal",
    "svetovod.web.api",
    "svetovod.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *OIDC_APPS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before static files: they carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "svetovod.web.common.middleware.support_code",
    "svetovod.web.common.measuring.measured",
    "svetovod.web.common.maintenance.announced",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # before what sends on to an address with a slash
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "svetovod.web.accounts.middleware.sign_ins",
    "svetovod.web.audit.middleware.domain_clock",
    "svetovod.web.accounts.middleware.actor",
    "svetovod.web.accounts.middleware.second_factor",
    "svetovod.web.accounts.asking.again",
    "svetovod.web.accounts.viewing.viewing",
    "svetovod.web.portal.recent.recent",
    "svetovod.web.rulebook.middleware.law",
    "svetovod.web.common.middleware.uploads",
    "svetovod.web.common.middleware.refusals",
    "svetovod.web.quarantine.middleware.Scanned",  # before every page, after who asks is known
]

ROOT_URLCONF = "svetovod.web.urls"
WSGI_APPLICATION = "svetovod.web.wsgi.application"
FORM_RENDERER = "svetovod.web.common.ui.FormRenderer"
FILTERS_EMPTY_CHOICE_LABEL = _("all")  # the word is in the catalogue of selections
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["svetovod.web.common.loaders.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "svetovod.web.common.context.frame",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", "postgresql:///svetovod")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tries of a password and used codes are counted for all processes of a machine together.
CACHES = {
    "default": {
        "BACKEND": "svetovod.web.common.cache.SharedCache",
        "LOCATION": VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

# --- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["svetovod.web.accounts.backends.PersonBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "svetovod.web.notices.adapter.OutboxAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# The key of `login_failed` is an account and the address it is tried from; that of `login_account` the account alone.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key", "login_account": "50/5m/key",
    "reset_password": "20/m/ip,5/m/key", "api_check": "120/m/ip",
    "api_token": "300/m/key", "presence_code": "10/5m/key", "key_code": "10/5m/key",
    "visitor_files": "60/m/ip", "person_files": "120/m/key",  # requests with files, where files are looked through
    "marked_files": "60/m/key",  # commercial secrets opened
}  # fmt: skip
ACCOUNT_FORMS = {
    "login": "svetovod.web.accounts.entrance.SignInForm",
    "reauthenticate": "svetovod.web.accounts.entrance.AgainForm",
    "reset_password": "svetovod.web.accounts.entrance.LetterForm",
    "add_email": "svetovod.web.accounts.entrance.NewAddressForm",
}
MFA_FORMS = {
    "authenticate": "svetovod.web.accounts.entrance.CodeForm",
    "reauthenticate": "svetovod.web.accounts.entrance.CodeAgainForm",
}
USERSESSIONS_TRACK_ACTIVITY = True
MFA_ADAPTER = "svetovod.web.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Svetovod"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BASE_URL.startswith("http://")
# A list of passwords of known breaches, brought by the operator
BREACHED_PASSWORDS = env.file("SVETOVOD_BREACHED_PASSWORDS")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "svetovod.web.accounts.passwords.HouseWordsValidator"},
    *(
        [{"NAME": "svetovod.web.accounts.breached.BreachedValidator", "OPTIONS": {"path": BREACHED_PASSWORDS}}]
        if BREACHED_PASSWORDS
        else []
    ),
]
PASSWORD_RESET_TIMEOUT = 60 * 60
# The doctor of this machine then asks for no try of its backups
BACKUPS_TRIED_ELSEWHERE = env.flag("SVETOVOD_BACKUPS_TRIED_ELSEWHERE")
# Roles that work only after a second factor was set up, or everybody
SECOND_FACTOR_ROLES = env.words("SVETOVOD_SECOND_FACTOR")
# Unused for so long, a sign-in is over; and in any case after so many seconds
SESSION_COOKIE_AGE = 60 * 60 * 12
SIGN_IN_LASTS = 60 * 60 * 24 * 7
# What access tables name as `again` is done within so many seconds after a sign-in, or after showing oneself again
SURE_LASTS = 60 * 15
# An administrator looks at pages as somebody else sees them for so many seconds
VIEWING_LASTS = 60 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
MESSAGE_STORAGE = "svetovod.web.common.messages.Storage"
MESSAGE_COOKIE_NAME = "messages"
CSRF_FAILURE_VIEW = "svetovod.web.common.views.csrf_failure"

# --- language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Moscow"

# --- files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "svetovod.web.common.collected.Collected"},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "svetovod.web.common.unwritten.Unwritten",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024
# who looks through files for malware; what is done while nobody can (refuse, later), and with what was found
CLAMD = env.text("SVETOVOD_CLAMD")
SCANNER_DOWN = env.text("SVETOVOD_SCANNER_DOWN", "refuse")
QUARANTINE_KEEP = env.flag("SVETOVOD_QUARANTINE_KEEP", default=True)
# signatures of documents: certificates the operator trusts, and a certified program beside this one
SIGNATURE_ROOTS = env.text("SVETOVOD_SIGNATURE_ROOTS")
SIGNATURE_PROVIDER = env.text("SVETOVOD_SIGNATURE_PROVIDER")
SIGNATURE_PROVIDER_SECONDS = int(env.text("SVETOVOD_SIGNATURE_PROVIDER_SECONDS", "20"))

# --- mail -------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("SVETOVOD_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = env.text("SVETOVOD_EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env.text("SVETOVOD_EMAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("SVETOVOD_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SVETOVOD_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("SVETOVOD_EMAIL_TLS")
BOUNCE_ADDRESS = env.text("SVETOVOD_BOUNCE_ADDRESS")
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.text("SVETOVOD_EMAIL_FROM", "Svetovod <svetovod@localhost>")

# --- security ---------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- watching ---------------------------------------------------------------------------------------------------
METRICS_TOKEN = env.text("SVETOVOD_METRICS_TOKEN")
# seconds from which a request, a statement of the database stands in the log
SLOW_REQUEST = float(env.text("SVETOVOD_SLOW_REQUEST", "2"))
SLOW_QUERY = float(env.text("SVETOVOD_SLOW_QUERY", "0.5"))

DJANGO_TABLES2_TEMPLATE = "tables/table.html"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "svetovod.web.common.logs.Line"},
        "json": {"()": "svetovod.web.common.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": env.text("SVETOVOD_LOG_FORMAT", "line")}},
    "root": {"handlers": ["console"], "level": env.text("SVETOVOD_LOG", "WARNING")},
    # who came in, who did not, who was refused: written whatever the level of the rest
    "loggers": {"svetovod.security": {"level": "INFO"}},
}
