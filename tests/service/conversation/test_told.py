from service.conversation.told import cited_passages, nth_told


def test_keys_that_are_not_held_are_passed_over(library):
    keys = ["CWS/1/1#p9", "CWS/91/2#p2", "nonsense", "CWS/91/2#p2"]
    found = cited_passages(keys, "fr", library)
    assert [(each.key, each.language) for each in found] == [("CWS/91/2#p2", "fr")]


def test_another_language_will_do_where_the_asked_one_is_not_held(make_answerer):
    found = cited_passages(["CWS/91/2#p2"], "en", make_answerer("ru")._library)
    assert [each.language for each in found] == ["ru"]


def test_the_second_thing_is_the_second_item_of_the_list(make_passage):
    items = (
        "Two groups are proposed:",
        "(a) the Network, with 60 members; and",
        "(b) the Test Group.",
    )
    passage = make_passage(*items)
    assert nth_told([passage], 2) == "the Test Group"
    assert nth_told([passage], -1) == "the Test Group"
    assert nth_told([passage], 1) == "the Network"
    assert nth_told([passage], 3) is None


def test_where_no_list_was_told_the_passages_are_counted(make_passage):
    passages = [make_passage("Norway proposed it."), make_passage("Ghana seconded it.")]
    assert nth_told(passages, 2) == "Ghana seconded it"
    assert nth_told(passages[:1], 1) is None
