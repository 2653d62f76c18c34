"""Where personal values are stored, whose they are, how long they stay and how erasure reaches each of them.

Every room declares its own columns in its module `personal`; `tests/people/test_personal.py` fails for a column that
nobody declared. `vidsyn personal` prints the declarations as the record of processing.
"""
