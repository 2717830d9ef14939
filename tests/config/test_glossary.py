"""The reader of the terminology."""

import pytest

from config.glossary import LANGUAGES, GlossaryError, glossary, read_concepts

HEAD = "concept\tar\ten\tes\tfr\tru\tzh"
LINE = "budget\tميزانية\tbudget | cost\tpresupuesto\tbudget\tбюджет\t预算"


def test_reads_terms_the_official_one_first():
    (concept,) = read_concepts(f"{HEAD}\n{LINE}\n", "x.tsv")
    assert concept.name == "budget"
    assert concept.terms["en"] == ("budget", "cost")
    assert concept.terms["zh"] == ("预算",)


def test_takes_the_english_term_for_a_name_where_there_is_none():
    cells = LINE.split("\t")[1:]
    head = "\t".join(HEAD.split("\t")[1:])
    (concept,) = read_concepts("\n".join((head, "\t".join(cells))), "x.tsv")
    assert concept.name == "budget"


@pytest.mark.parametrize(
    "text",
    [
        f"concept\ten\tfr\n{LINE}",
        f"{HEAD}\nbudget\tميزانية\tbudget",
        f"{HEAD}\n{LINE.replace('预算', ' ')}",
    ],
)
def test_refuses_a_table_that_lacks_a_language(text):
    with pytest.raises(GlossaryError, match=r"x\.tsv"):
        read_concepts(text, "x.tsv")


def test_the_glossary_holds_hundreds_of_concepts_in_six_languages():
    concepts = glossary()
    assert len(concepts) >= 600
    assert all(concept.terms[language] for concept in concepts for language in LANGUAGES)
