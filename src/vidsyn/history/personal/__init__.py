"""Where personal data are stored, whose they are, how long they remain and how erasure reaches each of them.

Every room declares its own columns in its module `personal`; `tests/people/test_personal.py` fails for an
undeclared column. `vidsyn personal` prints the declarations as the record of processing.
"""
