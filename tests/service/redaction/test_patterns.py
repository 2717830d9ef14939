import pytest

from config.limit_settings import LimitSettings
from config.profiles import CODES
from service.redaction.patterns import OMITTED, Withheld, withheld, withheld_words

DEFAULT = withheld(LimitSettings())


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Please register with the following security code: K7QX42MBL9.", "K7QX42MBL9"),
        ("The registration code is AB12-CD34 until May 3, 2031.", "AB12-CD34"),
        ("Join with the meeting ID: 845 2231 9981, passcode 99321.", "845 2231 9981"),
        ("Join with the meeting ID: 845 2231 9981, passcode 99321.", "99321"),
        ("The password: tulips", "tulips"),
        ("Indiquez le code de sécurité suivant : K7QX42MBL9.", "K7QX42MBL9"),
        ("Le code d’inscription est 88231.", "88231"),
        ("Mot de passe : été2031", "2031"),
        ("Utilice el código de inscripción siguiente: QX77-12.", "QX77-12"),
        ("La contraseña es Sol2031x.", "Sol2031x"),
        ("Введите код доступа 88231.", "88231"),
        ("Пароль: Zima77", "Zima77"),
        ("Используйте регистрационный код QX7712.", "QX7712"),
        ("يرجى استخدام رمز التسجيل التالي: QX7712.", "QX7712"),
        ("كلمة المرور: 88231", "88231"),
        ("رمز الأمان هو K7QX42MBL9.", "K7QX42MBL9"),
        ("请使用注册码QX7712登记。", "QX7712"),
        ("会议密码：88231", "88231"),
        ("With K7QX42MBL9 you can enter.", "K7QX42MBL9"),
        ("Write to jane.doe@example.org.", "jane.doe@example.org"),
        ("Write to jdoe@mail.example.org", "jdoe@mail.example.org"),
        ("اكتب إلى jane.doe@example.org", "jane.doe@example.org"),
    ],
)
def test_leaves_out_codes_and_addresses_of_persons(text, secret):
    shown = DEFAULT.masked(text)
    assert secret not in shown
    assert OMITTED in shown


@pytest.mark.parametrize(
    "text",
    [
        "See WIPO/GRTKF/IC/49/4, CDIP/90/8 Rev., PCT/WG/17/3 and SCCR/45/2.",
        "Project DA_16_20_02 has a budget of 205,000 Swiss francs and 18 months.",
        "Standard ST.96, version 7_0, and ISO8601 apply; ISBN 978-92-805-3456-7.",
        "The mark has the registration number 1234567.",
        "Le numéro d’enregistrement international est 1234567.",
        "商标注册号为1234567。",
        "Participants must register by April 1, 2031, with a code of conduct in 2 parts.",
        "The registration code will be sent by e-mail before 2031-05-03.",
        "Registration code: see Annex II.",
        "Names may be sent to archive-network@example.org or info@example.org.",
        "Address: 34, chemin des Colombettes, 1211 Geneva 20",
        "R36 and A19, 10:30 to 12:00, USD 20,000, 2030/31",
    ],
)
def test_leaves_what_documents_are_about(text):
    assert DEFAULT.masked(text) == text


def test_every_language_has_names_of_codes():
    assert all(withheld_words(language).code.sources for language in CODES)


def test_the_setting_lists_what_is_withheld():
    text = "Call +41 22 338 91 11 or write to jane.doe@example.org, code K7QX42MBL9."
    phones = withheld(LimitSettings(withheld=(r"\+\d[\d ]{7,}\d",), shown=()))
    assert phones.masked(text) == text.replace("+41 22 338 91 11", OMITTED)
    shown = LimitSettings(shown=(r"jane\.doe@example\.org",))
    assert "jane.doe@example.org" in withheld(shown).masked(text)
    assert withheld(LimitSettings(withheld=())).masked(text) == text
    assert not Withheld((), ())


def test_a_bad_pattern_is_refused():
    with pytest.raises(ValueError, match="regular expression"):
        LimitSettings(withheld=("(",))


@pytest.mark.parametrize("piece", ["A1", "a.", "password: ", "x@y.", "1 ", "код доступа "])
def test_time_grows_with_the_text_and_not_faster(piece):
    import time

    def seconds(times):
        text = piece * times
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            DEFAULT.spans(text)
            best = min(best, time.process_time() - started)
        return best

    few, many = seconds(2000), seconds(8000)
    assert many < max(12 * few, 0.05)
