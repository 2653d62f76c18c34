"""All settings, from the environment. In production anything missing or unsafe refuses to start, by name.

VIDSYN_ENV           `local` (default: a person trying Vidsyn on her machine), `test` or `production`
VIDSYN_DATA          folder of everything kept: database, files, keys, index (default `var`)
VIDSYN_DATABASE_URL  for example postgres://user:password@host/name; default SQLite in VIDSYN_DATA
VIDSYN_ADDRESS       where people reach Vidsyn, written in mail, such as https://vidsyn.example.org/
VIDSYN_CONFIGURATION folder of the university's own kinds, levels and reminder plan (default VIDSYN_DATA/configuration)
VIDSYN_AGREEMENT_KINDS  a file of the university's own kinds of agreement (default agreement-kinds.yaml in
                     VIDSYN_CONFIGURATION; without one, those shipped)
VIDSYN_SECRET_KEY    signs sessions; required in production
VIDSYN_HOSTS         host names served, comma-separated; required in production
VIDSYN_MAIL_SERVER   smtp://user:password@host:587 (STARTTLS) or smtps://host; default: files in VIDSYN_DATA/mail
VIDSYN_MAIL_FROM     sender of mails
VIDSYN_OWNER         the university that runs this installation, as the accessibility statement names it
VIDSYN_ACCESSIBILITY_EMAIL, _PHONE  where people write or call when something is hard to use
VIDSYN_ACCESSIBILITY_REVIEWED  the day the university last went through the statement, yyyy-mm-dd
VIDSYN_API_REQUESTS_PER_MINUTE  how often one person or token may ask (default 600)
VIDSYN_PERSONA_SIGN_IN  one click signs in as a sample persona; never in production
VIDSYN_PROXIES       how many reverse proxies of ours stand in front, each adding to X-Forwarded-For (default 0);
                     from 1 on X-Forwarded-Proto is trusted too
VIDSYN_HTTPS_REDIRECT  in production, whether http is sent on to https (default yes)
VIDSYN_ORIGINS       addresses forms may be sent from, where a proxy changes the host, such as https://vidsyn.example.org
VIDSYN_KEYS          folder of the keys (default VIDSYN_DATA/keys)
VIDSYN_DEBUG         pages with tracebacks, for those who write Vidsyn; never in production
VIDSYN_HASHED_STATIC static files under names that carry their content; `vidsyn serve` sets it
VIDSYN_BACKUP_DAYS   how long a backup may be held before it falls due (default 90)
VIDSYN_SENT_DAYS     how long letters written to files and finished work are kept (default 30)
VIDSYN_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME  sign-in through the university's OpenID Connect provider
VIDSYN_OIDC_TRUST_EMAIL  the provider has checked every address, also where it does not say so (default no)
VIDSYN_SEAL_KEY      id:secret that seals the history; default a file in the folder of keys
"""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from vidsyn.config.environment import (
    accessibility_contact,
    flag,
    identity_provider,
    mail_server,
    number,
    own_file,
    stored_secret,
    words,
)
from vidsyn.config.rooms import room_apps

ENVIRONMENT = os.environ.get("VIDSYN_ENV", "local")
if ENVIRONMENT not in {"local", "test", "production"}:
    raise ImproperlyConfigured(
        _("VIDSYN_ENV is %(given)r; say local, test or production") % {"given": ENVIRONMENT}
    )
PRODUCTION = ENVIRONMENT == "production"

DATA = Path(os.environ.get("VIDSYN_DATA", "var")).resolve()
KEYS = Path(os.environ.get("VIDSYN_KEYS", DATA / "keys")).resolve()
# The university's own files of kinds, levels and plans; those not there are as shipped.
CONFIGURATION = Path(os.environ.get("VIDSYN_CONFIGURATION", DATA / "configuration")).resolve()
AGREEMENT_KINDS = own_file("VIDSYN_AGREEMENT_KINDS", CONFIGURATION / "agreement-kinds.yaml")
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = flag("VIDSYN_DEBUG", default=False)
PERSONA_SIGN_IN = flag("VIDSYN_PERSONA_SIGN_IN", default=not PRODUCTION)


def _secret_key() -> str:
    given = os.environ.get("VIDSYN_SECRET_KEY", "")
    if PRODUCTION and len(given) < 32:
        raise ImproperlyConfigured(_("VIDSYN_SECRET_KEY is missing or shorter than 32 characters"))
    return given or stored_secret(KEYS, "secret-key")


