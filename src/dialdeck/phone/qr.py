"""The number as a QR code, for a telephone that has a camera and no cable: the way that works over every connection."""

from __future__ import annotations

from typing import Final

from dialdeck.phone.leaving import is_e164

# By the darkness of the upper and the lower module.
_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_BORDER = 4
# Fifteen digits fit into version 2 at level M; always the same size, so that nothing on the screen moves.
_VERSION = 2


def qr_lines(e164: str) -> tuple[str, ...]:
    """Return `tel:+…` as 17 lines of 33 characters, two modules above each other in each; () for no strict number.

    Blocks are dark modules, so the lines must be painted black on white. Error level M and a border of four modules,
    as ISO/IEC 18004 asks for.
    """
    if not is_e164(e164):
        return ()
    import segno

    code = segno.make(f"tel:{e164}", error="m", version=_VERSION, micro=False, boost_error=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=_BORDER)]
    rows.append([False] * len(rows[0]))
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
