import re

from service.metrics import Metrics


def test_counts_requests_by_route_and_status_and_fills_the_buckets():
    metrics = Metrics()
    metrics.count_request("POST", "/v1/ask", 200, 0.02)
    metrics.count_request("POST", "/v1/ask", 200, 9.0)
    metrics.count_request("GET", "/v1/documents", 404, 0.001)
    text = metrics.exposition({}, {})
    assert 'http_requests_total{method="POST",route="/v1/ask",status="200"} 2' in text
    assert 'http_request_duration_seconds_bucket{route="/v1/ask",le="0.025"} 1' in text
    assert 'http_request_duration_seconds_bucket{route="/v1/ask",le="5"} 1' in text
    assert 'http_request_duration_seconds_bucket{route="/v1/ask",le="+Inf"} 2' in text
    assert 'http_request_duration_seconds_sum{route="/v1/ask"} 9.020000' in text
    assert 'http_request_duration_seconds_count{route="/v1/documents"} 1' in text


def test_counts_answers_by_outcome():
    metrics = Metrics()
    metrics.count_answer("answered")
    metrics.count_answer("false_premise")
    metrics.count_answer("answered")
    text = metrics.exposition({}, {})
    assert 'wipo_rag_answers_total{outcome="answered"} 2' in text
    assert 'wipo_rag_answers_total{outcome="false_premise"} 1' in text


def test_every_line_is_a_comment_or_a_sample_and_labels_are_escaped():
    metrics = Metrics()
    metrics.count_request("GET", 'od"d\n\\route', 200, 0.1)
    text = metrics.exposition({"documents": 6}, {"generation": '00"1'})
    sample = re.compile(r'[a-z_]+(\{([a-z]+="([^"\\\n]|\\.)*",?)*\})? [0-9.e+-]+')
    for line in text.splitlines():
        assert line.startswith("# TYPE ") or sample.fullmatch(line), line
    assert "wipo_rag_documents 6" in text
