"""What an import brings in: one frozen record per usable row, validated once, before anything is stored.

It names no file format and no table: every reader of the `files` room ends here, and the store begins here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

NumberKind = Literal[
    "fixed",
    "mobile",
    "fixed_or_mobile",
    "toll_free",
    "premium",
    "shared_cost",
    "personal",
    "voip",
    "pager",
    "uan",
    "voicemail",
    "unknown",
]
"""What sort of line a number is, as the numbering plan of its country says."""

ZoneSource = Literal["explicit", "region", "country", "number", "unknown"]
"""Where the candidate zones come from; all but `explicit` are a guess that the person at the keys can fix."""

FactKind = Literal["issue", "trigger", "plan", "person", "other"]
Issue = Literal["economy", "competition", "loyalty", "profit", "productivity", "people", "cost", "own"]

E164 = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$", strict=True)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ImportedNumber(_Record):
    """A number that is valid for its country, with the text from which it was read."""

    e164: E164
    extension: str | None = None
    """Shown, never dialed."""
    raw: str
    kind: NumberKind
    label: str | None = None
    """What the column says it is: `mobile`, `direct`, `switchboard` …"""
    source: str
    """The name of the column."""


class ImportedFact(_Record):
    """One researched thing about the person or the organisation, in the importer's words."""

    kind: FactKind = "issue"
    issue: Issue | None = None
    text: Annotated[str, StringConstraints(min_length=1)]
    source: str | None = None
    url: str | None = None
    dated: Day | None = None


class Located(_Record):
    """Where a person is, as far as columns and number tell: the first zone is the one that days are counted in."""

    country: str | None = None
    """ISO 3166 alpha-2."""
    region: str | None = None
    """State or province code without the country ("IL")."""
    zone: str | None = None
    """The IANA zone that the row itself names, if it does."""
    zones: tuple[str, ...] = ()
    """All candidates; empty when unknown."""
    zone_source: ZoneSource = "unknown"
    notes: tuple[str, ...] = ()
    """What could not be read, one sentence each."""


class ImportedPerson(_Record):
    """A person as one row describes them; blank cells are None, unknown columns are in `custom`."""

    name: Annotated[str, StringConstraints(min_length=1)]
    given_name: str | None = None
    title: str | None = None
    email: str | None = None
    organisation: str | None = None
    country: str | None = None
    region: str | None = None
    postal: str | None = None
    city: str | None = None
    zone: str | None = None
    zones: tuple[str, ...] = ()
    zone_source: ZoneSource = "unknown"
    wish: str | None = None
    """The person's own hours, as in `Place.wish`."""
    project: str | None = None
    offer: str | None = None
    niche: str | None = None
    cadence: str | None = None
    """As the row writes it; whether there is one of that id is looked at by who imports."""
    fit_met: Annotated[int, Field(ge=0)] | None = None
    fit_known: Annotated[int, Field(ge=1)] | None = None
    numbers: Annotated[tuple[ImportedNumber, ...], Field(min_length=1)]
    facts: tuple[ImportedFact, ...] = ()
    note: str | None = None
    do_not_call: bool = False
    list: str | None = None
    custom: dict[str, str] = Field(default_factory=dict)
