import pytest

from config.settings import HashingEmbedderSettings, Settings
from evaluation.faults.documents import file_of, make_document
from index.embedders.hashing import HashingEmbedder
from index.generation import open_current
from index.search import Searcher
from index.writer import Writer

# One work in six languages: the same three paragraphs.
SOLAR = {
    "en": [
        "The Secretariat presented the budget of the solar library project, 40,000 francs.",
        "The delegations recommended longer opening hours of the reading room.",
        "The Committee adopted the work program for the next biennium.",
    ],
    "fr": [
        "Le Secrétariat a présenté le budget du projet de bibliothèque solaire, 40 000 francs.",
        "Les délégations ont recommandé d’allonger les horaires de la salle de lecture.",
        "Le comité a adopté le programme de travail pour le prochain exercice biennal.",
    ],
    "es": [
        "La Secretaría presentó el presupuesto del proyecto de biblioteca solar, 40.000 francos.",
        "Las delegaciones recomendaron ampliar el horario de la sala de lectura.",
        "El Comité aprobó el programa de trabajo del próximo bienio.",
    ],
    "ru": [
        "Секретариат представил бюджет проекта солнечной библиотеки, 40 000 франков.",
        "Делегации рекомендовали продлить часы работы читального зала.",
        "Комитет утвердил программу работы на следующий двухлетний период.",
    ],
    "ar": [
        "قدمت الأمانة ميزانية مشروع المكتبة الشمسية، 40000 فرنك.",
        "أوصت الوفود بتمديد ساعات عمل قاعة القراءة.",
        "اعتمدت اللجنة برنامج العمل للثنائية القادمة.",
    ],
    "zh": [
        "秘书处介绍了太阳能图书馆项目的预算，4万法郎。",
        "各代表团建议延长阅览室的开放时间。",
        "委员会通过了下一个两年期的工作计划。",
    ],
}
QUESTIONS = {  # each is answered by the first paragraph
    "en": "What is the budget of the solar library?",
    "fr": "Quel est le budget de la bibliotheque solaire ?",
    "es": "¿Cuál es el presupuesto de la biblioteca solar?",
    "ru": "Каков бюджет солнечной библиотеки?",
    "ar": "ما هي ميزانية المكتبة الشمسية؟",
    "zh": "太阳能图书馆的预算是多少？",
}


@pytest.fixture
def settings(tmp_path):
    # The embedder without a model: nothing here depends on what words mean.
    return Settings(home=tmp_path / "home", embedder=HashingEmbedderSettings(kind="hashing"))


@pytest.fixture
def publish(settings):
    """Publish documents in a new generation and return its manifest."""

    def publish_documents(*documents, **changes):
        with Writer(settings.model_copy(update=changes)) as writer:
            for parsed in documents:
                writer.put(file_of(parsed), parsed)
            return writer.publish()

    return publish_documents


@pytest.fixture
def solar():
    return [
        make_document("CWS/90/4", language, texts, title="Solar library")
        for language, texts in SOLAR.items()
    ]


@pytest.fixture
def searcher(settings):
    def open_searcher():
        opened = open_current(settings.home, settings.store)
        return Searcher(opened.generation, HashingEmbedder(settings.embedder.dim), settings.search)

    return open_searcher


@pytest.fixture
def solar_texts():
    return SOLAR


@pytest.fixture
def questions():
    return QUESTIONS
