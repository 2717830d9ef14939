from index.versions import Version, in_force, work_of


def held(version, symbol="CDIP/21/15"):
    return Version(f"{symbol} {version}" if version else symbol, symbol, version)


def test_the_final_supersedes_all_drafts():
    assert in_force([held("Prov."), held(None), held("Prov.2")]) == {"CDIP/21/15"}


def test_a_revision_supersedes_what_it_revises():
    assert in_force([held("Rev."), held(None), held("Rev.2")]) == {"CDIP/21/15 Rev.2"}


def test_a_revision_supersedes_drafts_when_there_is_no_final():
    assert in_force([held("Prov.2"), held("Rev.")]) == {"CDIP/21/15 Rev."}


def test_the_highest_draft_is_in_force_when_nothing_else_is_held():
    assert in_force([held("Prov."), held("Prov.10"), held("Prov.2")]) == {"CDIP/21/15 Prov.10"}


def test_a_revised_draft_is_still_a_draft_but_later_than_the_draft():
    assert in_force([held("Prov."), held("Prov. Rev.")]) == {"CDIP/21/15 Prov. Rev."}
    assert in_force([held("Prov. Rev."), held(None)]) == {"CDIP/21/15"}


def test_addenda_and_corrigenda_are_works_of_their_own():
    versions = [held(None), held("Add."), held("Corr."), held("Add.2")]
    assert in_force(versions) == {version.key for version in versions}


def test_an_addendum_is_superseded_by_its_own_revision_only():
    versions = [held(None), held("Rev."), held("Add."), held("Add. Rev.")]
    assert in_force(versions) == {"CDIP/21/15 Rev.", "CDIP/21/15 Add. Rev."}


def test_works_do_not_mix():
    versions = [held("Prov."), held(None, symbol="CDIP/21/150")]
    assert in_force(versions) == {"CDIP/21/15 Prov.", "CDIP/21/150"}


def test_a_work_is_named_by_its_symbol_and_what_it_adds():
    assert work_of("A/48/11", "Add.2 Prov.") == "A/48/11 Add.2"
    assert work_of("A/48/11", "Rev.3") == work_of("A/48/11", None) == "A/48/11"


def test_nothing_held_gives_nothing():
    assert in_force([]) == frozenset()
