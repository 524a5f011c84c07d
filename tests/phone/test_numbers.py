"""What becomes a number, what is refused and why."""

from __future__ import annotations

import pytest

from dialdeck.phone.numbers import Reading, kind_of, read_numbers


def e164(reading: Reading) -> list[str]:
    return [number.e164 for number in reading.numbers]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("(312) 555-0142", "US", "+13125550142"),
        ("1 312.555.0142", "US", "+13125550142"),
        ("'+44 20 7946 0012", None, "+442079460012"),
        ("020 7946 0012", "GB", "+442079460012"),
        ("+44 (0)20 7946 0012", "US", "+442079460012"),
        ("(+44) 20 7946 0012", None, "+442079460012"),
        ("0044 20 7946 0012", "DE", "+442079460012"),
        ("030/23125001", "DE", "+493023125001"),
        ("tel:+1-312-555-0142", None, "+13125550142"),
        ("\u202a+1\u00a0312\u2011555\u20110142\u202c", None, "+13125550142"),
    ],
)
def test_a_number_in_any_common_writing_becomes_e164(text: str, country: str | None, expected: str) -> None:
    assert e164(read_numbers(text, country)) == [expected]


@pytest.mark.parametrize(
    "text",
    ["+1 312 555 0142 ext. 15", "312-555-0142 x15", "312-555-0142,15", "+13125550142;ext=15", "312 555 0142 #15"],
)
def test_an_extension_is_kept_apart(text: str) -> None:
    (number,) = read_numbers(text, "US").numbers
    assert (number.e164, number.extension) == ("+13125550142", "15")


@pytest.mark.parametrize("separator", ["; ", ", ", " / ", " or ", " | ", "\n", " & "])
def test_two_numbers_in_one_cell_are_two(separator: str) -> None:
    reading = read_numbers(f"312-555-0142{separator}(312) 555-0143", "US")
    assert e164(reading) == ["+13125550142", "+13125550143"]
    assert reading.problems == ()


def test_the_same_number_twice_in_a_cell_is_one() -> None:
    assert e164(read_numbers("312-555-0142; +13125550142", "US")) == ["+13125550142"]


def test_raw_text_label_and_source_stay_with_the_number() -> None:
    (number,) = read_numbers(" '312-555-0142 ", "US", label="mobile", source="Mobile Phone").numbers
    assert (number.raw, number.label, number.source) == ("'312-555-0142", "mobile", "Mobile Phone")


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("2.0256E+10", "US", "turned into a rounded number by a spreadsheet; format the column as text"),
        ("13125550142.0", "US", "turned into a decimal number by a spreadsheet; format the column as text"),
        ("3125550142", None, "has no country code; begin it with +"),
        ("2079460012", "GB", "lacks the leading 0"),
        ("442079460012", "GB", "has a country code but no +; write it as +44"),
        ("555-0142", "US", "too few digits for a number in US; add the area code"),
        ("+1 312 555 0142 0143 0144", "US", "has too many digits"),
        ("+1 312 155 0142", "US", "does not exist in US"),
        ("+999 1234567", "US", "country code that does not exist"),
        ("1-800-FLOWERS", "US", "has letters in it"),
        ("*#06#", "US", "a code for a telephone's keypad"),
        ("３１２ ５５５ ０１４２", "US", "digits other than 0-9"),
        ("-3125550142", "US", "characters that do not belong"),
        ("ask Bob", "US", "has letters in it"),
        ("---", "US", "has no digits"),
        ("911", "US", "too few digits"),
        ("3125550142 " * 60, "US", "too long for a telephone number"),
    ],
)
def test_what_is_not_a_number_is_refused_with_what_to_do(text: str, country: str | None, reason: str) -> None:
    reading = read_numbers(text, country)
    assert reading.numbers == ()
    assert reason in " ".join(reading.problems)


def test_one_bad_number_does_not_cost_the_good_one() -> None:
    reading = read_numbers("030 23125001/02", "DE")
    assert e164(reading) == ["+493023125001"]
    assert len(reading.problems) == 1


def test_a_cell_holds_twenty_numbers_at_most() -> None:
    reading = read_numbers(";".join(f"+1312555{number:04}" for number in range(100, 130)), None)
    assert len(reading.numbers) == 20
    assert "too much for one cell" in reading.problems[-1]


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "'", "; ;"])
def test_an_empty_cell_is_neither_a_number_nor_a_problem(text: str) -> None:
    assert read_numbers(text, "US") == ((), ())


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("+13125550142", "fixed_or_mobile"),
        ("+442079460012", "fixed"),
        ("+447400123456", "mobile"),
        ("+18005550142", "toll_free"),
        ("+19002345678", "premium"),
        ("+41840123456", "shared_cost"),
        ("+447012345678", "personal"),
        ("+13121550142", None),
        ("not a number", None),
    ],
)
def test_the_kind_of_line_is_known(number: str, kind: str | None) -> None:
    assert kind_of(number) == kind


def test_the_geocoder_is_never_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from dialdeck.phone.importing import phones; n = phones().read_numbers('+13125550142', None)[0];"
        "phones().locate(zone='', country='', region='', numbers=n, default_country=None);"
        "print([m for m in sys.modules if 'geocoder' in m or 'geodata' in m or 'carrier' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
