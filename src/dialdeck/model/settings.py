"""What the user can set, with its defaults, as plain types: the prose under each field is the settings reference.

They are standard dataclasses so that a start without a settings file, or with one checked before, costs no import.
Times of a week are text such as `mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-15:00`; without days, every day is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from dialdeck.model.codes import RefusedKind

# Read by pydantic when it checks a file: a misspelt key is an error, and "5" is not a number.
_CLOSED: dict[str, object] = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True)
class CallerSettings:
    """The person who calls: what scripts say about you, and when you work."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    name: str = ""
    """Your name as you say it on the phone."""
    company: str = ""
    """Your company as you say it on the phone."""
    phone: str = ""
    """The number on which you are called back; scripts say it digit by digit."""
    email: str = ""
    """Your e-mail address."""
    zone: str = ""
    """Your time zone, such as `America/Chicago`; empty takes the one of this computer."""
    hours: str = ""
    """The week in which you can call, in your own zone; empty sets no limit on your side."""
    blocks: str = ""
    """Times of every week that you keep free of dialing, in your own zone."""
    days_off: tuple[str, ...] = ()
    """Days on which you do not call, such as `2026-12-24`."""
    region: str = ""
    """Where you work, as a country and, if it matters, a state (`US-IL`, `DE-BY`): its public holidays are off."""


@dataclass(frozen=True, slots=True)
class HourSettings:
    """When people are called at all, in their own time zone; the law may narrow it further."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    week: str = "mon-fri 09:00-18:00"
    """The house window of every week."""


@dataclass(frozen=True, slots=True)
class PartSettings:
    """The parts of the day among which attempts are varied, in the prospect's local time; empty leaves a part out."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    early: str = "08:00-09:30"
    """Early."""
    mid_morning: str = "09:30-11:30"
    """Mid-morning."""
    midday: str = "11:30-13:30"
    """Midday."""
    afternoon: str = "13:30-16:00"
    """Afternoon."""
    late: str = "16:00-18:00"
    """Late afternoon."""


@dataclass(frozen=True, slots=True)
class CapSettings:
    """How often one person may be dialed; 0 sets no limit. A limit set by law holds all the same."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    per_day: int = 1
    """Attempts per local day."""
    min_gap_hours: float = 12
    """Hours between two attempts."""
    per_7_days: int = 5
    """Attempts within seven days."""
    due_per_day: int = 0
    """Dials that are planned for one day at most; what is beyond waits for the next day with room. Agreed times,
    promises and messages that promise tomorrow are planned all the same. 0 sets no limit."""


@dataclass(frozen=True, slots=True)
class CallingSettings:
    """Whom you call, and what you allow yourself."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    audience: Literal["business", "consumer"] = "business"
    """`business`, or `consumer`: then the rules for calling consumers hold."""
    allow_kinds: tuple[RefusedKind, ...] = ()
    """Kinds of number that are blocked unless they stand here."""
    also_rules: tuple[str, ...] = ()
    """Areas (`DE`, `US-FL`) whose calling rules are not certain enough to be on by themselves, but shall hold."""
    rest_days: int = 90
    """Days of rest after a no, before a new reason to call is looked for."""
    colleagues_same_day: bool = False
    """Let the queue bring up two people of one organisation on one day; promises and agreed times always come up."""
    unresearched: Literal["serve", "brief", "prepare"] = "serve"
    """Fresh prospects without niche, fit and a sourced issue: `serve` them after the others, or after the others by the
    six attempts of `brief`, or let them wait in the tasks until you `prepare` them."""


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """What you want to get done."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    goal: int = 60
    """Dials in a session; the bar fills towards it."""
    fresh_every: int = 0
    """After so many due prospects one fresh one comes up; 0 brings fresh ones up when nothing is due."""


@dataclass(frozen=True, slots=True)
class SignSettings:
    """From where on something is a sign that a follow-up goes wrong: the seven signs of the method."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    dials_without_step: int = 3
    """Sign 1: dials that rang since a next step with a date was last agreed."""
    silent_voicemails: int = 2
    """Sign 3: times that the machine came on and the planned message was not left."""
    quiet_days: int = 14
    """Sign 4: days without an answer after a message of every kind was left."""
    decision_working_days: int = 1
    """Sign 5: callable days after the day they named for a decision."""
    stalls: int = 2
    """Sign 6: stalls accepted in a row."""
    reason_months: int = 12
    """Signs 2 and 7: a reason of theirs that is older, in months, does not count."""


@dataclass(frozen=True, slots=True)
class DialerSettings:
    """What `space` does with the number, beside showing it large."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    kind: Literal["show", "clipboard", "command", "handler"] = "show"
    """`show` only shows it, `clipboard` sends it to the terminal's clipboard, `command` runs your command, `handler`
    opens `tel:` with the program that your desktop names for it."""
    command: str = ""
    """For `command`: the words of a command, `{number}` standing for the number; no shell reads it."""
    seconds: int = 10
    """How long a command may take before it is ended; a handler is only waited for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole settings file, one table each."""

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED

    caller: CallerSettings = field(default_factory=CallerSettings)
    hours: HourSettings = field(default_factory=HourSettings)
    parts: PartSettings = field(default_factory=PartSettings)
    caps: CapSettings = field(default_factory=CapSettings)
    calling: CallingSettings = field(default_factory=CallingSettings)
    session: SessionSettings = field(default_factory=SessionSettings)
    signs: SignSettings = field(default_factory=SignSettings)
    dialer: DialerSettings = field(default_factory=DialerSettings)
