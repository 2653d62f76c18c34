"""All settings, from the environment. In production a missing or unsafe setting is named and prevents the start.

VIDSYN_ENV           `local` (default: trying Vidsyn on one's own machine), `test` or `production`
VIDSYN_DATA          folder of all data: database, files, keys, index (default `var`)
VIDSYN_DATABASE_URL  for example postgres://user:password@host/name; default SQLite in VIDSYN_DATA
VIDSYN_ADDRESS       Vidsyn's own URL, used in mail, such as https://vidsyn.example.org/
VIDSYN_CONFIGURATION folder of the university's own kinds, levels and reminder plan (default VIDSYN_DATA/configuration)
VIDSYN_AGREEMENT_KINDS  a file of the university's own kinds of agreement (default agreement-kinds.yaml in
                     VIDSYN_CONFIGURATION; without one, those shipped)
VIDSYN_SECRET_KEY    signs sessions; required in production
VIDSYN_HOSTS         host names served, comma-separated; required in production
VIDSYN_MAIL_SERVER   smtp://user:password@host:587 (STARTTLS) or smtps://host; default: files in VIDSYN_DATA/mail
VIDSYN_MAIL_FROM     sender of mails
VIDSYN_OWNER         the university that runs this installation, as the accessibility statement names it
VIDSYN_ACCESSIBILITY_EMAIL, _PHONE  contact for reporting accessibility problems
VIDSYN_ACCESSIBILITY_REVIEWED  the day the university last reviewed the statement, yyyy-mm-dd
VIDSYN_API_REQUESTS_PER_MINUTE  limit of requests per person or token (default 600)
VIDSYN_PERSONA_SIGN_IN  one click signs in as a sample persona; never in production
VIDSYN_PROXIES       number of our own reverse proxies in front, each adding to X-Forwarded-For (default 0);
                     from 1 on X-Forwarded-Proto is trusted too
VIDSYN_HTTPS_REDIRECT  in production, whether http is redirected to https (default yes)
VIDSYN_ORIGINS       trusted origins of forms, where a proxy changes the host, such as https://vidsyn.example.org
VIDSYN_KEYS          folder of the keys (default VIDSYN_DATA/keys)
VIDSYN_DEBUG         pages with tracebacks, for developers; never in production
VIDSYN_HASHED_STATIC static files under content-hashed names; `vidsyn serve` sets it
VIDSYN_BACKUP_DAYS   how long a backup may be retained, in days (default 90)
VIDSYN_SENT_DAYS     how long mail files and finished tasks are retained, in days (default 30)
VIDSYN_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME  sign-in through the university's OpenID Connect provider
VIDSYN_OIDC_TRUST_EMAIL  the provider has verified every address, even where it does not say so (default no)
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
# The university's own files of kinds, levels and plans; where one is missing the shipped one applies.
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
    # Every page requires sign-in unless its view has `login_not_required`.
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

# Sign-in through the university's own accounts. Only allauth's protocol is used: accounts are Vidsyn's.
OIDC = identity_provider()
PROTOCOL = "allauth.socialaccount.providers.openid_connect"
if OIDC:
    # Installed only if used: its dependencies load slowly, and every command would wait for them.
    INSTALLED_APPS.append(PROTOCOL)
# Some providers do not state whether they have verified an address; enable only if yours has verified all.
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
# A component sees its own arguments and the global context, never the variables of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True


# How long a writer waits for another before it is refused, in seconds.
_LOCK_SECONDS = int(os.environ.get("VIDSYN_LOCK_SECONDS", "20"))


def _database() -> dict[str, object]:
    url = os.environ.get("VIDSYN_DATABASE_URL", "")
    if url:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        if found["ENGINE"].endswith("postgresql"):
            # As long as SQLite waits, before the writer is refused with a sentence.
            found.setdefault("OPTIONS", {}).setdefault("options", f"-c lock_timeout={_LOCK_SECONDS}s")
        return found
    DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "vidsyn.sqlite3",
        # Stays open: on a full disk an open file can still be read, but a new connection fails.
        "CONN_MAX_AGE": None,
        # Immediate transactions and WAL: a writer waits its turn instead of failing halfway (ADR 3). FULL: what was
        # acknowledged is on the disk, as is the seals' head beside it, even after a power cut.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _LOCK_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # Overwrite deleted content, so that the file does not contain what was erased.
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

# `vidsyn serve` collects the static files under content-hashed names, to be cached indefinitely; elsewhere they are
# served from their folders.
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
# A document is sent as base64 in an operation's arguments; uploads on pages are streamed and do not count.
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
# Number of our own proxies in front, each adding to X-Forwarded-For; decides whose sign-in attempts are counted.
PROXIES = number("VIDSYN_PROXIES", default=0)
# Trust our own proxy's statement of the protocol; ignore anybody else's.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = PRODUCTION and flag("VIDSYN_HTTPS_REDIRECT", default=True)
# A monitor on the same machine uses http; the response is one word.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
# Subdomains and the browsers' preload list are the university's decision, not this program's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Background tasks (mail, long imports) are queued in the database for the worker of `vidsyn serve`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Without a mail server, messages are written to readable files in the data folder.
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
# Contact in the accessibility statement; without one it refers to the service's owner.
ACCESSIBILITY = accessibility_contact()
PUBLIC_ADDRESS = os.environ.get("VIDSYN_ADDRESS", "")
DEFAULT_FROM_EMAIL = os.environ.get("VIDSYN_MAIL_FROM", "vidsyn@localhost")

# Faults and reports of the clock and the worker go to standard error; requests are not logged here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"vidsyn": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
