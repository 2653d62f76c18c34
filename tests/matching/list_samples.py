"""One small made-up list in each format: the same two parties, a person and a company, as each publisher writes
them.
"""

# ruff: noqa: E501 – the samples are lines as published

from __future__ import annotations

import json

SAMPLES: dict[str, str] = {
    "eu-fsf-xml": """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-01T00:00:00" globalFileId="1">
 <sanctionEntity euReferenceNumber="EU.1.2" logicalId="1">
  <regulation programme="XYZ" numberTitle="1/2026"/>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias wholeName="Maja Påhittad" firstName="Maja" lastName="Påhittad" nameLanguage="SV"/>
  <nameAlias firstName="Майя" middleName="" lastName="Похитад"/>
  <citizenship countryIso2Code="BY"/><citizenship countryIso2Code="00"/>
  <birthdate birthdate="1970-01-02"/><identification number="P123"/>
 </sanctionEntity>
 <sanctionEntity euReferenceNumber="EU.3.4" logicalId="2">
  <subjectType code="enterprise" classificationCode="E"/><nameAlias wholeName="Påhittade Verken AB"/>
 </sanctionEntity>
</export>""",
    "un-xml": """<CONSOLIDATED_LIST dateGenerated="2026-11-01"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>MAJA</FIRST_NAME><SECOND_NAME>PAHITTAD</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE>
<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>مايا</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Belarus</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Maya P</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>PAHITTADE VERKEN</FIRST_NAME>
<REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>""",
    "us-csl": json.dumps(
        {"results": [
            {"id": "a1", "type": "Individual", "name": "PAHITTAD, Maja", "alt_names": ["Maya"], "programs": ["P"],
             "addresses": [{"country": "BY"}], "dates_of_birth": ["1970"], "ids": [{"number": "P123"}], "source": "S"},
            {"id": "a2", "type": "Entity", "name": "Pahittade Verken"},
        ]}
    ),  # fmt: skip
    "us-1286": "Institution,Aliases,Country,Fiscal Year\nMade-up Academy,MUA;Invented Academy,China,2022\nOther U,,Russia,2023\n",
    "uk-list": "Report Date: 1-Nov-2026\nLast Updated,Unique ID,Name 6,Name 1,Name non-latin script,Regime Name,Designation Type,D.O.B\n"
    "1/11/2026,XYZ0001,PAHITTAD,Maja,,Test,Individual,02/01/1970\n1/11/2026,XYZ0001,PAHITTAD,Maya,Майя,Test,Individual,\n"
    "1/11/2026,XYZ0002,PAHITTADE VERKEN,,,Test,Entity,\n",
    "ca-nro": "<html><body><table><tr><th>Name</th><th>Known alias(es)</th><th>Country</th></tr>"
    "<tr><td>Made-up Academy</td><td>MUA<br>Invented Academy</td><td>China</td></tr>"
    "<tr><td>Other U (a.k.a. OU)</td><td></td><td>Iran</td></tr></table></body></html>",
    "eu-oj-html": "<html><table><tr><td></td><td>Name</td><td>Identifying information</td><td>Date of listing</td></tr>"
    "<tr><td>1.</td><td>Maja PÅHITTAD<p>(Майя)</p></td><td>Date of birth: 2.1.1970 Nationality: Belarusian</td><td>1.1.2026</td></tr>"
    "<tr><td>2.</td><td>Påhittade Verken</td><td>Address: here</td><td>1.1.2026</td></tr></table></html>",
    "targets-simple": 'id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,dataset\n'
    '"Q1","Person","Maja Påhittad","Maya;Майя","1970-01-02","by","","P123","Test","test"\n'
    '"Q2","Company","Påhittade Verken","","","se","","","",""\n',
    "ftm": '{"id":"Q1","schema":"Person","properties":{"name":["Maja Påhittad"],"alias":["Maya"],"birthDate":["1970"],"country":["by"]},"datasets":["t"]}\n'
    '{"id":"Q2","schema":"Company","properties":{"name":["Påhittade Verken"]}}\n{"id":"s","schema":"Sanction","properties":{}}\n',
    "generic-csv": "key;schema;names;native;dob;country;program\nk1;Person;Maja Påhittad|Maya;Майя;1970;BY;P\nk2;Company;Påhittade Verken;;;;\n",
    "generic-jsonl": '{"key":"k1","schema":"Person","names":["Maja Påhittad"],"native":["Майя"],"dob":["1970"],"country":["by"],"program":"P"}\n\n'
    '{"key":"k2","schema":"Company","names":["Påhittade Verken"]}\n',
}  # fmt: skip
