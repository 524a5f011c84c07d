"""The facts that a script may name, each with what it must sound like, so that any script fits any prospect.

A script that names anything else is refused: a misspelt name would otherwise be a gap for ever.
"""

from __future__ import annotations

VARIABLES: dict[str, str] = {
    "first_name": "the prospect's first name",
    "name": "their whole name",
    "organisation": "their organisation",
    "title": "their title",
    "issue": "the researched issue, as words that can follow “about”: driver turnover at 41 percent",
    "issue_source": "where it was found, as words that can follow “in”: your annual report",
    "offer": "the thing of value that is theirs for the asking, with its article: a benchmark of night-run staffing",
    "project": "the project that the role-change message names, without article: depot relocation",
    "my_name": "the caller's name",
    "my_company": "the caller's company",
    "my_phone": "the number to call back, as it is spoken: 312 555 0142",
    "my_email": "the caller's e-mail address",
    "promise_day": "the day of the next call, as it is true: tomorrow, on Monday",
    "first_call_day": "the day of the first dial: the 3rd",
    "last_message_day": "the day of the last message: the 3rd",
    "declined_day": "the day on which they said no, if they did: the 3rd",
    "attempt": "the number of this attempt",
    "part": "the part of the day: late afternoon",
    "callback_time": "the clock time they asked for: three o'clock",
    "agreed_step": "the next step agreed in the last conversation, after “to”: compare the two depots",
    "reason": "the strongest reason they gave for going on, in their words, after “because”",
    "reasons": "all reasons they gave, as a list",
    "motive": "what they would gain most by it, after “about”: being home by six",
    "measured_by": "how they are measured in their job: on-time delivery",
    "cost": "what not acting costs, as it is spoken: 310 thousand dollars a year",
    "story": "a success story as one sentence, with customer, result and period",
    "result": "a result in figures, after “cut”, “raised” or the like: empty seats from nine to two in a quarter",
    "news": "one new dated fact about them, after “about”: the second depot you opened in May",
    "advantage": "one advantage for them alone, with its article: a place in the spring pilot",
    "meeting_time": "day and clock time of the meeting: Thursday at ten",
}
"""Every name a script may use, and what the fact is."""
