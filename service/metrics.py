"""Counters for operators, as Prometheus reads them. No label ever holds text of a user."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Mapping

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds


class Metrics:
    """Requests by route and status, their durations, and answers by outcome."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._answers: Counter[str] = Counter()

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. ``route`` is a path template, never a path."""
        with self._lock:
            self._requests[method, route, status] += 1
            self._seconds[route] += seconds
            for bucket in _BUCKETS:
                self._buckets[route, bucket] += seconds <= bucket

    def count_answer(self, outcome: str) -> None:
        """Count one answer: "answered", or the reason why not."""
        with self._lock:
            self._answers[outcome] += 1

    def exposition(self, gauges: Mapping[str, float], info: Mapping[str, str]) -> str:
        """Return all counters, with ``gauges`` and one line of ``info`` labels, as text."""
        with self._lock:
            lines = [*self._request_lines(), *self._answer_lines()]
        for name, value in gauges.items():
            lines += [f"# TYPE wipo_rag_{name} gauge", f"wipo_rag_{name} {value:g}"]
        labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in info.items())
        lines += ["# TYPE wipo_rag_index_info gauge", f"wipo_rag_index_info{{{labels}}} 1"]
        return "\n".join(lines) + "\n"

    def _request_lines(self) -> list[str]:
        lines = ["# TYPE http_requests_total counter"]
        totals: Counter[str] = Counter()
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'method="{method}",route="{_escaped(route)}",status="{status}"'
            lines.append(f"http_requests_total{{{labels}}} {count}")
            totals[route] += count
        lines.append("# TYPE http_request_duration_seconds histogram")
        for route, total in sorted(totals.items()):
            name = f'http_request_duration_seconds_bucket{{route="{_escaped(route)}"'
            for bucket in _BUCKETS:
                lines.append(f'{name},le="{bucket:g}"}} {self._buckets[route, bucket]}')
            lines.append(f'{name},le="+Inf"}} {total}')
            end = f'{{route="{_escaped(route)}"}}'
            lines.append(f"http_request_duration_seconds_sum{end} {self._seconds[route]:.6f}")
            lines.append(f"http_request_duration_seconds_count{end} {total}")
        return lines

    def _answer_lines(self) -> list[str]:
        lines = ["# TYPE wipo_rag_answers_total counter"]
        for outcome, count in sorted(self._answers.items()):
            lines.append(f'wipo_rag_answers_total{{outcome="{_escaped(outcome)}"}} {count}')
        return lines


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
