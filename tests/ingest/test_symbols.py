import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.codes import find_codes, find_project_codes
from ingest.symbols import (
    Symbol,
    body_code,
    body_prefix,
    find_meetings,
    find_symbols,
    heads_page,
    parse_symbol,
    parse_version,
    precedence,
    symbol_from_file_name,
)

FORMS = [
    # written, symbol, version, body, session, number, kind, meeting
    ("CWS/9/23", "CWS/9/23", None, "CWS", "9", "23", None, "CWS/9"),
    ("CDIP/30/8 REV.", "CDIP/30/8", "Rev.", "CDIP", "30", "8", None, "CDIP/30"),
    ("CDIP/31/INF/5", "CDIP/31/INF/5", None, "CDIP", "31", "5", "INF", "CDIP/31"),
    ("CDIP/23/17/PROV.", "CDIP/23/17", "Prov.", "CDIP", "23", "17", None, "CDIP/23"),
    ("CDIP/2/4 Prov", "CDIP/2/4", "Prov.", "CDIP", "2", "4", None, "CDIP/2"),
    ("CDIP/3/9 PROV.2", "CDIP/3/9", "Prov.2", "CDIP", "3", "9", None, "CDIP/3"),
    ("A/40/1 Prov. 4", "A/40/1", "Prov.4", "A", "40", "1", None, "A/40"),
    ("A/65/3\xa0Rev.", "A/65/3", "Rev.", "A", "65", "3", None, "A/65"),
    ("A/48/11 Add.", "A/48/11", "Add.", "A", "48", "11", None, "A/48"),
    ("A/61/INF/1 Rev.", "A/61/INF/1", "Rev.", "A", "61", "1", "INF", "A/61"),
    ("CWS/1/10 Prov. Rev.", "CWS/1/10", "Prov. Rev.", "CWS", "1", "10", None, "CWS/1"),
    ("SCCr/35/11 PROV.", "SCCR/35/11", "Prov.", "SCCR", "35", "11", None, "SCCR/35"),
    ("scp/12/4 rev", "SCP/12/4", "Rev.", "SCP", "12", "4", None, "SCP/12"),
    ("SCT/S3/7 Rev.2", "SCT/S3/7", "Rev.2", "SCT", "S3", "7", None, "SCT/S3"),
    ("WO/GA/36/4Rev.", "WO/GA/36/4", "Rev.", "GA", "36", "4", None, "WO/GA/36"),
    ("WO/PBC/18/15", "WO/PBC/18/15", None, "PBC", "18", "15", None, "WO/PBC/18"),
    ("WO/CC/WG‑DG/2/2", "WO/CC/WG-DG/2/2", None, "WO/CC/WG-DG", "2", "2", None, "WO/CC/WG-DG/2"),
    (
        "WIPO/GRTKF/IC/11/8A",
        "WIPO/GRTKF/IC/11/8A",
        None,
        "IGC",
        "11",
        "8A",
        None,
        "WIPO/GRTKF/IC/11",
    ),
    ("PCT/A/48/3", "PCT/A/48/3", None, "PCT/A", "48", "3", None, "PCT/A/48"),
    ("H/A/44/1", "H/A/44/1", None, "H/A", "44", "1", None, "H/A/44"),
    ("MM/LD/WG/23/1 PROV.", "MM/LD/WG/23/1", "Prov.", "MM/LD/WG", "23", "1", None, "MM/LD/WG/23"),
    ("SCIT/SDWG/11/14", "SCIT/SDWG/11/14", None, "SCIT/SDWG", "11", "14", None, "SCIT/SDWG/11"),
    ("WIPO/MMP3/09/INF/1", "WIPO/MMP3/09/INF/1", None, "WIPO/MMP3", "09", "1", "INF", None),
    (
        "WIPO/IP/ITAI/GE/18/3",
        "WIPO/IP/ITAI/GE/18/3",
        None,
        "WIPO/IP/ITAI/GE",
        "18",
        "3",
        None,
        None,
    ),
    ("DLT/2/PM/7", "DLT/2/PM/7", None, "DLT", "2", "7", "PM", "DLT/2"),
    ("GRATK/DC/7", "GRATK/DC/7", None, "GRATK/DC", None, "7", None, "GRATK/DC"),
    ("WILD/2/1 Prov.", "WILD/2/1", "Prov.", "WILD", "2", "1", None, "WILD/2"),
    ("C. CWS 180", "C. CWS 180", None, "CWS", None, "180", "C", None),
    ("C.CWS 180", "C. CWS 180", None, "CWS", None, "180", "C", None),
    ("c. wild\xa02", "C. WILD 2", None, "WILD", None, "2", "C", None),
]


@pytest.mark.parametrize(
    ("written", "symbol", "version", "body", "session", "number", "kind", "meeting"),
    FORMS,
    ids=[form[0] for form in FORMS],
)
def test_every_form_of_a_symbol_is_read(
    written: str,
    symbol: str,
    version: str | None,
    body: str,
    session: str | None,
    number: str,
    kind: str | None,
    meeting: str | None,
) -> None:
    found = parse_symbol(f" {written} ")
    assert found is not None
    assert (found.symbol, found.version, found.body) == (symbol, version, body)
    assert (found.session, found.number, found.kind) == (session, number, kind)
    assert found.key == (f"{symbol} {version}" if version else symbol)
    if meeting is not None or kind == "C":
        assert found.meeting == meeting


