"""What one delegation said, told of another."""

import pytest

SAID = {
    "ar": (
        "وقال وفد الهند إنه يود أن يشمل المشروع خمسة بلدان. وفضل وفد اليابان مدة أقصر بكثير.",
        "قال وفد اليابان إنه يود أن يشمل المشروع خمسة بلدان.",
    ),
    "en": (
        "The Delegation of India wished five pilot countries. The Delegation of the Republic of"
        " Korea preferred a shorter duration.",
        "The Delegation of the Republic of Korea wished five pilot countries.",
    ),
    "es": (
        "La delegación de la India deseaba cinco países piloto. La delegación del Japón prefería"
        " una duración más corta.",
        "La delegación del Japón deseaba cinco países piloto.",
    ),
    "fr": (
        "La délégation de l’Inde souhaitait cinq pays pilotes. La délégation du Japon préférait"
        " une durée plus courte.",
        "La délégation du Japon souhaitait cinq pays pilotes.",
    ),
    "ru": (
        "Делегация Индии хотела бы видеть пять пилотных стран. Делегация Республики Корея"
        " предпочла бы более короткий срок.",
        "Делегация Республики Корея хотела бы видеть пять пилотных стран.",
    ),
    "zh": (
        "印度代表团希望有五个试点国家。大韩民国代表团倾向于更短的期限。",
        "大韩民国代表团希望有五个试点国家。",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_words_of_one_delegation_are_not_told_of_another(fault, language):
    passage, lie = SAID[language]
    assert fault(passage, passage, language, status="delegation") is None
    assert fault(lie, passage, language, status="delegation") == "speaker"


def test_numbers_are_compared_across_languages(fault):
    passage = SAID["fr"][0]
    good = "India wished five pilot countries."
    assert fault(good, passage, "fr", status="delegation", told_in="en") is None
    lie = good.replace("India", "Japan")
    assert fault(lie, passage, "fr", status="delegation", told_in="en") == "speaker"


def test_a_sentence_that_goes_on_belongs_to_who_spoke(fault):
    passage = "The Delegation of Chile took the floor. It wished 7 workshops. Peru agreed."
    assert fault("Chile wished 7 workshops.", passage, status="delegation") is None


def test_a_committee_did_not_support_what_a_delegation_did(fault):
    passage = "The Delegation of Chile supported the project proposed by Kenya."
    assert fault("Chile supported the project of Kenya.", passage, status="delegation") is None
    lie = "The Committee supported the project proposed by Kenya."
    assert fault(lie, passage, status="delegation") == "status"
