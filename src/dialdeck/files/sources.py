"""Opening a file that somebody named: is it there, is it a file, is it text, and in which encoding.

Apart from the CSV reader because every one of these must be answered with one clear line before a row is read, and
without ever waiting on a pipe or loading a file of a gigabyte.
"""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dialdeck.errors import DataError, MissingError, StorageError, UsageError

_CHUNK = 1 << 20
LOST = "\ud800"
"""Stands for bytes that the encoding cannot read; it cannot come from a file that is read well."""

_MAGIC = {
    b"PK\x03\x04": "an Excel workbook or a ZIP archive; save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; save the sheet as CSV (UTF-8)",
    b"SQLite format 3\0": "a SQLite database, not a list; export it as CSV",
    b"\x89PNG": "a picture (PNG), not a list",
    b"\xff\xd8\xff": "a picture (JPEG), not a list",
    b"GIF8": "a picture (GIF), not a list",
    b"%PDF": "a PDF, not a list; export the table as CSV",
    b"\x1f\x8b": "compressed (gzip); unpack it first",
    b"\x7fELF": "a program, not a list",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SNIFF = 8192
_MOST_CONTROLS = 0.3


class Encoding(NamedTuple):
    """The codec to read a file with, and a sentence if people should know why."""

    codec: str
    notice: str | None


def open_source(path: Path) -> BinaryIO:
    """Open a regular file for reading, never waiting on a pipe or a device.

    Raises MissingError if it is not there, DataError if it is not a file with text in it, StorageError if it cannot
    be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise MissingError(f"{path}: there is no such file; check the name and the directory") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    stream = None
    try:
        _refuse_kind(path, os.fstat(handle))
        stream = os.fdopen(handle, "rb")
        _refuse_binary(path, stream.read(_SNIFF))
        stream.seek(0)
    except BaseException:
        os.close(handle) if stream is None else stream.close()
        raise
    return stream


def find_encoding(path: Path, stream: BinaryIO, wanted: str | None) -> Encoding:
    """Return the encoding: the wanted one, else by byte-order mark, else UTF-8 if the whole file is that, else cp1252.

    The file is read once in pieces of a megabyte (about a second a gigabyte) and left at its beginning. Raises
    UsageError for an encoding that does not exist.
    """
    head = stream.read(4)
    stream.seek(0)
    marked = next((codec for mark, codec in _BOMS if head.startswith(mark)), None)
    if wanted is not None:
        return Encoding(_codec(path, wanted, marked), None)
    if marked is not None:
        return Encoding(marked, None)
    bad = _first_bad_byte(stream)
    stream.seek(0)
    if bad is None:
        return Encoding("utf-8", None)
    notice = (
        f"{path.name} is not UTF-8 (byte {bad + 1:,}); it is read as Windows-1252. If names look wrong, name another"
        " encoding or save the file as UTF-8"
    )
    return Encoding("cp1252", notice)


def mark_lost(error: UnicodeError) -> tuple[str, int]:
    """Put `LOST` in the place of bytes that cannot be read, so that the row can be refused by itself."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return LOST, error.end


codecs.register_error("dialdeck.lost", mark_lost)


def _codec(path: Path, wanted: str, marked: str | None) -> str:
    try:
        codec = codecs.lookup(wanted)
        # `str` knows text encodings alone; base64 and the like are codecs too.
        "".encode(codec.name)
    except (LookupError, ValueError):
        message = f"{wanted!r} is not a text encoding; try utf-8, cp1252, utf-16, iso-8859-15 or mac-roman"
        raise UsageError(f"{path.name}: {message}") from None
    return "utf-8-sig" if codec.name == "utf-8" and marked == "utf-8-sig" else codec.name


def _first_bad_byte(stream: BinaryIO) -> int | None:
    """The position of the first byte that is not UTF-8; None if the whole stream is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    while chunk := stream.read(_CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return done - pending + error.start
        done += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _refuse_kind(path: Path, status: os.stat_result) -> None:
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise DataError(f"{path} is a directory; name the CSV file in it")
    if not stat.S_ISREG(mode):
        raise DataError(f"{path} is a pipe, a socket or a device, not a file; save the list to a file first")
    if status.st_size == 0:
        raise DataError(f"{path} is empty; export the list again")


def _refuse_binary(path: Path, head: bytes) -> None:
    for magic, words in _MAGIC.items():
        if head.startswith(magic):
            raise DataError(f"{path} is {words}")
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head)
    if b"\0" in head.split(b"\n", 1)[0] or controls > _MOST_CONTROLS * len(head):
        raise DataError(f"{path} is not text (or is UTF-16 without its mark); save the list as CSV (UTF-8)")


def _unreadable(path: Path, error: OSError | ValueError) -> StorageError | DataError:
    if isinstance(error, ValueError):
        return DataError(f"{str(path)!r} is not a file name")
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return DataError(f"{path}: {error.strerror}; check the name")
    return StorageError(f"{path} cannot be read: {error.strerror}")
