"""From a theme's tokens to the styles of the call screen, once for each theme: no colour is written in code."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color, ColorParseError

from dialdeck.tui.palette import CAMERA, Palette

_PLAIN = {"background": "#121212", "foreground": "#e0e0e0", "surface": "#1e1e1e", "panel": "#2a2a2a"}


def palette_from(variables: Mapping[str, str]) -> Palette:
    """Return the styles for a theme's CSS variables; a token that cannot be read falls back to the foreground."""
    background = _color(variables, "background")
    text = _color(variables, "foreground")
    panel = _color(variables, "panel")
    accent = _color(variables, "text-primary")
    primary = _color(variables, "primary")
    warning = _color(variables, "text-warning")

    def on(below: Color, color: Color, *, bold: bool | None = None) -> Style:
        return Style(color=color.rich_color, bgcolor=below.rich_color, bold=bold)

    def on_page(color: Color, *, bold: bool | None = None) -> Style:
        return on(background, color, bold=bold)

    muted = background.blend(text, 0.62)
    loud = text.blend(_opposite(background), 0.6)
    return Palette(
        base=on_page(background.blend(text, 0.92)),
        muted=on_page(muted),
        faint=on_page(background.blend(text, 0.42)),
        strong=on_page(loud, bold=True),
        name=on(background.blend(text, 0.22), loud, bold=True),
        verdict=on(primary, primary.get_contrast_text(1.0), bold=True),
        key=on_page(accent, bold=True),
        label=on_page(accent),
        warn=on_page(warning, bold=True),
        bad=on_page(_color(variables, "text-error"), bold=True),
        good=on_page(_color(variables, "text-success")),
        gap=on_page(warning, bold=True) + Style(underline=True),
        border=on_page(background.blend(text, 0.24)),
        bar=on(panel, text),
        bar_muted=on(panel, panel.blend(text, 0.62)),
        bar_strong=on(panel, loud, bold=True),
        bar_warn=on(panel, warning, bold=True),
        bar_gauge=on(panel, accent),
        chosen=on(background.blend(primary, 0.35), loud),
        cursor=on_page(text) + Style(reverse=True),
        code=CAMERA,
    )


def _color(variables: Mapping[str, str], token: str) -> Color:
    for name in (token, "foreground"):
        try:
            return Color.parse(variables[name])
        except (KeyError, ColorParseError):
            continue
    return Color.parse(_PLAIN.get(token, _PLAIN["foreground"]))


def _opposite(background: Color) -> Color:
    return Color.parse("#ffffff" if background.brightness < 0.5 else "#000000")