def _hosts() -> list[str]:
    given = words("VIDSYN_HOSTS", default="" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
    if not given:
        raise ImproperlyConfigured(_("VIDSYN_HOSTS is missing: name the host names Vidsyn is served under"))
    return given


if PRODUCTION and DEBUG:
    raise ImproperlyConfigured(_("VIDSYN_DEBUG is on in production; unset it"))
if PRODUCTION and PERSONA_SIGN_IN:
    raise ImproperlyConfigured(_("VIDSYN_PERSONA_SIGN_IN is on in production; unset it"))

SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _hosts()
CSRF_TRUSTED_ORIGINS = words("VIDSYN_ORIGINS")

INSTALLED_APPS = [
    *room_apps(),
    "allauth.account",
    "allauth.socialaccount",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vidsyn.web.shell.middleware.PatientSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vidsyn.web.shell.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vidsyn.api.middleware.ApiProblems",
    "vidsyn.web.shell.middleware.ForgettingMiddleware",
    "vidsyn.web.shell.middleware.AddressMiddleware",
    # Every page asks for sign-in unless its view says `login_not_required`.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "vidsyn.web.shell.middleware.ActorMiddleware",
    "vidsyn.web.shell.middleware.RefusalMiddleware",
    "vidsyn.web.shell.submissions.SubmissionMiddleware",
]

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
CSRF_FAILURE_VIEW = "vidsyn.web.shell.errors.forbidden"

# Signing in through the university's own accounts. Of allauth only the protocol is used: accounts are Vidsyn's.
OIDC = identity_provider()
PROTOCOL = "allauth.socialaccount.providers.openid_connect"
if OIDC:
    # Only where it is used: what it is made with takes long to load, and every command would wait for it.
    INSTALLED_APPS.append(PROTOCOL)
# Some providers do not say whether they have checked an address; say yes only when yours has checked every one.
OIDC_TRUSTS_EMAIL = flag("VIDSYN_OIDC_TRUST_EMAIL", default=False)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC] if OIDC else [], "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "vidsyn.web.people.oidc.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # the redirect to the provider changes nothing here
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]

ROOT_URLCONF = "vidsyn.config.urls"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "vidsyn.web.templatetags.vidsyn",
                "vidsyn.web.templatetags.remembered",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vidsyn.web.shell.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# A component sees what it is given and what every page has, never the variables of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True


# How long a writer waits for another one before it is refused, in seconds.
_LOCK_SECONDS = int(os.environ.get("VIDSYN_LOCK_SECONDS", "20"))


def _database() -> dict[str, object]:
    url = os.environ.get("VIDSYN_DATABASE_URL", "")
    if url:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        if found["ENGINE"].endswith("postgresql"):
            # As long as SQLite waits: a lock met is waited for and then refused with a sentence.
            found.setdefault("OPTIONS", {}).setdefault("options", f"-c lock_timeout={_LOCK_SECONDS}s")
        return found
    DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "vidsyn.sqlite3",
        # Kept open: where the disk is full, a file that is open can still be read, and one opened anew cannot.
        "CONN_MAX_AGE": None,
        # Immediate transactions and WAL: a writer waits its turn instead of failing halfway (ADR 3). FULL: what was
        # acknowledged is on the disk, as the head of the seals beside it is, also after a power cut.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _LOCK_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # What is deleted is overwritten, so that the file does not hold what was erased.
            "PRAGMA secure_delete=ON;",
        },
    }


DATABASES = {"default": _database()}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "wording" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

# `vidsyn serve` gathers the static files under names that carry their content, to be cached for ever;
# elsewhere they are served as they lie.
_HASHED = flag("VIDSYN_HASHED_STATIC", default=PRODUCTION)
WHITENOISE_USE_FINDERS = not _HASHED
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static" if _HASHED else None
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
# A document travels as base64 in an operation's arguments; files on pages are streamed and not counted here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 40_000_000
FILE_UPLOAD_HANDLERS = [
    "vidsyn.web.shell.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
API_REQUESTS_PER_MINUTE = number("VIDSYN_API_REQUESTS_PER_MINUTE", default=600)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# A working day, then sign in again. The prefix binds the cookie to this host over https.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-vidsyn" if PRODUCTION else "vidsyn_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# How many proxies of ours stand in front, each adding to X-Forwarded-For; says whose tries to sign in are counted.
PROXIES = number("VIDSYN_PROXIES", default=0)
# What a proxy of ours says of the line it was asked over counts; what anybody else says does not.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = PRODUCTION and flag("VIDSYN_HTTPS_REDIRECT", default=True)
# A monitor on the machine itself asks over http; what it is told is one word.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
# Subdomains and the browsers' preload list are the university's to decide, not one program's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Work for later (mail, long imports) waits in the database for the worker of `vidsyn serve`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Without a mail server, mails are written to files in the data folder, where they can be read.
MAIL_SERVER = mail_server("VIDSYN_MAIL_SERVER")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if MAIL_SERVER else "vidsyn.later.mail_files.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_TIMEOUT = 20
if MAIL_SERVER:
    EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.starttls, MAIL_SERVER.tls
SENT_DAYS = number("VIDSYN_SENT_DAYS", default=30)
BACKUP_DAYS = number("VIDSYN_BACKUP_DAYS", default=90)
# Whom the accessibility statement names, and how she is reached; without them it says to ask the service's owner.
ACCESSIBILITY = accessibility_contact()
PUBLIC_ADDRESS = os.environ.get("VIDSYN_ADDRESS", "")
DEFAULT_FROM_EMAIL = os.environ.get("VIDSYN_MAIL_FROM", "vidsyn@localhost")

# Faults and what the clock and the worker report go to standard error; requests are not logged here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"vidsyn": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
