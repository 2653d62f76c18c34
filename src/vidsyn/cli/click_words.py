"""click's own words, for the catalogue: what a person can meet of them. A test holds them to the click in use."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """The text, marked for the catalogue."""
    return text


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """The two forms of a text, marked for the catalogue."""
    return one, many


WORDS: tuple[str | tuple[str, str], ...] = (
    gettext_noop("Usage:"),
    gettext_noop("[OPTIONS]"),
    gettext_noop("COMMAND [ARGS]..."),
    gettext_noop("Options"),
    gettext_noop("Commands"),
    gettext_noop("Positional arguments"),
    gettext_noop("Show this message and exit."),
    gettext_noop("default: {default}"),
    gettext_noop("env var: {var}"),
    gettext_noop("required"),
    gettext_noop("(dynamic)"),
    gettext_noop("Aborted!"),
    gettext_noop("Error: {message}"),
    gettext_noop("Try '{command} {option}' for help."),
    gettext_noop("No such command {name!r}."),
    gettext_noop("No such option {name!r}."),
    ngettext_noop("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    gettext_noop("Missing command."),
    gettext_noop("Missing argument"),
    gettext_noop("Missing option"),
    gettext_noop("Missing parameter"),
    gettext_noop("Missing parameter: {param_name}"),
    gettext_noop("Missing {param_type}"),
    gettext_noop("Choose from:\n\t{choices}"),
    ngettext_noop("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ngettext_noop("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    gettext_noop("Option {name!r} does not take a value."),
    gettext_noop("Invalid value: {message}"),
    gettext_noop("Invalid value for {param_hint}: {message}"),
    ngettext_noop("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    gettext_noop("{value!r} is not a valid {number_type}."),
    gettext_noop("{value} is not in the range {range}."),
    gettext_noop("Could not open file {filename!r}: {message}"),
    gettext_noop("unknown error"),
    gettext_noop("{name} {filename!r} does not exist."),
    gettext_noop("{name} {filename!r} is a directory."),
    gettext_noop("{name} {filename!r} is a file."),
    gettext_noop("{name} {filename!r} is not readable."),
    gettext_noop("{name} {filename!r} is not writable."),
    # Not click's but the operating system's, on a file that click opens.
    gettext_noop("No such file or directory"),
    gettext_noop("Permission denied"),
    gettext_noop("Is a directory"),
)
