"""Numbers that change places within a paragraph."""

import pytest

CENTERS = "The centers had a staff of 680, of whom 302 were women. A search cost CHF 45."
COSTS = (
    "The session cost CHF 96,000, of which CHF 41,000 for interpretation and CHF 12,000 for rent."
)
KINDS = "The searches were:\n(a) state of the art: 58%;\n(b) legal status: 14%."


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The staff numbered 680.", CENTERS),
        ("302 women were among the staff of 680.", CENTERS),
        ("The session cost CHF 96,000, interpretation CHF 41,000 of it.", COSTS),
        ("State of the art searches made up 58%, legal status 14%.", KINDS),
    ],
)
def test_numbers_of_their_own_pass(fault, text, passage):
    assert fault(text, passage) is None


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The staff numbered 302.", CENTERS),
        ("The staff numbered 302, and 680 of them were women.", CENTERS),
        ("Rent cost CHF 41,000.", COSTS),
        ("State of the art searches made up 14%.", KINDS),
    ],
)
def test_numbers_of_others_do_not(fault, text, passage):
    assert fault(text, passage) == "number_of_another"


SWAPPED = {
    "ar": ("رد 37 مكتبا على الاستبيان، ولا يتقاضى 14 منها أي رسم.", "رد على الاستبيان 14 مكتبا."),
    "es": (
        "El curso costó 96.000 francos suizos y el alquiler 12.000.",
        "El curso costó 12.000 francos suizos.",
    ),
    "fr": (
        "Le cours a coûté 96 000 francs suisses et la location 12 000.",
        "Le cours a coûté 12 000 francs suisses.",
    ),
    "ru": (
        "На вопросник ответили 37 ведомств, 14 из них не взимают сбора.",
        "На вопросник ответили 14 ведомств.",
    ),
    "zh": (
        "37个主管局答复了问卷，其中14个不收取任何费用。",
        "14个主管局答复了问卷。",
    ),
}


@pytest.mark.parametrize("language", SWAPPED)
def test_in_other_languages_too(fault, language):
    passage, lie = SWAPPED[language]
    assert fault(lie, passage, language) == "number_of_another"
    assert fault(passage, passage, language) is None
