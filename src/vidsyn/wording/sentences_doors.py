"""Sentences for refusals by the doors themselves: wrong fields, missing scopes, unknown operations."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "field_unknown": _("There is no field “%(label)s” here. Check its spelling or leave it out."),
    "field_not_one_of": _("“%(label)s” must be one of %(expected)s."),
    "field_not_a_date": _("“%(label)s” must be a date written as yyyy-mm-dd."),
    "field_not_text": _("“%(label)s” must be text."),
    "field_not_a_number": _("“%(label)s” must be a number."),
    "field_not_true_or_false": _("“%(label)s” must be true or false."),
    "field_not_a_list": _("“%(label)s” must be a list."),
    "field_not_base64": _("“%(label)s” must be bytes written in base64."),
    "field_too_large": _("“%(label)s” may be at most %(limit)s."),
    "field_too_small": _("“%(label)s” must be at least %(limit)s."),
    "field_too_long": _("“%(label)s” may have at most %(limit)s characters. Shorten it."),
    "field_too_many": _("“%(label)s” may hold at most %(limit)s items. Send them in parts."),
    "field_wrong": _(
        "“%(label)s” cannot be used as it is written. The description of the operation says what it takes."
    ),
    "date_out_of_range": _("“%(label)s” must be a date between the years 1000 and 2999."),
    "json_invalid": _("The text is not valid JSON."),
    "no_such_operation": _(
        "There is no operation called “%(name)s”. The command vidsyn operations lists them all."
    ),
    "no_such_kind": _("There is nothing called “%(name)s” to read here. These can be read: %(known)s."),
    "scope_missing": _("This token may not do this: it needs the scope “%(scope)s”. Make a new token."),
    "version_not_taken": _(
        "The operation %(operation)s does not depend on a version. Call it without If-Match."
    ),
    "idempotency_key_unusable": _(
        "Idempotency-Key must be 1 to %(limit)s visible ASCII characters without spaces."
    ),
    "answer_shown_once": _(
        "This was carried out the first time it was sent, and its secret was shown then only. Take back what was "
        "made and make another, with a new Idempotency-Key."
    ),
    "no_such_person": _(
        "There is no person called “%(name)s”, or more than one. Write the address she signs in with."
    ),
    "data_newer_than_program": _(
        "The data folder was used by a later version of Vidsyn (%(migration)s). Install that version."
    ),
    "backup_exists": _(
        "The file %(file)s exists already. Choose another name, or overwrite it with --force."
    ),
    "backup_unreadable": _("The file %(file)s is not there or is no backup of Vidsyn."),
    "backup_damaged": _("The backup %(file)s is damaged (%(member)s). Use another one; nothing was touched."),
    "backup_of_other_database": _(
        "The backup %(file)s was made from %(engine)s. Restore it into a database of that sort."
    ),
    "restore_would_overwrite": _(
        "There is a register in %(folder)s already. Say --force to replace it; what stands there is kept beside it."
    ),
    "data_in_use": _(
        "%(folder)s is being used by: %(running)s. Stop that, or wait until it is done, and try again."
    ),
    "database_tool_missing": _(
        "The program %(tool)s is missing. On Debian: apt-get install postgresql-client"
    ),
    "database_tool_failed": _("The program %(tool)s failed: %(said)s"),
    "check_not_production": _(
        "VIDSYN_ENV is %(environment)s. Set it to production where other people rely on the register."
    ),
    "check_mail_to_files": _("Mail is written to %(folder)s and sent to nobody. Set VIDSYN_MAIL_SERVER."),
    "check_mail_sender": _("Mail has no sender of its own. Set VIDSYN_MAIL_FROM."),
    "check_no_proxy": _(
        "Vidsyn speaks http and sends everybody on to https, without end: say with VIDSYN_PROXIES how many proxies end "
        "TLS in front of it."
    ),
    "check_folder_open": _("Every user of this machine can read %(folder)s: chmod o-rwx %(folder)s"),
    "check_key_open": _("Others can read the key %(file)s: chmod 600 %(file)s"),
    "check_not_up_to_date": _(
        "The database lacks %(count)s migrations, from %(first)s on. Any other command brings it up to date."
    ),
    "check_assets_missing": _("The pages lack their styles. Run make assets, or install from a wheel."),
    "check_catalogue_missing": _(
        "The Swedish texts are not compiled. Run make compile, or install from a wheel."
    ),
    "check_history_unguarded": _(
        "The database no longer refuses to alter history: %(names)s is gone. Run vidsyn history verify, find out who "
        "took it down, then vidsyn history guard."
    ),
    "check_history_unsealed": _(
        "%(count)s rows of history have waited for more than %(minutes)s minutes to be sealed. Is vidsyn serve or "
        "vidsyn work running? Its log says why it does not seal."
    ),
    "check_worker_behind": _(
        "%(count)s pieces of work have waited for more than %(minutes)s minutes. Is vidsyn serve or vidsyn work "
        "running?"
    ),
    "check_work_failed": _(
        "%(count)s pieces of work failed for good in the last thirty days, the latest %(work)s (%(fault)s). The log "
        "says why; what it was to do has not been done."
    ),
    "check_work_long": _(
        "A piece of work has gone on for more than %(hours)s hours. See in the log what it is; if it does not go "
        "on, restart the server, and it is taken up again."
    ),
    "check_worker_gone": _(
        "No worker is alive: no mail is sent and no import goes on. Start vidsyn serve or vidsyn work."
    ),
    "check_clock_late": _(
        "The clock has taken no turn for %(minutes)s minutes: nothing is sealed and nobody is reminded. Restart vidsyn "
        "serve or vidsyn work, and read its log."
    ),
    "check_backup_late": _(
        "The last backup is more than %(days)s days old. Run vidsyn backup, and see to it that it is run daily."
    ),
    "check_disk_low": _(
        "Only %(megabytes)s MB are free on the disk of %(folder)s. Make room before nothing more can be saved."
    ),
    "check_database_away": _(
        "The database does not answer (%(said)s). Is it running, and is there room on its disk?"
    ),
    "check_backup_due": _(
        "The backup %(file)s was to be held until %(until)s; %(erased)s people have been erased since it was made. "
        "Delete it, and every copy of it."
    ),
    "check_circle": _(
        "In the register something stands above itself (%(subject)s, %(relation)s): %(names)s. Take one of them out "
        "of the circle."
    ),
    "check_framework": _("%(message)s (%(id)s)"),
    "disk_full": _(
        "There is no room left where Vidsyn keeps its data, so nothing was saved. What is there can still be read. "
        "Tell those who run the system."
    ),
    "port_taken": _("Port %(port)s is taken by another program. Choose another: PORT=%(next)s vidsyn serve"),
    "port_unusable": _("It is not possible to listen on %(host)s port %(port)s. Choose another with --port."),
    "not_signed_in": _("Sign in, or send an API token: Authorization: Bearer …"),
    "csrf_failed": _("The request lacks the token that shows it came from our own pages. Reload the page."),
    "too_many_requests": _("Too many requests. Wait %(retry_after)s seconds and go on more slowly."),
    "precondition_failed": _(
        "Somebody changed this since you read it. Read it again, see what changed and choose what to keep."
    ),
    "if_match_unreadable": _("If-Match must be an ETag as this API gave it, or left out."),
    "media_type_unsupported": _("Send the arguments as application/json."),
    "body_too_large": _("The request is too large: at most %(limit)s megabytes. Send it in parts."),
    "method_not_allowed": _("This address does not answer to that method. The API's description says which."),
    "request_unreadable": _("The request cannot be read. Check how its address and headers are written."),
    "address_unknown": _("There is nothing at this address. The API's description lists what there is."),
    "fault": _("Something went wrong on our side, and it has been logged. Try again, or tell the office."),
}

# Titles of problem documents, by HTTP status.
STATUS_TITLES: dict[int, Promise] = {
    400: _("Not as described"),
    401: _("Not signed in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    409: _("Not now"),
    412: _("Changed meanwhile"),
    413: _("Too large"),
    415: _("Wrong media type"),
    422: _("Against a rule"),
    429: _("Too many requests"),
    500: _("A fault on our side"),
    503: _("Busy just now"),
}