@pytest.mark.parametrize("form", [form[0] for form in FORMS])
def test_a_canonical_symbol_is_read_as_itself(form: str) -> None:
    once = parse_symbol(form)
    assert once is not None
    twice = parse_symbol(once.key)
    assert twice is not None
    assert twice.key == once.key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("see paragraphs 17 to 27 of document CWS/6/34).", ["CWS/6/34"]),
        ("(voir l’annexe du document CWS/11/18). ", ["CWS/11/18"]),
        ("(documento A/40/1 Prov. 4).", ["A/40/1 Prov.4"]),
        ("документы WO/PBC/23/9 и WO/PBC/24/17", ["WO/PBC/23/9", "WO/PBC/24/17"]),
        ("(الوثيقتان WO/PBC/23/9 وWO/PBC/24/17)", ["WO/PBC/23/9", "WO/PBC/24/17"]),
        ("通过了《议事规则》（文件CDIP/1/2），并以文件CDIP/1/3为", ["CDIP/1/2", "CDIP/1/3"]),
        ("WO/BC/20/3 - WO/PC/10/3", ["WO/BC/20/3", "WO/PC/10/3"]),
        ("WO/BC/20/3-WO/PC/10/3", ["WO/BC/20/3", "WO/PC/10/3"]),
        ("CDIP/18/6\nRev. and CDIP/18/7", ["CDIP/18/6 Rev.", "CDIP/18/7"]),
        ("CDIP/18/6 Rev.1, CDIP/18/7 Rev. 2;", ["CDIP/18/6 Rev.1", "CDIP/18/7 Rev.2"]),
        ("CWS/5/22 Prov. / page 16", ["CWS/5/22 Prov."]),
        ("circular C. CWS 36 and C.CWS 180", ["C. CWS 36", "C. CWS 180"]),
        ("文件ＣＷＳ/5/22", []),
        ("CWS／5／22", ["CWS/5/22"]),
    ],
)
def test_symbols_are_found_in_running_text(text: str, keys: list[str]) -> None:
    assert [symbol.key for symbol in find_symbols(text)] == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("CWO/GA/47/19", "WO/GA/47/19"),
        ("CWipo/Grtkf/ic/19/12", "WIPO/GRTKF/IC/19/12"),
        ("WIPOCWO/GA/36/4Rev.原文:英文", "WO/GA/36/4 Rev."),
        ("CWIPO/GRTKF/IC/37/17原文", "WIPO/GRTKF/IC/37/17"),
        ("CDIP/23/17ОРИГИНАЛ: АНГЛИЙСКИЙДАТА", "CDIP/23/17"),
        ("CDIP/23/17ORIGINAL: ENGLISH", "CDIP/23/17"),
        ("EA/55/4", "A/55/4"),
        ("SCDIP/11/9 PROV.ORIGINAL", "CDIP/11/9 Prov."),
    ],
)
def test_letters_and_labels_glued_to_a_symbol_are_not_part_of_it(text: str, key: str) -> None:
    (symbol,) = find_symbols(text)
    assert symbol.key == key
    assert text[symbol.start : symbol.end].replace(" ", "").upper().startswith(symbol.prefix)


@pytest.mark.parametrize(
    "text",
    [
        "04/10/2023",
        "1/2",
        "24/7",
        "and/or/2/3",
        "COVID/19",
        "TCP/IP/2/3",
        "WO/2019/123456",
        "PCT/IB2019/050123",
        "https://www.example.org/CWS/13/9/fr",
        "www.example.org/CWS/13/9",
        "https://www.example.org/find?symbol=CWS/13/9",
        "C. LES 10 MESURES",
        "Trevor C. 12",
        "CDIP/30",
        "A/4/10/2023",
        "base64CWS/1/2",
        "/CWS/1/2",
        "",
    ],
)
def test_what_only_looks_like_a_symbol_is_left_alone(text: str) -> None:
    assert find_symbols(text) == []


def test_a_symbol_behind_an_address_is_found_although_no_blank_parts_them() -> None:
    assert [s.key for s in find_symbols("https://www.example.org/a，见CWS/1/2")] == ["CWS/1/2"]


@pytest.mark.parametrize(
    "text", ["CDIP/30/8 is due", "see CDIP/30/8", "CDIP/30", "hello", "CDIP/30/8 CDIP/30/9"]
)
def test_parse_takes_only_what_is_a_symbol_as_a_whole(text: str) -> None:
    assert parse_symbol(text) is None


def test_offsets_are_those_of_the_text() -> None:
    text = "Le document CDIP/30/8 Rev. 2 et C.CWS 180."
    assert [text[s.start : s.end] for s in find_symbols(text)] == ["CDIP/30/8 Rev. 2", "C.CWS 180"]


def test_a_line_end_parts_a_symbol_from_a_sentence() -> None:
    (symbol,) = find_symbols("CDIP/18/7\nAdd a paragraph")
    assert symbol.key == "CDIP/18/7"


