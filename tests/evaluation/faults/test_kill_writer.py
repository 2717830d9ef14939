from evaluation.faults.kill_writer import kill_writers


def test_killed_writers_leave_the_last_state_or_the_next(tmp_path):
    report = kill_writers(tmp_path / "home", kills=4, seed=5)
    assert report.kills == 4 and report.problems == []
