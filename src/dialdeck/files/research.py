"""Researched facts that come with a row: text, what sort of issue, where it was read, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from dialdeck.files.values import Unreadable, read_day
from dialdeck.model.imported import FactKind, ImportedFact, Issue

_KINDS = frozenset(get_args(FactKind))
_ISSUES = frozenset(get_args(Issue))


def read_facts(texts: Mapping[str, str], notes: list[str]) -> tuple[ImportedFact, ...]:
    """Return the facts of a row (columns `issue…`, `issue…_2`, `issue…_3`); what cannot be read is added to `notes`."""
    facts = (_fact(texts, suffix, notes) for suffix in ("", "_2", "_3"))
    return tuple(fact for fact in facts if fact is not None)


def _fact(texts: Mapping[str, str], suffix: str, notes: list[str]) -> ImportedFact | None:
    text = texts.get(f"issue{suffix}")
    if text is None:
        return None
    kind, issue = _sort(texts.get(f"issue_kind{suffix}"), notes)
    return ImportedFact(
        kind=kind,
        issue=issue,
        text=text,
        source=texts.get(f"issue_source{suffix}"),
        url=texts.get(f"issue_url{suffix}"),
        dated=_dated(texts.get(f"issue_dated{suffix}"), notes),
    )


def _sort(text: str | None, notes: list[str]) -> tuple[FactKind, Issue | None]:
    """One column says both: a kind of issue (`cost`), or that it is no issue but a `trigger`, `plan` or `person`."""
    word = (text or "").casefold()
    if word in _ISSUES:
        return "issue", cast("Issue", word)
    if word in _KINDS:
        return cast("FactKind", word), None
    if word:
        choices = ", ".join([*get_args(Issue), *get_args(FactKind)])
        notes.append(f"issue kind {text!r} is not known; choose from {choices}")
    return "issue", None


def _dated(text: str | None, notes: list[str]) -> str | None:
    if text is None:
        return None
    try:
        return read_day(text)
    except Unreadable as error:
        notes.append(str(error))
        return None
