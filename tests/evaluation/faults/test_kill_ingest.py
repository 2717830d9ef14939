"""The real command killed a few times; the script ``kill_ingest`` does it a hundred times."""

from evaluation.faults.kill_ingest import kill_ingests


def test_the_index_opens_at_the_previous_or_the_new_generation(tmp_path):
    report = kill_ingests(tmp_path, kills=5, seed=3)
    assert report.killed == 5
    assert report.problems == []
    assert sum(report.states.values()) == report.killed + report.ended_first
