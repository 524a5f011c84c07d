"""Write the reference pages that follow from the code: settings and keys. A test holds that they are true.

`python -m tools.reference` writes docs/settings.md and docs/keys.md anew.
"""

import inspect
from itertools import groupby
from pathlib import Path

from dialdeck.model.settings import Settings
from dialdeck.settings.actions import ACTIONS, KeyState, key_label
from dialdeck.settings.prose import described, toml_text

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
    for table, settings in groupby(described(), key=lambda one: one.table):
        parts.append(f"## [{table}]\n\n{inspect.getdoc(type(getattr(defaults, table)))}\n")
        parts.append("| key | default | what it is |\n|---|---|---|")
        parts.extend(f"| `{one.key}` | `{toml_text(one.default)}` | {one.prose} |" for one in settings)
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


if __name__ == "__main__":
    main()
