"""What the import contracts of pyproject.toml cannot say: that rules need the standard library and nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import dialdeck

SOURCE = Path(dialdeck.__file__).parent


def imported(module: Path) -> Iterator[str]:
    """The modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(name)):
                yield name
            case _:
                pass


def foreign(room: str, *allowed: str) -> set[str]:
    """What a room imports beside the standard library and the allowed packages, as "file: module"."""
    return {
        f"{module.relative_to(SOURCE)}: {name}"
        for module in (SOURCE / room).rglob("*.py")
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    }


def test_the_method_needs_the_standard_library_and_the_model_alone() -> None:
    assert foreign("method", "dialdeck.model", "dialdeck.method") == set()


def test_the_model_needs_nothing_but_pydantic() -> None:
    assert foreign("model", "dialdeck.model", "pydantic") == set()
