"""Validate identifiers and bring each to its stored form.

Each function takes what a person pasted and returns the stored form, "" for nothing, or raises a `Refusal`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from vidsyn.kernel.countries import countries
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import Shape

# As a person may paste them; empty for none.
_WRITTEN_ROR = (
    r"(([hH][tT][tT][pP][sS]?://)?([wW]{3}\.)?[rR][oO][rR]\.[oO][rR][gG]/)?"
    r"0[0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{6}[0-9]{2}/?"
)
_ROR_SHAPE = Shape(rf"^{_WRITTEN_ROR}$", 60, "partner_ror_form", "https://ror.org/026vcq606")
Ror = Annotated[str, _ROR_SHAPE]
RorOrNone = Annotated[str, replace(_ROR_SHAPE, pattern=rf"^({_WRITTEN_ROR})?$")]
ErasmusCode = Annotated[
    str, Shape(r"^([A-Za-z]{1,3} *[A-Za-z-]{1,8}[0-9]{2,3})?$", 20, "partner_erasmus_form", "S  STOCKHO04")
]
PicNumber = Annotated[str, Shape(r"^([0-9]{9})?$", 9, "partner_pic_form", "999990946")]
_DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
Schac = Annotated[str, Shape(rf"^({_DOMAIN})?$", 120, "partner_schac_form", "kth.se")]
_HOST = r"[^\s/.\x00]+(\.[^\s/.\x00]+)+"
WebAddress = Annotated[
    str, Shape(rf"^((https?://)?{_HOST}(/[^\s\x00]*)?)?$", 300, "partner_website_form", "https://www.kth.se/")
]
ROR_ADDRESS = "https://ror.org/"
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[0-9a-hjkmnp-tv-z]{6}[0-9]{2})/?", re.IGNORECASE)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ERASMUS = re.compile(r"([A-Z]{1,3}) *([A-Z-]{1,8}[0-9]{2,3})")
_SCHAC = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Country part of an Erasmus code where it differs from the ISO code: the vehicle registration code.
_ERASMUS_COUNTRIES = {
    "A": "AT", "B": "BE", "BE": "BE", "BG": "BG", "CH": "CH", "CY": "CY", "CZ": "CZ", "D": "DE", "DK": "DK", "E": "ES",
    "EE": "EE", "F": "FR", "G": "GR", "HR": "HR", "HU": "HU", "I": "IT", "IRL": "IE", "IS": "IS", "LI": "LI",
    "LT": "LT", "LUX": "LU", "LV": "LV", "MK": "MK", "MT": "MT", "N": "NO", "NL": "NL", "P": "PT", "PL": "PL",
    "RO": "RO", "RS": "RS", "S": "SE", "SF": "FI", "SI": "SI", "SK": "SK", "TR": "TR", "UK": "GB", "AL": "AL",
    "BA": "BA", "ME": "ME", "XK": "XK",
}  # fmt: skip


def ror_id(text: str) -> str:
    """Return a ROR id as its full URL, checksum verified (ISO 7064 MOD 97-10 over Crockford base 32)."""
    text = text.strip()
    if not text:
        return ""
    match = _ROR.fullmatch(text)
    if match is None:
        raise Refusal("partner_ror_form", field="ror", value=text)
    code = match[1].lower()
    number = 0
    for character in code[:-2]:
        number = number * 32 + _CROCKFORD.index(character)
    if 98 - (number * 100) % 97 != int(code[-2:]):
        raise Refusal("partner_ror_checksum", field="ror", value=text)
    return ROR_ADDRESS + code


def erasmus_code(text: str) -> str:
    """Return an Erasmus institution code with its country part padded to three characters: `S  STOCKHO04`."""
    text = " ".join(text.upper().split())
    if not text:
        return ""
    match = _ERASMUS.fullmatch(text)
    if match is None:
        raise Refusal("partner_erasmus_form", field="erasmus_code", value=text)
    return f"{match[1]:<3}{match[2]}" if " " in text else _parted(text)


def schac_code(text: str) -> str:
    """Return a SCHAC home organisation: a domain name, also when given as its URN."""
    text = text.strip().lower().rpartition(":")[2]
    if text and _SCHAC.fullmatch(text) is None:
        raise Refusal("partner_schac_form", field="schac", value=text)
    return text


def pic_number(text: str) -> str:
    """Return a participant identification code of the European Commission: nine digits."""
    text = re.sub(r"[\s-]", "", text)
    if text and re.fullmatch(r"[0-9]{9}", text) is None:
        raise Refusal("partner_pic_form", field="pic", value=text)
    return text


def country_code(text: str) -> str:
    """Return an ISO 3166-1 alpha-2 country code in capitals."""
    text = text.strip().upper()
    if text and text not in countries():
        raise Refusal("partner_country_unknown", field="country", value=text)
    return text


def web_address(text: str) -> str:
    """Return an http(s) URL; one pasted without its scheme gets https."""
    text = text.strip()
    if not text:
        return ""
    if "://" not in text:
        text = f"https://{text}"
    if re.fullmatch(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", text) is None or len(text) > 300:
        raise Refusal("partner_website_form", field="website", value=text)
    return text


def _parted(text: str) -> str:
    """Separate the country in a code written without a space: the longest known country prefix."""
    for length in (3, 2, 1):
        if text[:length] in _ERASMUS_COUNTRIES and _ERASMUS.fullmatch(f"{text[:length]} {text[length:]}"):
            return f"{text[:length]:<3}{text[length:]}"
    raise Refusal("partner_erasmus_form", field="erasmus_code", value=text)
