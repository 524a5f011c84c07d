"""Templates: what they may contain, what they make of missing facts, and that data never becomes template."""

import subprocess
import sys
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.errors import SettingsError
from dialdeck.model.script import Fact, Facts
from dialdeck.model.views import Words
from dialdeck.words.templates import GAP_CLOSE, GAP_OPEN, compile_text, render
from dialdeck.words.variables import VARIABLES


def said(source: str, facts: Facts | None = None) -> str:
    return render(compile_text(source, "s.md"), facts or {}).text


def refused(source: str) -> str:
    with pytest.raises(SettingsError) as caught:
        compile_text(source, "s.md", 10)
    return str(caught.value)


def test_facts_are_put_into_sentences() -> None:
    assert said("Hello {{ first_name }}.", {"first_name": "Dana"}) == "Hello Dana."


def test_a_missing_fact_is_a_marked_gap_and_the_rest_is_whole() -> None:
    rendered = render(compile_text("Has {{ project }} moved, {{ first_name }}?", "s.md"), {"first_name": "Dana"})
    assert rendered.parts == (Words("Has "), Words("[project]", gap=True), Words(" moved, Dana?"))
    assert rendered.missing == ("project",)


@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_an_empty_fact_is_missing(nothing: str | None) -> None:
    assert said("{{ issue_source }}", {"issue_source": nothing}) == "[issue source]"


def test_a_gap_named_twice_is_missing_once() -> None:
    assert render(compile_text("{{ offer }} {{ issue }} {{ offer }}", "s.md"), {}).missing == ("offer", "issue")


def test_a_condition_on_a_missing_fact_leaves_neither_gap_nor_space() -> None:
    rendered = render(compile_text("One.\n\n{% if offer %}{{ offer }}{% endif %}\n\nTwo.", "s.md"), {})
    assert (rendered.text, rendered.missing) == ("One.\n\nTwo.", ())


@pytest.mark.parametrize(
    "name", ["upper", "lower", "title", "capitalize", "sentence", "no_stop", "first", "last", "listed"]
)
def test_a_gap_passes_through_every_filter(name: str) -> None:
    assert said("{{ offer|" + name + " }}") == "[offer]"


def test_a_default_takes_the_place_of_a_gap() -> None:
    assert said("{{ offer|default('a report') }}") == "a report"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ reasons|first }}", "cost"),
        ("{{ reasons|last }}", "sleep"),
        ("{{ reasons|join(' / ') }}", "cost / time / sleep"),
        ("{{ reasons|listed }}", "cost, time and sleep"),
        ("{{ reasons|listed('or') }}", "cost, time or sleep"),
        ("{% for one in reasons %}{{ one }}; {% else %}none{% endfor %}", "cost; time; sleep;"),
        ("{% if 'time' in reasons %}yes{% endif %}", "yes"),
        ("{{ offer|sentence|no_stop }}!", "A report!"),
        ("{{ 'yes' if attempt == '5' else 'no' }}", "yes"),
        ("{% if attempt != '5' or not offer %}a{% elif offer and attempt %}b{% endif %}", "b"),
    ],
)
def test_what_a_script_may_do(source: str, text: str) -> None:
    assert said(source, {"reasons": ("cost", "time", "sleep"), "offer": "a report.", "attempt": "5"}) == text


def test_plain_data_has_its_entries_as_attributes_and_nothing_else() -> None:
    facts: Facts = {"reasons": ({"text": "cost", "said": None},)}
    source = "{% for one in reasons %}{{ one.text }} {{ one.said }} {{ one.items }} {{ one.text.upper }}{% endfor %}"
    assert said(source, facts) == "cost [said] [items] [upper]"


@pytest.mark.parametrize(("reasons", "text"), [(("cost",), "cost"), ((), "[reasons]"), ("cost", "cost")])
def test_a_short_list_is_said_as_it_is(reasons: Fact, text: str) -> None:
    assert said("{{ reasons|listed }}", {"reasons": reasons}) == text


