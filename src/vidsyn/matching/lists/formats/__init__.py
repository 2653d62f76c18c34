"""The formats lists are published in. Each is a function from an opened file to listings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO

from vidsyn.matching.lists.formats.consolidated import us_csl
from vidsyn.matching.lists.formats.generic import generic_csv, generic_jsonl
from vidsyn.matching.lists.formats.opensanctions import ftm, targets_simple
from vidsyn.matching.lists.formats.sanctions_xml import eu_fsf_xml, un_xml
from vidsyn.matching.lists.formats.tables import ca_nro, eu_oj_html, us_1286
from vidsyn.matching.lists.formats.united_kingdom import uk_list
from vidsyn.matching.lists.listing import Force, Listing

Reader = Callable[[IO[bytes]], Iterator[Listing]]

FORMATS: Mapping[str, Reader] = {
    "eu-fsf-xml": eu_fsf_xml,
    "eu-oj-html": eu_oj_html,
    "un-xml": un_xml,
    "us-csl": us_csl,
    "us-1286": us_1286,
    "uk-list": uk_list,
    "ca-nro": ca_nro,
    "targets-simple": targets_simple,
    "ftm": ftm,
    "generic-csv": generic_csv,
    "generic-jsonl": generic_jsonl,
}

# Legal force in Sweden and licence of a list in this format, unless the importer states otherwise.
FORCES: Mapping[str, Force] = {
    "eu-fsf-xml": Force.BINDING,
    "eu-oj-html": Force.BINDING,
    "un-xml": Force.INFORMATION,  # binding through EU regulations
    "us-csl": Force.INFORMATION,
    "us-1286": Force.INFORMATION,
    "uk-list": Force.INFORMATION,
    "ca-nro": Force.INFORMATION,
}
LICENCES: Mapping[str, str] = {
    "eu-fsf-xml": "European Union, reuse permitted (Decision 2011/833/EU)",
    "eu-oj-html": "European Union, reuse permitted (Decision 2011/833/EU)",
    "un-xml": "United Nations, terms of use of un.org",
    "us-csl": "United States government work, public domain",
    "us-1286": "United States government work, public domain",
    "uk-list": "Open Government Licence v3.0",
    "ca-nro": "Government of Canada, terms of use of canada.ca",
    "targets-simple": "OpenSanctions CC BY-NC 4.0 unless licensed otherwise",
    "ftm": "OpenSanctions CC BY-NC 4.0 unless licensed otherwise",
}