def test_meetings_are_found_apart_from_documents() -> None:
    text = "CDIP/30 considered CDIP/30/8; SCCR/SS/GE/13; COVID/19."
    assert [m.symbol for m in find_meetings(text)] == ["CDIP/30", "SCCR/SS/GE/13"]


def test_body_codes_and_prefixes_belong_together() -> None:
    assert body_code("wipo/grtkf/ic") == "IGC"
    assert body_code("cdip") == "CDIP"
    assert body_prefix("igc") == "WIPO/GRTKF/IC"
    assert body_prefix(body_code("WO/PBC")) == "WO/PBC"
    assert body_prefix("CWS") == "CWS"


def test_versions_are_brought_into_one_form() -> None:
    assert parse_version("PROV. 2") == "Prov.2"
    assert parse_version("rev") == "Rev."
    assert parse_version("Prov. Rev.") == "Prov. Rev."
    assert parse_version("final") is None
    assert parse_version("") is None


def test_the_version_in_force_sorts_last() -> None:
    versions = ["Prov.", "Prov.2", "Prov.2 Rev.", None, "Rev.", "Rev.2"]
    assert sorted(versions, key=precedence) == versions
    assert precedence("Corr.") < precedence("Prov.")
    assert precedence("Add.") < precedence(None)
    assert precedence("as given") == precedence(None)  # a sidecar may say anything


def test_a_running_head_glued_to_its_page_number_is_known_by_its_document() -> None:
    document = Symbol("A/58/11", None, 0, 7, "A", "58", "11")
    assert heads_page("A/58/112", document)
    assert heads_page("A/58/11", document)
    assert heads_page("EA/58/11 Prov. / 2", document)
    assert not heads_page("A/58/12", document)
    assert not heads_page("A/58/11 was adopted", document)


@pytest.mark.parametrize(
    ("name", "key", "language"),
    [
        ("scp_12_4_rev.doc", "SCP/12/4 Rev.", None),
        ("sccr_37_6.pdf", "SCCR/37/6", None),
        ("mm-ld-wg-23-1-prov", "MM/LD/WG/23/1 Prov.", None),
        ("cws_90_4_fr.docx", "CWS/90/4", "fr"),
        ("c_wild_9_ar.html", "C. WILD 9", "ar"),
        ("cdip_31_inf_5_es.pdf", "CDIP/31/INF/5", "es"),
        ("wipo_grtkf_ic_37_17_zh.docx", "WIPO/GRTKF/IC/37/17", "zh"),
        ("wo_bc_20_3_wo_pc_10_3.html", "WO/BC/20/3", None),
        ("wo_cc_wg_dg_2_2.pdf", "WO/CC/WG-DG/2/2", None),
        ("wo_ga_31_s14.doc", "WO/GA/31/14", "es"),
        ("CDIP-3-9-PROV.2-en.txt", "CDIP/3/9 Prov.2", "en"),
        ("cdip_3_9_prov_2.pdf", "CDIP/3/9 Prov.2", None),
        ("scp_12_4_rev (1).doc", "SCP/12/4 Rev.", None),
        ("gratk_dc_7.pdf", "GRATK/DC/7", None),
        ("a_65_4.pdf", "A/65/4", None),
        ("cws_90_4_ru.docx.meta.json", None, None),
        ("001_0d013ef1666b4a0a.txt", None, None),
        ("cdip_30_8_annex1.pdf", None, None),
        ("cdip_30_www_641231.pdf", None, None),
        ("report-2023-05.pdf", None, None),
        ("2023_05_04.pdf", None, None),
        ("README.md", None, None),
        ("", None, None),
    ],
)
def test_a_file_name_tells_symbol_and_language(
    name: str, key: str | None, language: str | None
) -> None:
    named = symbol_from_file_name(name)
    assert (named.symbol.key if named else None) == key
    assert (named.language if named else None) == language


@given(st.text(alphabet="ACWSDIPR./_ 0129-évПр文\n", max_size=80))
def test_any_text_is_searched_without_error_and_offsets_stay_inside(text: str) -> None:
    for symbol in (*find_symbols(text), *find_meetings(text)):
        assert 0 <= symbol.start < symbol.end <= len(text)
    symbol_from_file_name(text)


HOSTILE = ["A/", "a", "CDIP/", "CDIP/30/8 Rev", " Prov.", "A/1/", "C. ", "DA_1", "https://", "ST."]


@pytest.mark.parametrize("piece", [*HOSTILE, "A-", "/", "DA_1_", "C.CWS", "1", "CWS/1/1\n"])
def test_hostile_text_of_a_quarter_megabyte_is_searched_to_its_end(piece: str) -> None:
    # A quadratic search would need minutes here.
    text = piece * (250_000 // len(piece)) + " CDIP/30/8 DA_4_10_03 ST.96"
    assert find_symbols(text)[-1].end <= len(text)
    assert find_meetings(text) is not None
    assert find_project_codes(text)[-1].code == "DA_4_10_03"
    assert find_codes(text)[-1].code == "ST.96"
