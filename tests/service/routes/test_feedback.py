import pytest
from starlette.testclient import TestClient

from config.settings import ServiceSettings
from service.app import create_app
from service.feedback.store import FeedbackStore

PROBLEM = "application/problem+json"
HELPED = {"answer_id": "a1", "verdict": "helpful"}


@pytest.fixture
def home(tmp_path, settings):
    """Settings with the index of all tests, and a home of its own for what is written."""
    for path in settings.home.iterdir():
        if path.name != "feedback.sqlite":
            (tmp_path / path.name).symlink_to(path)
    return settings.model_copy(update={"home": tmp_path})


@pytest.fixture
def client(home):
    with TestClient(create_app(home)) as started:
        yield started


def kept(home):
    return [each.feedback for each in FeedbackStore(home.home).all()]


def test_what_is_said_of_an_answer_is_kept(client, home):
    answer = client.post("/v1/ask", json={"question": "Who proposed the pilot project?"}).json()
    said = {
        "answer_id": answer["id"],
        "question": f"  {answer['question']} ",
        "verdict": "not_helpful",
        "reason": "wrong_value",
        "key": answer["citations"][0]["key"],
        "citations": [each["key"] for each in answer["citations"]],
        "comment": " It was Sweden. ",
    }
    first = client.post("/v1/feedback", json=said)
    assert (first.status_code, first.json()) == (201, {"answer_id": answer["id"], "new": True})
    again = client.post("/v1/feedback", json=said)
    assert (again.status_code, again.json()["new"]) == (200, False)
    (report,) = kept(home)
    assert (report.question, report.language) == (answer["question"], "en")
    assert (report.comment, report.key) == ("It was Sweden.", said["key"])
    assert list(report.citations) == list(dict.fromkeys(said["citations"]))


def test_a_verdict_alone_is_enough_and_names_no_question(client, home):
    assert client.post("/v1/feedback", json=HELPED).status_code == 201
    (report,) = kept(home)
    assert (report.question, report.language, report.citations) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "meh"},
        {"reason": "i_do_not_like_it", "verdict": "not_helpful"},
        {"reason": "wrong_value"},  # of an answer that helped
        {"answer_id": ""},
        {"answer_id": "../../etc"},
        {"key": "no key"},
        {"key": "CWS/91/2#p1\tx"},
        {"citations": ["CWS/91/2#p1"] * 51},
        {"comment": "x" * 2001},
        {"question": "x" * 2001},
        {"language": "de"},
        {"address": "reader@example.org"},
    ],
)
def test_what_is_not_foreseen_is_refused(client, home, wrong):
    answer = client.post("/v1/feedback", json=HELPED | wrong)
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert kept(home) == []


def test_more_than_a_minute_takes_is_told_to_come_back(home):
    slow = home.model_copy(update={"service": ServiceSettings(feedback_per_minute=2)})
    with TestClient(create_app(slow)) as client:
        codes = [client.post("/v1/feedback", json=HELPED).status_code for _ in range(3)]
        refused = client.post("/v1/feedback", json=HELPED)
        assert client.get("/v1/documents").status_code == 200
    assert codes == [201, 200, 429]
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 30


def test_a_file_that_cannot_be_used_stops_no_answers(client, home):
    (home.home / "feedback.sqlite").write_bytes(b"nonsense" * 1000)
    refused = client.post("/v1/feedback", json=HELPED)
    assert (refused.status_code, refused.json()["code"]) == (503, "feedback_unavailable")
    assert client.post("/v1/ask", json={"question": "Who proposed it?"}).status_code == 200


def test_a_full_file_is_told(client, monkeypatch):
    monkeypatch.setattr("service.feedback.store._PAGE_BYTES", 64 * 1024 * 1024)  # eight pages
    codes = set()
    for number in range(40):
        said = HELPED | {"answer_id": f"a{number}", "comment": "x" * 2000}
        codes.add(client.post("/v1/feedback", json=said).status_code)
    assert codes == {201, 507}


def test_nothing_of_it_is_logged(client, caplog):
    with caplog.at_level("DEBUG"):
        client.post("/v1/feedback", json=HELPED | {"comment": "Xenophon", "question": "Quilliam?"})
    assert not any(
        "Xenophon" in r.getMessage() or "Quilliam" in r.getMessage()
        for r in caplog.records
        if r.name.startswith("service")
    )
