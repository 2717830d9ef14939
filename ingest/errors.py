"""Errors raised by ingest/.

* IngestError(code, message)         one file could not be turned into passages
    - UnsupportedFormat              no loader reads this kind of file            unsupported_format
    - DamagedFile                    it is not what its type says, or is broken   damaged
    - EncryptedFile                  it needs a password                          encrypted
    - EmptyDocument                  it opened, but holds no words (a scan?)      empty
    - TooLarge                       over a limit of size, entries or expansion   too_large
    - UnreadableText                 its words are garbled beyond repair          garbled
    - ParserLimit                    parsing ran past its time or memory          limit
"""

from __future__ import annotations


class IngestError(Exception):
    """One source file could not be turned into passages; the run goes on without it."""

    code = "error"


class UnsupportedFormat(IngestError):
    """No loader reads this kind of file."""

    code = "unsupported_format"


class DamagedFile(IngestError):
    """The file is not what its type says, or is broken."""

    code = "damaged"


class EncryptedFile(IngestError):
    """The file cannot be opened without a password."""

    code = "encrypted"


class EmptyDocument(IngestError):
    """The file opened, but holds no words: a scan without recognised text, or nothing."""

    code = "empty"


class TooLarge(IngestError):
    """The file is over a limit of size, of parts, or of expansion."""

    code = "too_large"


class UnreadableText(IngestError):
    """The words of the file are garbled beyond repair."""

    code = "garbled"


class ParserLimit(IngestError):
    """Parsing ran past its limit of time or memory and was stopped."""

    code = "limit"
