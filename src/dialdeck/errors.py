"""Every failure that a person can cause, as one small tree: what went wrong, where, and what to do next.

The exit codes are those of BSD sysexits where one fits; `cli` prints the message as one line and exits with the code.
"""

from __future__ import annotations


class DialdeckError(Exception):
    """A failure with one clear line for the person; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(DialdeckError):
    """The arguments are wrong, or there is no terminal where one is needed."""

    exit_code = 2


class DataError(DialdeckError):
    """What was given cannot be used: a file without a usable row, an unreadable date, an unknown prospect."""

    exit_code = 65


class MissingError(DialdeckError):
    """A file, a prospect, a dial or an import that was named is not there."""

    exit_code = 66


class UnavailableError(DialdeckError):
    """Something needed from outside is not available, such as a dialer."""

    exit_code = 69


class StorageError(DialdeckError):
    """Reading or writing failed (disk full, read-only, damaged); nothing shown as saved is lost."""

    exit_code = 74


class BusyError(DialdeckError):
    """The lock was not had in time, or somebody has a dial open in another window; nothing changed."""

    exit_code = 75


class SettingsError(DialdeckError):
    """A settings, theme, key, cadence or script file is wrong: file, line or key, and what was expected."""

    exit_code = 78


class RefusedError(DialdeckError):
    """The method or the law refuses this action now (outside hours, over a cap, do not call); nothing changed."""

    exit_code = 65
