"""Reading niche files, which are the user's own: each is checked before it is used."""

from __future__ import annotations

from dialdeck.model.cadence_file import text_hash
from dialdeck.model.niche import Criterion, Niche


class NicheError(ValueError):
    """A niche file is wrong: one line with the file, the key and what was expected."""


def load_niche(text: str, file: str) -> Niche:
    """Return the niche written in TOML, checked in full; NicheError names file, key and expectation."""
    import tomllib

    from pydantic import ValidationError

    from dialdeck.model.niche_schema import NicheSchema

    try:
        checked = NicheSchema.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise NicheError(f"{file}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]) or "the file"
        raise NicheError(f"{file}: {key}: {first['msg'].removeprefix('Value error, ')}") from error
    criteria = tuple(Criterion(one.id, one.ask) for one in checked.criteria)
    return Niche(checked.id, checked.name, criteria, text_hash(text))
