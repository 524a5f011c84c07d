"""Write the reference pages that follow from the code: settings and keys. A test holds that they are true.

`python -m tools.reference` writes docs/settings.md and docs/keys.md anew.
"""

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dialdeck.model import settings as settings_room
from dialdeck.model.settings import Settings
from dialdeck.settings.actions import ACTIONS, KeyState, key_label

DOCS = Path(__file__).resolve().parents[1] / "docs"
_SETTINGS_INTRO = """# Settings

One TOML file; `dialdeck config path` says where it is looked for. Everything has a default, and a file with a wrong \
key or value is refused with file, line, key and what was expected. A week is text such as \
`mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-15:00`; without days, every day is meant.
"""
_KEYS_INTRO = """# Keys

What works in which state of the call screen. `?` shows the same on the screen.
"""


def settings_page() -> str:
    """The settings reference as Markdown, from the types and the prose under each field."""
    parts = [_SETTINGS_INTRO]
    defaults = Settings()
    for table in dataclasses.fields(Settings):
        value = getattr(defaults, table.name)
        prose = _prose(type(value).__name__)
        parts.append(f"## [{table.name}]\n\n{inspect.getdoc(type(value))}\n")
        parts.append("| key | default | what it is |\n|---|---|---|")
        parts.extend(
            f"| `{field.name}` | `{_toml(getattr(value, field.name))}` | {prose[field.name]} |"
            for field in dataclasses.fields(value)
        )
        parts.append("")
    return "\n".join(parts)


def keys_page() -> str:
    """The key table as Markdown, from the registry of actions."""
    parts = [_KEYS_INTRO]
    for state in KeyState:
        actions = [action for action in ACTIONS if state in action.states]
        if not actions:
            continue
        parts.append(f"## {state.replace('_', ' ').capitalize()}\n\n| key | what it does |\n|---|---|")
        for action in actions:
            keys = " ".join(f"`{key_label(key)}`" for key in action.keys)
            typing = " ".join(f"`{key_label(key)}`" for key in action.text_keys)
            also = f" (while a text field is open: {typing})" if typing else ""
            parts.append(f"| {keys} | {action.description}{also}{' It asks first.' if action.confirm else ''} |")
        parts.append("")
    return "\n".join(parts)


def main() -> None:
    """Write both pages."""
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")


def _prose(type_name: str) -> dict[str, str]:
    """The sentence under each field of a type."""
    tree = ast.parse(inspect.getsource(settings_room))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == type_name)
    return dict(_pairs(body))


def _pairs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            yield field.target.id, " ".join(ast.literal_eval(text.value).split())


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    main()
