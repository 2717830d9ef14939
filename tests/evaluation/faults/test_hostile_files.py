"""Bad files of every kind in one run: each costs one rejection, every good file is served."""

from evaluation.faults.hostile_files import MAKERS, run


def test_bad_files_are_rejected_with_a_reason_and_good_ones_served(tmp_path):
    kinds = sum(len(makers) for makers in MAKERS.values())
    verdict = run(tmp_path, count=2 * kinds, seed=20)
    assert verdict.bad == 2 * kinds
    assert verdict.good == 9
    assert verdict.read_although_bad == ()
    assert verdict.without_reason == ()
    assert verdict.good_but_rejected == ()
    assert verdict.report.documents == 9
    assert {"damaged", "empty", "encrypted", "too_large"} <= verdict.codes.keys()
