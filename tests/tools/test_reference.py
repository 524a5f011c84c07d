"""The reference pages say what the code says."""

from tools.reference import DOCS, keys_page, settings_page


def test_the_settings_page_is_what_the_types_say() -> None:
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_the_key_page_is_what_the_registry_says() -> None:
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == keys_page()
