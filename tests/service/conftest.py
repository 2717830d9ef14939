"""A small library in six languages, and a searcher over it that is obviously right.

Texts are invented. All versions have the same paragraphs, numbers and structure, as real
meeting documents do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from config.settings import Settings
from index.analysis import query_terms
from index.types import Hit, Query, Searched, SearchResult
from ingest.types import BlockKind, Document, Language, Passage, Span, Status
from service.answering import Answerer
from service.words import Vocabulary

SYMBOL = "CWS/91/2"

# Locator, status, slices. The items of a list are slices of their own, as loaders give them.
TEXTS: dict[Language, tuple[str, list[tuple[str, Status, list[str]]]]] = {
    "en": (
        "Results of the ICT survey and next steps",
        [
            ("p1", Status.SECRETARIAT, ["1. The survey on digital archives was carried out from May 4 to 8, 2031, with replies from 46 offices."]),
            ("p2", Status.SECRETARIAT, ["2. The pilot project DA_7_12_01 has a budget of 205,000 Swiss francs and lasts 18 months. It was proposed by the Delegation of Norway."]),
            ("p3", Status.SECRETARIAT, ["3. Participants identified the following five key actions:", "(a) create a network of archive directors;", "(b) open a forum for sharing tools;", "(c) organize training workshops;", "(d) run a pilot on blockchain; and", "(e) publish a catalogue of services."]),
            ("p4", Status.DECISION, ["4. The CWS decided to establish the Archive Task Force."]),
            ("p5", Status.SECRETARIAT, ["5. Questions may be sent to archives@example.org by January 30, 2032."]),
            ("p6", Status.DELEGATION, ["6. The Delegation of Chile stated that the fees should be abolished."]),
            ("p7", Status.INVITATION, ["7. The CWS is invited to adopt the glossary of archive terms."]),
            ("annex/rec-1", Status.RECOMMENDATION, ["Recommendation 1: Offices should digitize their paper records."]),
            ("annex/rec-2", Status.RECOMMENDATION, ["Recommendation 2: Offices should use open formats."]),
            ("annex/rec-3", Status.RECOMMENDATION, ["Recommendation 3: Offices should train their examiners."]),
        ],
    ),
    "fr": (
        "Résultats de l’enquête sur les TIC et prochaines étapes",
        [
            ("p1", Status.SECRETARIAT, ["1. L’enquête sur les archives numériques a été menée du 4 au 8 mai 2031 ; 46 offices ont répondu."]),
            ("p2", Status.SECRETARIAT, ["2. Le projet pilote DA_7_12_01 est doté d’un budget de 205 000 francs suisses et dure 18 mois. Il a été proposé par la délégation de la Norvège."]),
            ("p3", Status.SECRETARIAT, ["3. Les participants ont recensé les cinq mesures clés ci-après :", "a) créer un réseau de directeurs des archives;", "b) ouvrir un forum pour l’échange d’outils;", "c) organiser des ateliers de formation;", "d) mener un projet pilote sur la chaîne de blocs; et", "e) publier un catalogue de services."]),
            ("p4", Status.DECISION, ["4. Le CWS a décidé de créer l’équipe d’experts chargée des archives."]),
            ("p5", Status.SECRETARIAT, ["5. Les questions peuvent être envoyées à archives@example.org d’ici au 30 janvier 2032."]),
            ("p6", Status.DELEGATION, ["6. La délégation du Chili a déclaré que les taxes devraient être supprimées."]),
            ("p7", Status.INVITATION, ["7. Le CWS est invité à adopter le glossaire des termes archivistiques."]),
            ("annex/rec-1", Status.RECOMMENDATION, ["Recommandation 1 : les offices devraient numériser leurs dossiers papier."]),
            ("annex/rec-2", Status.RECOMMENDATION, ["Recommandation 2 : les offices devraient utiliser des formats ouverts."]),
            ("annex/rec-3", Status.RECOMMENDATION, ["Recommandation 3 : les offices devraient former leurs examinateurs."]),
        ],
    ),
    "es": (
        "Resultados de la encuesta sobre las TIC y próximos pasos",
        [
            ("p1", Status.SECRETARIAT, ["1. La encuesta sobre los archivos digitales se realizó del 4 al 8 de mayo de 2031; respondieron 46 oficinas."]),
            ("p2", Status.SECRETARIAT, ["2. El proyecto piloto DA_7_12_01 tiene un presupuesto de 205.000 francos suizos y dura 18 meses. Fue propuesto por la delegación de Noruega."]),
            ("p3", Status.SECRETARIAT, ["3. Los participantes definieron las cinco medidas clave siguientes:", "a) crear una red de directores de archivos;", "b) abrir un foro para compartir herramientas;", "c) organizar talleres de formación;", "d) ejecutar un proyecto piloto sobre cadena de bloques; y", "e) publicar un catálogo de servicios."]),
            ("p4", Status.DECISION, ["4. El CWS decidió crear el equipo técnico de archivos."]),
            ("p5", Status.SECRETARIAT, ["5. Las preguntas pueden enviarse a archives@example.org hasta el 30 de enero de 2032."]),
            ("p6", Status.DELEGATION, ["6. La delegación de Chile declaró que deberían suprimirse las tasas."]),
            ("p7", Status.INVITATION, ["7. Se invita al CWS a aprobar el glosario de términos archivísticos."]),
            ("annex/rec-1", Status.RECOMMENDATION, ["Recomendación 1: las oficinas deberían digitalizar sus expedientes en papel."]),
            ("annex/rec-2", Status.RECOMMENDATION, ["Recomendación 2: las oficinas deberían utilizar formatos abiertos."]),
            ("annex/rec-3", Status.RECOMMENDATION, ["Recomendación 3: las oficinas deberían formar a sus examinadores."]),
        ],
    ),
    "ru": (
        "Результаты обследования по ИКТ и дальнейшие шаги",
        [
            ("p1", Status.SECRETARIAT, ["1. Обследование цифровых архивов проводилось с 4 по 8 мая 2031 г.; ответили 46 ведомств."]),
            ("p2", Status.SECRETARIAT, ["2. Бюджет пилотного проекта DA_7_12_01 составляет 205 000 шв. франков, продолжительность — 18 месяцев. Его предложила делегация Норвегии."]),
            ("p3", Status.SECRETARIAT, ["3. Участники определили следующие пять ключевых мер:", "(a) создать сеть директоров архивов;", "(b) открыть форум для обмена инструментами;", "(c) организовать учебные семинары;", "(d) провести пилотный проект по блокчейну; и", "(e) опубликовать каталог услуг."]),
            ("p4", Status.DECISION, ["4. КСВ постановил учредить Целевую группу по архивам."]),
            ("p5", Status.SECRETARIAT, ["5. Вопросы можно направлять по адресу archives@example.org до 30 января 2032 г."]),
            ("p6", Status.DELEGATION, ["6. Делегация Чили заявила, что пошлины следует отменить."]),
            ("p7", Status.INVITATION, ["7. КСВ предлагается принять глоссарий архивных терминов."]),
            ("annex/rec-1", Status.RECOMMENDATION, ["Рекомендация 1: ведомствам следует оцифровать бумажные дела."]),
            ("annex/rec-2", Status.RECOMMENDATION, ["Рекомендация 2: ведомствам следует использовать открытые форматы."]),
            ("annex/rec-3", Status.RECOMMENDATION, ["Рекомендация 3: ведомствам следует обучать экспертов."]),
        ],
    ),
    "ar": (
        "نتائج الاستقصاء بشأن تكنولوجيا المعلومات والاتصالات والخطوات المقبلة",
        [
            ("p1", Status.SECRETARIAT, ["1. أجري الاستقصاء بشأن المحفوظات الرقمية من 4 إلى 8 مايو 2031، وردّ عليه 46 مكتبا."]),
            ("p2", Status.SECRETARIAT, ["2. تبلغ ميزانية المشروع التجريبي DA_7_12_01 ما قدره 205,000 فرنك سويسري ومدته 18 شهرا. واقترحه وفد النرويج."]),
            ("p3", Status.SECRETARIAT, ["3. حدد المشاركون التدابير الرئيسية الخمسة التالية:", "(أ) إنشاء شبكة لمديري المحفوظات؛", "(ب) فتح منتدى لتبادل الأدوات؛", "(ج) تنظيم حلقات عمل تدريبية؛", "(د) تنفيذ مشروع تجريبي بشأن سلسلة الكتل؛", "(هـ) نشر فهرس للخدمات."]),
            ("p4", Status.DECISION, ["4. قررت لجنة المعايير إنشاء فرقة العمل المعنية بالمحفوظات."]),
            ("p5", Status.SECRETARIAT, ["5. يمكن إرسال الأسئلة إلى archives@example.org في موعد أقصاه 30 يناير 2032."]),
            ("p6", Status.DELEGATION, ["6. صرّح وفد شيلي بأنه ينبغي إلغاء الرسوم."]),
            ("p7", Status.INVITATION, ["7. إن لجنة المعايير مدعوة إلى اعتماد مسرد مصطلحات المحفوظات."]),
            ("annex/rec-1", Status.RECOMMENDATION, ["التوصية 1: ينبغي للمكاتب رقمنة ملفاتها الورقية."]),
            ("annex/rec-2", Status.RECOMMENDATION, ["التوصية 2: ينبغي للمكاتب استخدام أنساق مفتوحة."]),
            ("annex/rec-3", Status.RECOMMENDATION, ["التوصية 3: ينبغي للمكاتب تدريب الفاحصين لديها."]),
        ],
    ),
    "zh": (
        "信通技术调查结果和后续步骤",
        [
            ("p1", Status.SECRETARIAT, ["1. 数字档案调查于2031年5月4日至8日进行，46个主管局作了答复。"]),
            ("p2", Status.SECRETARIAT, ["2. 试点项目DA_7_12_01的预算为205,000瑞士法郎，为期18个月。该项目由挪威代表团提出。"]),
            ("p3", Status.SECRETARIAT, ["3. 与会者确定了以下五项主要行动：", "(a) 建立档案主管网络；", "(b) 开设工具共享论坛；", "(c) 举办培训讲习班；", "(d) 开展区块链试点；以及", "(e) 发布服务目录。"]),
            ("p4", Status.DECISION, ["4. 标准委决定设立档案工作队。"]),
            ("p5", Status.SECRETARIAT, ["5. 问题可在2032年1月30日之前发送至archives@example.org。"]),
            ("p6", Status.DELEGATION, ["6. 智利代表团表示应取消收费。"]),
            ("p7", Status.INVITATION, ["7. 请标准委通过档案术语表。"]),
            ("annex/rec-1", Status.RECOMMENDATION, ["建议1：主管局应将纸质案卷数字化。"]),
            ("annex/rec-2", Status.RECOMMENDATION, ["建议2：主管局应使用开放格式。"]),
            ("annex/rec-3", Status.RECOMMENDATION, ["建议3：主管局应培训审查员。"]),
        ],
    ),
}


def make_document(language: Language, version: str | None = None) -> tuple[Document, list[Passage]]:
    """Return the document in one language with its passages."""
    title, told = TEXTS[language]
    key = f"{SYMBOL} {version}" if version else SYMBOL
    text = f"{title}\n\n"
    passages = []
    for order, (locator, status, slices) in enumerate(told):
        spans = []
        for piece in slices:
            spans.append(Span(len(text), len(text) + len(piece)))
            text += f"{piece}\n\n"
        paragraph = locator[1:] if locator.startswith("p") else None
        passages.append(
            Passage(
                key=f"{key}#{locator}",
                document=key,
                language=language,
                locator=locator,
                text="\n".join(slices),
                spans=tuple(spans),
                status=status,
                kind=BlockKind.PARAGRAPH,
                order=order,
                paragraph=paragraph,
                annex="" if locator.startswith("annex") else None,
                context=(title,),
                page=1 + order // 4,
            )
        )
    document = Document(
        key=key,
        symbol=SYMBOL,
        version=version,
        language=language,
        title=title,
        body="CWS",
        session="91",
        date="2031-09-12",
        kind="working_document",
        source=f"cws_91_2_{language}.txt",
        url=None,
        meeting_id="990001",
        doc_id=None,
        sha256="0" * 64,
        format="text",
        pages=3,
        text=text,
    )
    return document, passages


class SmallLibrary:
    """Documents in memory; searched by counting the words that a passage shares."""

    def __init__(self, languages: Iterable[Language], version: str | None = None) -> None:
        self._documents: dict[tuple[str, Language], Document] = {}
        self._passages: dict[tuple[str, Language], list[Passage]] = {}
        for language in languages:
            document, passages = make_document(language, version)
            self._documents[document.key, language] = document
            self._passages[document.key, language] = passages

    def document(self, key: str, language: Language) -> Document | None:
        return self._documents.get((key, language))

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        return self._passages.get((document, language), [])

    def passage(self, key: str, language: Language) -> Passage | None:
        return next((p for p in self._all() if (p.key, p.language) == (key, language)), None)

    def holds(self, symbol: str) -> bool:
        return any(document.symbol == symbol for document in self._documents.values())

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        wanted = set(keys)
        found: dict[str, tuple[Language, ...]] = {}
        for passage in sorted(self._all(), key=lambda p: p.language):
            if passage.key in wanted:
                found[passage.key] = (*found.get(passage.key, ()), passage.language)
        return found

    def _all(self) -> list[Passage]:
        return [passage for passages in self._passages.values() for passage in passages]

    def search(self, query: Query) -> SearchResult:
        """Rank by the share of the query's words, versions of one paragraph as one hit."""
        terms = [term.text for term in query_terms(query.text, query.language)]
        best: dict[str, tuple[float, Passage]] = {}
        for passage in self._all():
            if query.filters.language and passage.language not in query.filters.language:
                continue
            slack = 1 if passage.language == query.language else 3
            held = Vocabulary(" ".join((passage.text, *passage.context)), passage.language)
            score = sum(held.holds(term, slack) for term in terms) / max(len(terms), 1)
            mine = score + (passage.language == query.language)
            if passage.key not in best or mine > best[passage.key][0]:
                best[passage.key] = mine, passage
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].order))
        hits = [
            Hit(p, self._documents[p.document, p.language], min(score, 1.0), rank, (p.language,))
            for rank, (score, p) in enumerate(ranked[: query.top_k], 1)
        ]
        languages = tuple(sorted({language for _, language in self._documents}))
        counts = len(self._documents), len(self._all())
        return SearchResult(tuple(hits), Searched(*counts, languages, "small"))


def make_answerer(*languages: Language, version: str | None = None) -> Answerer:
    library = SmallLibrary(languages, version)
    return Answerer(library, library, Settings(_env_file=None))


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    """All six languages are held."""
    return make_answerer("ar", "en", "es", "fr", "ru", "zh")


@pytest.fixture(scope="session")
def french_answerer() -> Answerer:
    """Only French is held."""
    return make_answerer("fr")
