"""Who is called by which variant of a cadence, so that variants can be compared on the user's own list.

People are split evenly and for good: the choice is a hash of the cadence's id, the person and the variant's place in
the file. So a variant can be renamed without moving anybody, and a new one at the end takes its share from all the
others alike and moves nobody else.
"""

from __future__ import annotations

from hashlib import blake2b

from dialdeck.model.cadence import Cadence, Variant


def variant_of(cadence: Cadence, person: int | str) -> Variant | None:
    """Return the variant by which a person (any id of theirs that never changes) is called; None without variants."""
    if not cadence.variants:
        return None
    place = max(range(len(cadence.variants)), key=lambda place: _lot(cadence.id, person, place))
    return cadence.variants[place]


def cadence_for(cadence: Cadence, person: int | str) -> Cadence:
    """Return the cadence as a person is called by it: the steps of their variant, its id behind the hash.

    The hash is recorded with each decision, so each attempt tells its variant: `3f2a…:quiet`.
    """
    variant = variant_of(cadence, person)
    if variant is None:
        return cadence
    return cadence._replace(steps=variant.steps, hash=f"{cadence.hash}:{variant.id}", variants=())


def variant_in(cadence_hash: str) -> str | None:
    """Return the id of the variant in a recorded hash; None when the cadence had none."""
    return cadence_hash.partition(":")[2] or None


def _lot(cadence_id: str, person: int | str, place: int) -> bytes:
    return blake2b(f"{cadence_id}\n{place}\n{person}".encode(), digest_size=8).digest()
