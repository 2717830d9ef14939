import pytest
from starlette.datastructures import QueryParams

from index.types import Filters
from service.pages.search.asked import read_asked


def asked(query):
    return read_asked(QueryParams(query))


def test_an_address_says_what_is_asked():
    found = asked("q=+What%3F+&body=CWS&body=CDIP&session=CWS/90&language=fr&from=2031&reply=zh")
    assert found.question == "What?"
    assert found.reply == "zh"
    assert found.narrowed
    assert found.filters() == Filters(
        body=("CWS", "CDIP"), session=("CWS/90",), language=("fr",), date_from="2031"
    )
    assert found.filters(without="body").body == ()


@pytest.mark.parametrize(
    "query",
    ["", "q=", "language=xx", "status=nonsense", "from=yesterday", "to=2031-1", "reply=de",
     "body=", "body=+++", "superseded=yes", "from=٢٠٣١"],
)  # fmt: skip
def test_what_cannot_be_meant_is_left_out(query):
    found = asked(query)
    assert not found.narrowed
    assert found.filters() == Filters()


def test_no_address_asks_for_more_than_can_be_done():
    many = "&".join(f"body={n}{'x' * 500}" for n in range(500))
    values = asked(many).values("body")
    assert len(values) == 50
    assert max(map(len, values)) == 200


def test_a_zero_byte_is_no_part_of_a_question():
    assert asked("q=a%00b").question == "ab"
