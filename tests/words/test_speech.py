"""How long it takes to say something."""

from dialdeck.words.speech import spoken_seconds


def test_seventy_five_words_take_half_a_minute() -> None:
    assert spoken_seconds("word " * 75) == 30


def test_a_number_is_said_digit_by_digit() -> None:
    assert spoken_seconds("312 555 0142") == spoken_seconds("word " * 10)


def test_an_address_is_said_in_its_pieces() -> None:
    assert spoken_seconds("sam@north.example.") == spoken_seconds("word " * 5)


def test_a_dash_takes_no_time() -> None:
    assert spoken_seconds("– …") == 0
