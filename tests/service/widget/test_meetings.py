import pytest

from index.types import DocumentEntry
from service.widget.meetings import meeting


def entry(symbol, body, session=None, meeting_id=None, language="en"):
    values = dict.fromkeys(DocumentEntry.__dataclass_fields__)
    values |= {
        "key": symbol, "symbol": symbol, "language": language, "body": body, "session": session,
        "meeting_id": meeting_id,
    }  # fmt: skip
    return DocumentEntry(**values)


HELD = [
    entry("CDIP/90/6", "CDIP", "90", "990902"),
    entry("CDIP/90/6", "CDIP", "90", "990902", "fr"),
    entry("CDIP/89/10", "CDIP", "89", "990892"),
    entry("C. WILD 9", "WILD", None, "990903"),
    entry("C. WILD 8", "WILD"),
    entry("WIPO/GRTKF/IC/49/4", "WIPO/GRTKF/IC", "49"),
    entry("NOTE", None),
]


@pytest.mark.parametrize(
    ("named", "name", "found", "documents", "filters"),
    [
        ("CDIP/90", "CDIP/90", "meeting", 2, {"session": ["CDIP/90"]}),
        (" cdip / 90 ", "CDIP/90", "meeting", 2, {"session": ["CDIP/90"]}),
        ("CDIP/090", "CDIP/90", "meeting", 2, {"session": ["CDIP/90"]}),
        ("990902", "CDIP/90", "meeting", 2, {"meeting_id": ["990902"]}),
        ("990903", "WILD", "meeting", 1, {"meeting_id": ["990903"]}),
        ("WIPO/GRTKF/IC/49", "WIPO/GRTKF/IC/49", "meeting", 1, {"session": ["WIPO/GRTKF/IC/49"]}),
        # A meeting that is only invited to by a circular.
        ("WILD/9", "WILD/9", "meeting", 1, {"meeting_id": ["990903"]}),
        ("WILD/8", "WILD/8", "meeting", 1, {"symbol": ["C. WILD 8"]}),
        # No document of the session: those of the body.
        ("CDIP/12", "CDIP", "body", 3, {"body": ["CDIP"]}),
        ("CDIP", "CDIP", "meeting", 3, {"body": ["CDIP"]}),
        ("SCCR/45", "SCCR/45", "none", 0, {}),
        ("123456", "123456", "none", 0, {}),
        ("<script>", "<script>", "none", 0, {}),
    ],
)
def test_finds_the_documents_of_a_meeting(named, name, found, documents, filters):
    made = meeting(HELD, named)
    assert (made.name, made.found, made.documents, made.filters) == (
        name,
        found,
        documents,
        filters,
    )


def test_its_filters_are_those_of_a_question(client):
    found = client.get("/v1/meeting", params={"name": "CWS/91"}).json()
    assert found["found"] == "meeting"
    asked = {"question": "What did the CWS decide?", "filters": found["filters"]}
    answer = client.post("/v1/ask", json=asked).json()
    assert {each["symbol"] for each in answer["citations"]} == {"CWS/91/2"}
    assert client.get("/v1/meeting", params={"name": ""}).status_code == 422
