"""The template engine behind `templates`: Jinja2's sandbox, and the list of what a script may contain.

The sandbox alone is not enough (`{{ 'a' * 10**9 }}` keeps it busy for seconds), so the parsed tree is walked first.
Imported at first use only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dialdeck.errors import SettingsError
from dialdeck.words.templates import GAP_CLOSE, GAP_OPEN, Text
from dialdeck.words.variables import VARIABLES

_DEEPEST = 25
_LONGEST_CONSTANT = 200


class Gap(Undefined):
    """A missing fact: false in a condition, and its own marked name wherever it is said."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{GAP_OPEN}{self._undefined_name}{GAP_CLOSE}"


def _first(value: Any) -> Any:
    return value[0] if value else ""


def _last(value: Any) -> Any:
    return value[-1] if value else ""


def _join(value: Any, between: str = ", ") -> str:
    return value if isinstance(value, str) else between.join(map(str, value))


def _listed(value: Any, word: str = "and") -> str:
    """A list as it is spoken: `one, two and three`."""
    if isinstance(value, str) or len(value) < 2:
        return _join(value)
    return f"{', '.join(map(str, value[:-1]))} {word} {value[-1]}"


def _said(change: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda value: change(str(value))


def _sentence(value: str) -> str:
    return value[:1].upper() + value[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    "upper": _said(str.upper),
    "lower": _said(str.lower),
    "title": _said(str.title),
    "capitalize": _said(str.capitalize),
    "trim": _said(str.strip),
    "sentence": _said(_sentence),
    "no_stop": _said(lambda value: value.rstrip(" .!?…")),
    "first": _first,
    "last": _last,
    "join": _join,
    "listed": _listed,
    "default": lambda value, instead="": instead if isinstance(value, Undefined) or not value else value,
}
"""All filters there are. A missing fact passes through each of them as the gap it is, except through `default`."""


def _keeps_gaps(change: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *rest: value if isinstance(value, Undefined) else change(value, *rest)


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which an attribute is an entry of plain data, and nothing else is ever looked up."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        name = getattr(obj, "_undefined_name", None) if isinstance(obj, Undefined) else None
        return self.undefined(name=f"{name}.{attribute}" if name else attribute)


class Engine:
    """Checks and compiles script texts."""

    def __init__(self) -> None:
        """Set up the sandbox with our filters alone."""
        self._environment = _Environment(undefined=Gap, autoescape=False)
        self._environment.globals.clear()
        self._environment.tests.clear()
        self._environment.filters = {
            name: change if name == "default" else _keeps_gaps(change) for name, change in FILTERS.items()
        }

    def compile(self, source: str, file: str, first_line: int) -> Text:
        """Return the compiled template; raise SettingsError with file and line."""
        try:
            tree = self._environment.parse(source)
            _Check(file, first_line).template(tree)
            _reflow(tree)
            code = self._environment.compile(tree, filename=file)
        except TemplateSyntaxError as error:
            message = f"{file}:{first_line + (error.lineno or 1) - 1}: {error.message}"
            raise SettingsError(message) from error
        except (ValueError, RecursionError, OverflowError, SyntaxError, MemoryError) as error:
            message = (
                f"{file}:{first_line}: this cannot be read as a script; write plain sentences with {{{{ names }}}}"
            )
            raise SettingsError(message) from error
        template = self._environment.template_class.from_code(self._environment, code, {})
        root, new_context = template.root_render_func, template.new_context
        return lambda facts: "".join(root(new_context(dict(facts), shared=True)))


class _Check:
    """One walk over a parsed template, refusing what is not on the list."""

    def __init__(self, file: str, first_line: int) -> None:
        self._file = file
        self._first_line = first_line
        self._names = set(VARIABLES)

    def template(self, tree: nodes.Template) -> None:
        for node in tree.body:
            self._statement(node, 0, in_loop=False)

    def _statement(self, node: nodes.Node, depth: int, *, in_loop: bool) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self._expression(part, depth + 1)
            case nodes.If():
                self._expression(node.test, depth + 1)
                for inner in (*node.body, *node.elif_, *node.else_):
                    self._statement(inner, depth + 1, in_loop=in_loop)
            case nodes.For() if not in_loop and not node.recursive and node.test is None:
                self._loop(node, depth)
            case nodes.For():
                raise self._refused(node, "a loop inside a loop, or a loop with a condition")
            case _:
                raise self._refused(node, _KINDS.get(type(node).__name__, f"“{type(node).__name__.lower()}”"))

    def _loop(self, node: nodes.For, depth: int) -> None:
        if not isinstance(node.target, nodes.Name) or node.target.name in self._names:
            raise self._refused(node, "a loop needs one name of its own")
        self._expression(node.iter, depth + 1)
        self._names.add(node.target.name)
        for inner in node.body:
            self._statement(inner, depth + 1, in_loop=True)
        self._names.remove(node.target.name)
        for inner in node.else_:
            self._statement(inner, depth + 1, in_loop=True)

    def _expression(self, node: nodes.Node, depth: int) -> None:
        if depth > _DEEPEST:
            raise self._refused(node, "too many parts inside each other")
        match node:
            case nodes.TemplateData():
                return
            case nodes.Name():
                self._name(node)
            case nodes.Const():
                self._constant(node)
            case nodes.Compare():
                self._comparison(node, depth)
            case nodes.Filter():
                self._filter(node, depth)
            case _:
                self._combination(node, depth)

    def _combination(self, node: nodes.Node, depth: int) -> None:
        plain = isinstance(node, nodes.Getattr) and not node.attr.startswith("_")
        if not plain and not isinstance(node, nodes.Not | nodes.And | nodes.Or | nodes.CondExpr):
            raise self._refused(node, _KINDS.get(type(node).__name__, f"“{type(node).__name__.lower()}”"))
        for inner in node.iter_child_nodes():
            self._expression(inner, depth + 1)

    def _name(self, node: nodes.Name) -> None:
        if node.name not in self._names:
            raise self._wrong(node, f"there is no fact {node.name!r}; the facts are {', '.join(sorted(VARIABLES))}")

    def _constant(self, node: nodes.Const) -> None:
        # A number would never equal a fact, which is text: better refused than silently false.
        if not isinstance(node.value, str):
            raise self._refused(node, f"the value {node.value!r} without quotes")
        if len(node.value) > _LONGEST_CONSTANT:
            raise self._refused(node, "so long a text in quotes")

    def _comparison(self, node: nodes.Compare, depth: int) -> None:
        self._expression(node.expr, depth + 1)
        for operand in node.ops:
            if operand.op not in {"eq", "ne", "in", "notin"}:
                raise self._refused(node, "a comparison by size")
            self._expression(operand.expr, depth + 1)

    def _filter(self, node: nodes.Filter, depth: int) -> None:
        if node.name not in FILTERS:
            raise self._wrong(node, f"there is no filter {node.name!r}; the filters are {', '.join(sorted(FILTERS))}")
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise self._refused(node, "a filter with named values")
        takes = 1 if node.name in {"default", "join", "listed"} else 0
        if len(node.args) > takes or not all(isinstance(value, nodes.Const) for value in node.args):
            raise self._wrong(node, f"the filter {node.name!r} takes " + ("one text in quotes" if takes else "nothing"))
        for value in (node.node, *node.args):
            self._expression(value, depth + 1)

    def _refused(self, node: nodes.Node, what: str) -> SettingsError:
        return self._wrong(node, f"{what} is not allowed in a script; use facts, if, one for, ==, != and filters")

    def _wrong(self, node: nodes.Node, sentence: str) -> SettingsError:
        return SettingsError(f"{self._file}:{self._first_line + (node.lineno or 1) - 1}: {sentence}")


_KINDS = {
    "Call": "a call",
    "Add": "arithmetic",
    "Sub": "arithmetic",
    "Mul": "arithmetic",
    "Div": "arithmetic",
    "FloorDiv": "arithmetic",
    "Mod": "arithmetic",
    "Pow": "arithmetic",
    "Neg": "arithmetic",
    "Pos": "arithmetic",
    "Assign": "“set”",
    "AssignBlock": "“set”",
    "Getattr": "a name that begins with an underscore",
    "Getitem": "picking with [ ]",
    "List": "a list",
    "Tuple": "a list",
    "Dict": "a list",
    "Test": "“is”",
    "Concat": "joining with ~",
    "FromImport": "“import”",
}

_ONE_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


def _reflow(tree: nodes.Template) -> None:
    """Make one line of each paragraph: where a line of the file ends is no place to breathe on the phone."""
    for data in tree.find_all(nodes.TemplateData):
        data.data = _ONE_LINE_END.sub(" ", data.data)
