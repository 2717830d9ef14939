from evaluation.faults.documents import settings_of
from evaluation.faults.flip_bytes import damage_all


def test_damage_to_any_file_is_noticed_before_use(tmp_path):
    report = damage_all(settings_of(tmp_path / "home"), rounds=1, seed=5, languages=["zh"])
    assert report.unnoticed == []
    assert min(report.done.values()) >= 10
