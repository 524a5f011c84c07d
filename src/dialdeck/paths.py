"""Where files lie: the ones that came with the program and the ones that belong to the user.

A room of its own because the wheel, a checkout and a test each keep them somewhere else, and because asking must cost
nothing at start: `platformdirs` is imported only when no variable answers the question.

`DIALDECK_HOME` puts data, state and settings into one directory; `DIALDECK_DB` names the database file alone.
"""

import os
from pathlib import Path

from dialdeck.errors import UsageError

_APP = "dialdeck"


def themes_dir() -> Path:
    """The directory of bundled themes."""
    return _bundled("themes")


def sample_data_dir() -> Path:
    """The directory of bundled sample data."""
    return _bundled("sample_data")


def data_dir() -> Path:
    """The user's data directory, where the database and its backups lie; it may not exist yet."""
    home = _from_environment("DIALDECK_HOME")
    if home is not None:
        return home
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def state_dir() -> Path:
    """The user's state directory for logs, traces and files open in an editor; it may not exist yet."""
    home = _from_environment("DIALDECK_HOME")
    if home is not None:
        return home / "state"
    import platformdirs

    return platformdirs.user_state_path(_APP, appauthor=False)


def config_dir() -> Path:
    """The user's settings directory; it may not exist yet."""
    home = _from_environment("DIALDECK_HOME")
    if home is not None:
        return home / "config"
    import platformdirs

    return platformdirs.user_config_path(_APP, appauthor=False)


def default_db() -> Path:
    """The database file used when a command names none: `DIALDECK_DB`, else `dialdeck.db` in the data directory."""
    return _from_environment("DIALDECK_DB") or data_dir() / "dialdeck.db"


def config_file() -> Path:
    """The settings file; it may not exist yet."""
    return config_dir() / "config.toml"


def scripts_dir() -> Path:
    """The directory of the user's own scripts (`*.md`), beside the settings file; it may not exist yet."""
    return config_dir() / "scripts"


def cadences_dir() -> Path:
    """The directory of the user's own cadences (`*.toml`), beside the settings file; it may not exist yet."""
    return config_dir() / "cadences"


def niches_dir() -> Path:
    """The directory of the user's niches (`*.toml`), beside the settings file; it may not exist yet."""
    return config_dir() / "niches"


def _from_environment(name: str) -> Path | None:
    """The absolute path in a variable, `~` expanded; None when it is unset or empty."""
    value = os.environ.get(name, "")
    try:
        return Path(value).expanduser().absolute() if value else None
    except RuntimeError:
        message = f"{name}: there is no home directory for {value!r}; write the path out in full"
        raise UsageError(message) from None


def make_private(directory: Path) -> None:
    """Make a directory and what is missing above it, for the owner alone (0700); what is there keeps its mode.

    Raises OSError when it cannot be made.
    """
    missing = []
    while not directory.exists():
        missing.append(directory)
        directory = directory.parent
    for part in reversed(missing):
        part.mkdir(mode=0o700, exist_ok=True)


def _bundled(name: str) -> Path:
    """A directory that came with the program: inside an installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parents[1] / name


def sync_directory(directory: Path) -> None:
    """Make a rename or link in a directory survive a power loss. Raises OSError."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
