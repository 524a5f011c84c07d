"""Every setting with its default and the prose under it, read from the types: what is shown and written cannot drift.

The template that a new settings file is made from has every setting as a comment, so that what holds by default can be
seen, and goes on following the defaults of later versions until somebody sets it.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from dialdeck.model import settings as settings_room
from dialdeck.model.settings import Settings

_WIDTH = 100
_HEAD = """# Settings of dialdeck. A line beginning with # is a comment; a setting in one shows the default that holds.
# To set it, take away the # before its line and write your own value. The file is checked when dialdeck starts;
# `dialdeck config check` says now whether it is right.
# A week is text such as "mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-15:00"; without days, every day is meant.
"""


class Described(NamedTuple):
    """One setting: its table and key, its default, and the sentence about it."""

    table: str
    key: str
    default: object
    prose: str


@lru_cache(maxsize=1)
def described() -> tuple[Described, ...]:
    """Return every setting in the order of the types."""
    defaults = Settings()
    return tuple(
        Described(table.name, field.name, getattr(value, field.name), prose[field.name])
        for table in dataclasses.fields(Settings)
        for value in (getattr(defaults, table.name),)
        for prose in (_prose(type(value).__name__),)
        for field in dataclasses.fields(value)
    )


def template() -> str:
    """Return the text of a new settings file: every setting as a comment with its default and what it is."""
    defaults = Settings()
    lines = [_HEAD]
    for table in dataclasses.fields(Settings):
        about = inspect.getdoc(type(getattr(defaults, table.name))) or ""
        lines += [f"[{table.name}]", *_comment(about), ""]
        for one in described():
            if one.table == table.name:
                lines += [*_comment(one.prose), f"# {one.key} = {toml_text(one.default)}", ""]
    return "\n".join(lines)


def toml_text(value: object) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_text(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    # JSON's escapes of a text are among those of TOML; only DEL must be escaped there and is not here.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(" ".join(text.split()), _WIDTH)]


def _prose(type_name: str) -> dict[str, str]:
    """Return the sentence under each field of a type: it stands in the source alone."""
    tree = ast.parse(inspect.getsource(settings_room))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == type_name)
    return {
        field.target.id: " ".join(str(ast.literal_eval(text.value)).split())
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr)
    }
