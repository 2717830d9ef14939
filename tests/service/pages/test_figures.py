import pytest

from service.pages.figures import day, enumeration, number


@pytest.mark.parametrize(
    ("written", "language", "shown"),
    [
        ("2031-03-14", "en", "March 14, 2031"),
        ("2031-03-14", "fr", "14 mars 2031"),
        ("2031-03-14", "es", "14 de marzo de 2031"),
        ("2031-03-14", "ru", "14 марта 2031\u202fг."),
        ("2031-03-14", "zh", "2031年3月14日"),
        ("2031-03-14", "ar", "14 مارس 2031"),
        ("2031-03", "en", "March 2031"),
        ("2031", "en", "2031"),
        (None, "en", ""),
        ("last week", "en", "last week"),
        ("2031-13-40", "en", "2031-13-40"),
        ("<b>", "en", "<b>"),
    ],
)
def test_a_date_is_written_as_the_language_does(written, language, shown):
    assert day(written, language).replace("\xa0", "\u202f") == shown.replace("\xa0", "\u202f")


def test_numbers_and_lists():
    assert number(1234567, "en") == "1,234,567"
    assert number(1234.56, "es") == "1.234,6"
    assert number(1234, "ar").isascii()
    assert enumeration(["Kenya", "Jamaica", "Ghana"], "en") == "Kenya, Jamaica, and Ghana"
    assert enumeration([], "en") == ""
