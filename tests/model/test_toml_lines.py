"""The line on which a key of a TOML file stands."""

import pytest

from dialdeck.model.toml_lines import line_of

TEXT = """\
id = "x"
[ table ]
key = 1
"quoted" = 2
deep.er = 3
[[steps]]
id = "a"
[[steps]]
id = "b"
gap = [
  1,
]
[[variants]]
[[variants]]
id = "two"
[variants.steps.a]
plan = "silent"
[[variants]]
[variants.steps."b"]
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("id",), 1),
        (("table", "key"), 3),
        (("table", "quoted"), 4),
        (("table", "deep", "er"), 5),
        (("steps",), 6),
        (("steps", 0, "id"), 7),
        (("steps", 1), 8),
        (("steps", 1, "gap", 0), 10),
        (("steps", 1, "missing"), 8),
        (("variants", 1, "steps", "a", "plan"), 17),
        (("variants", 1, "steps", "a", "gap"), 16),
        (("variants", 2, "steps", "b"), 19),
        (("nothing",), None),
    ],
)
def test_a_key_is_found_where_it_stands_or_else_what_is_around_it(
    keys: tuple[str | int, ...], line: int | None
) -> None:
    assert line_of(TEXT, keys) == line