def test_an_object_that_slipped_in_is_only_its_text() -> None:
    facts = cast("Facts", {"name": 3.5, "offer": object})
    assert said("{{ name }} {{ offer.mro }}", facts) == "3.5 [mro]"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept() -> None:
    assert said("One\ntwo.\n\nThree\n{% if offer %}x{% endif %}\nfour.") == "One two.\n\nThree four."


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10 }}",
        "{{ first_name + name }}",
        "{{ -attempt }}",
        "{{ name ~ name }}",
        "{{ name % name }}",
        "{{ name() }}",
        "{{ name.upper() }}",
        "{{ range(9) }}",
        "{{ name.__class__ }}",
        "{{ name._x }}",
        "{{ name[0] }}",
        "{{ name['x'] }}",
        "{{ [name] }}",
        "{{ {'a': name} }}",
        "{{ (name, name) }}",
        "{{ name is defined }}",
        "{{ 9 }}",
        "{{ none }}",
        "{{ attempt == 5 }}",
        "{{ attempt > '5' }}",
        "{{ loop }}",
        "{{ self }}",
        "{% set x = name %}",
        "{% set x %}a{% endset %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% with %}{% endwith %}",
        "{% filter upper %}a{% endfilter %}",
        "{% call name() %}{% endcall %}",
        "{% for a in reasons %}{% for b in reasons %}{% endfor %}{% endfor %}",
        "{% for a in reasons recursive %}{% endfor %}",
        "{% for a in reasons if a %}{% endfor %}",
        "{% for a, b in reasons %}{% endfor %}",
        "{% for name in reasons %}{% endfor %}",
        "{% for a in reasons %}{% endfor %}{{ a }}",
        "{{ name|map('upper') }}",
        "{{ name|attr('x') }}",
        "{{ name|replace('a', 'b') }}",
        "{{ name|upper('a') }}",
        "{{ name|default(name) }}",
        "{{ reasons|join(d='') }}",
        "{{ reasons|join('a', 'b') }}",
        "{{ nmae }}",
        "{{ '" + "x" * 300 + "' }}",
        "{{ " + "(" * 5000 + " }}",
        "{% if name %}" * 200 + "{% endif %}" * 200,
        "{{ " + "9" * 6000 + " }}",
        "{{ " + "not " * 3000 + "name }}",
        "{{ name }",
        "{% if %}",
        "{% nonsense %}",
        "x" * 30_000,
    ],
)
def test_everything_else_is_refused_with_file_and_line(source: str) -> None:
    assert refused(source).startswith("s.md:10: ")


@pytest.mark.parametrize("depth", [10, 30])
def test_conditions_may_be_nested_but_not_deeply(depth: int) -> None:
    source = "{% if name %}" * depth + "deep" + "{% endif %}" * depth
    if depth == 10:
        assert said(source, {"name": "Dana"}) == "deep"
    else:
        assert "too many parts" in refused(source)


def test_the_line_is_that_of_the_file() -> None:
    assert refused("one\ntwo\n{{ nmae }}").startswith("s.md:12: there is no fact 'nmae'; the facts are advantage, ")


@given(st.sampled_from(sorted(VARIABLES)), st.text(min_size=1))
def test_what_comes_from_data_is_text_and_nothing_else(name: str, value: str) -> None:
    rendered = render(compile_text("<{{ " + name + " }}>", "s.md"), {name: value})
    spoken = value.replace(GAP_OPEN, "").replace(GAP_CLOSE, "").strip()
    assert rendered.missing == (() if spoken else (name,))
    if spoken:
        assert "".join(rendered.text.split()) == f"<{''.join(spoken.split())}>"


@pytest.mark.parametrize(
    "hostile", ["{{ 7 * 7 }}", "{% for a in b %}", "{# x #}", "[project]", f"{GAP_OPEN}offer{GAP_CLOSE}"]
)
def test_hostile_text_stays_text(hostile: str) -> None:
    rendered = render(compile_text("{{ name }}", "s.md"), {"name": hostile})
    assert not any(part.gap for part in rendered.parts)
    assert rendered.missing == ()


def test_an_endless_fact_is_cut() -> None:
    assert len(said("{{ name }}", {"name": "x" * 100_000})) == 2_000


def test_an_endless_list_is_cut() -> None:
    assert said("{{ reasons|join('') }}", {"reasons": ("x",) * 1000}) == "x" * 50


pieces = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        " name ",
        " if ",
        " endif ",
        " for ",
        " a ",
        " in ",
        " endfor ",
        "|",
        "upper",
        ".",
        "_",
        "(",
        ")",
        "'x'",
        "*",
        "9",
        "set ",
        "=",
        "~",
        "\n",
        "{#",
        "-",
        "offer",
        "raw ",
        "not ",
    ]
)


@given(st.lists(pieces, max_size=14).map("".join))
def test_any_template_is_refused_or_renders_to_plain_text(source: str) -> None:
    try:
        text = compile_text(source, "s.md")
    except SettingsError:
        return
    rendered = render(text, {"name": "Dana", "offer": None})
    assert GAP_OPEN not in rendered.text
    assert "jinja" not in rendered.text
    assert "<built-in" not in rendered.text


def test_the_engine_is_imported_only_when_a_template_is_compiled() -> None:
    script = (
        "import sys, dialdeck.words.templates, dialdeck.words.dates, dialdeck.words.spans\n"
        "from dialdeck.words.scripts import ScriptLibrary\nScriptLibrary()\n"
        "dialdeck.words.dates.parse_when('tue 10:30', 0, 'UTC')\n"
        "print([n for n in ('jinja2', 'yaml', 'frontmatter', 'dateparser', 'humanize') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
