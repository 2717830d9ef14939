import pytest

from service.words import Cue, NumberWords, Vocabulary, alike, blank, is_han, numbers, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’Équipe d’experts", ["l", "equipe", "d", "experts"]),
        ("Решения КСВ", ["решения", "ксв"]),
        ("والقرارات الجديدة", ["قرارات", "جديده"]),
        ("标准委决定", ["标准", "准委", "委决", "决定"]),
        ("第CWS会", ["第", "cws", "会"]),
        ("", []),
    ],
)
def test_words_are_search_keys_in_order(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "slack", "same"),
    [
        ("recommendation", "recommandation", 3, False),  # they part before the ending
        ("recommendations", "recommended", 3, True),
        ("budget", "budgets", 1, True),
        ("norvege", "norway", 3, False),
        ("cwd", "cws", 3, False),
        ("2031", "2032", 3, False),
        ("решение", "решения", 1, True),
        ("决定", "决议", 3, False),
        ("commun", "comite", 3, False),
    ],
)
def test_words_are_alike_when_only_their_endings_differ(one, other, slack, same):
    assert alike(one, other, slack) is same
    assert alike(other, one, slack) is same


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The delegations decided", "delegation"),
        ("fr", "les délégations ont décidé", "delegation"),
        ("es", "las delegaciones decidieron", "delegacion"),
        ("ru", "делегации решили", "делегация"),
        ("ar", "قررت الوفود", "وفود"),
        ("zh", "代表团决定", "决定"),
    ],
)
def test_a_vocabulary_holds_words_in_other_forms(language, text, word):
    held = Vocabulary(text, language)
    assert held.holds(word)
    assert not held.holds("xylophone")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("205 000 francs", {"205000"}),
        ("CHF 205,000", {"205000"}),
        ("205.000 francos", {"205000"}),
        ("3,5 % et 12", {"3.5", "12"}),
        ("٢٠٣١", {"2031"}),
        ("rien", set()),
    ],
)
def test_numbers_are_read_in_the_ways_they_are_written(text, expected):
    assert numbers(text) == expected


def test_the_longest_number_word_wins():
    french = NumberWords({"10": ["dix"], "7": ["sept"], "17": ["dix-sept"]})
    assert french.find("dix-sept offices") == {"17"}
    assert french.find("septembre") == set()


def test_chinese_numbers_count_only_before_a_measure_word():
    chinese = NumberWords({"1": ["一"], "5": ["五"]}, ["项", "个"])
    assert chinese.find("五项行动") == {"5"}
    assert chinese.find("统一的行动") == set()
    assert chinese.without("五项行动") == " 行动"


def test_a_cue_is_found_at_borders_of_words_and_with_open_ends():
    cue = Cue(["decid*", "^is", "what sum"])
    assert cue.search("the committee decided")
    assert cue.search("is it so")
    assert not cue.search("this is it")
    assert not cue.search("undecided")
    assert cue.search("for what sum?")
    assert Cue(["决定"]).search("委员会决定了")
    assert not Cue([]).search("anything")


def test_an_arabic_cue_is_found_behind_what_is_written_in_front():
    cue = Cue(["فرنك*", "المبلغ", "لم يتوصل"])
    assert cue.search("بالفرنك السويسري")
    assert cue.search("للمبلغ")
    assert cue.search("مبلغ")
    assert cue.search("ولم يتوصل")
    assert not cue.search("سفرنك")


def test_blanking_keeps_the_length():
    assert blank("abcdef", [(1, 3)]) == "a  def"


def test_chinese_is_told_from_other_scripts():
    assert is_han("决定")
    assert not is_han("decide")
