"""Reading adverts: how much of them is found, and what each rule is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.adverts.conftest import HERE, adverts, score
from tracker.core.adverts.reading import Reading, read_advert
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.roadmap.model import Level

Reads = Callable[..., Reading]

SETS = sorted(file.stem for file in HERE.glob("*.toml"))
"""Each file of adverts; its first lines say how well they were read at first sight."""


@pytest.fixture
def reading_of(vocabulary: Vocabulary) -> Reads:
    """Reads the requirements of an advert, each in a line."""

    def read(*lines: str, heading: str = "Requirements") -> Reading:
        return read_advert("\n".join(["Engineer", "", f"{heading}:", *(f"- {line}" for line in lines)]), vocabulary)

    return read


@pytest.mark.parametrize("name", SETS)
def test_most_of_what_an_advert_asks_is_found_and_little_else(name: str, vocabulary: Vocabulary) -> None:
    scored = score(adverts(name), vocabulary)
    assert scored.precision >= 0.90
    assert scored.recall >= 0.88
    assert scored.right_list >= 0.85
    assert scored.outside_recall >= 0.70
    assert scored.years >= 0.90
    assert scored.degrees >= 0.90


@pytest.mark.parametrize("name", ["nurse", "false-friends", "chef"])
def test_other_trades_ask_next_to_nothing(name: str, vocabulary: Vocabulary) -> None:
    advert = next(advert for advert in (*adverts("adverts"), *adverts("aside")) if advert["name"] == name)
    assert set(read_advert(advert["text"].strip(), vocabulary).asked) == {*advert["required"]}


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Go the extra mile every day", "go"),
        ("R&D experience in a lab", "r"),
        ("You ship features that users love", "feature-engineering"),
        ("Optimization of our office supplies", "calculus"),
        ("Spark your interest in tea", "spark"),
        ("Pipelines in GitHub Actions", "git"),
        ("Excel in everything you do", "spreadsheets"),
        ("Sell our portfolio of brands", "portfolio"),
        ("A bias for action", "responsible-ai"),
        ("Be prompt and friendly", "prompt-engineering"),
        ("Access to the gymnasium", "reinforcement-learning"),
        ("We react swiftly", "typescript"),
        ("You helm the project", "kubernetes"),
        ("Ready to go, learn and change", "go"),
        ("R rated films", "r"),
    ],
)
def test_words_that_mean_something_else_ask_for_nothing(reading_of: Reads, line: str, absent: str) -> None:
    assert absent not in reading_of(line).asked


@pytest.mark.parametrize(
    ("line", "skill"),
    [
        ("Python, Go or Rust", "go"),
        ("Go (Golang)", "go"),
        ("SQL, R and SAS", "r"),
        ("You put models behind an endpoint", "model-serving"),
        ("You bring what our scientists made into production: models, mostly, models in production", "model-serving"),
        ("You explain complex findings to managers", "communication"),
        ("You design large-scale ML systems", "ml-system-design"),
        ("You can evaluate LLM answers", "llm-evaluation"),
        ("Scikit learn or XGBoost", "machine-learning"),
        ("containerised services", "docker"),
        ("C/C++", "cpp"),
        ("CI / CD", "ci-cd"),
        ("Knowledge of MongoDB / Cosmos DB", "nosql"),
        ("PYTHON AND KUBERNETES", "kubernetes"),
        ("python, docker, terraform", "docker"),
        ("python, spark, go, react", "go"),
        ("sql, spark, airflow", "spark"),
        ("Servir los modelos", "model-serving"),
        ("Vous industrialisez les modèles en production", "model-serving"),
    ],
)
def test_plain_words_ask_for_the_skill(reading_of: Reads, line: str, skill: str) -> None:
    assert skill in reading_of(line).required


@pytest.mark.parametrize(
    ("line", "required", "nice"),
    [
        ("Python; Docker is a plus", ["python"], ["docker"]),
        ("Python, ideally with Kubernetes", ["python"], ["kubernetes"]),
        ("Docker is helpful but not required", [], ["docker"]),
        ("Agent frameworks (LangGraph preferred), Kubernetes", ["agents", "kubernetes"], []),
        ("Cloud familiarity is a plus (Azure, AWS)", [], ["azure", "aws"]),
        ("One programming language, preferably Python", ["python"], []),
        ("No prior experience with Spark is needed", [], []),
        ("You do not need Kubernetes or Docker", [], []),
    ],
)
def test_nice_required_and_not_asked_are_told_apart(
    reading_of: Reads, line: str, required: list[str], nice: list[str]
) -> None:
    reading = reading_of(line)
    assert (sorted(reading.required), sorted(reading.nice)) == (sorted(required), sorted(nice))


def test_a_requirement_wins_over_nice_and_nice_over_a_duty(vocabulary: Vocabulary) -> None:
    text = "Engineer\nYou will:\n- Write Python in Docker\nRequirements:\n- Python\nNice to have:\n- Python\n- Docker\n"
    reading = read_advert(text, vocabulary)
    assert (reading.required, reading.nice) == (("python",), ("docker",))


def test_talk_about_the_company_and_benefits_asks_for_nothing(vocabulary: Vocabulary) -> None:
    text = "Engineer\nAbout us\nOur platform runs on Kubernetes.\nRequirements\n- Python\nBenefits\n- A Rust course\n"
    reading = read_advert(text, vocabulary)
    assert (reading.required, reading.mentioned) == (("python",), ("kubernetes",))


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("AWS, GCP or Azure", ("aws", "gcp", "azure")),
        ("A cloud (AWS/GCP)", ("aws", "gcp")),
        ("Python, Scala or Java", ("python", "java")),
        ("Coding (e.g. Python, SQL)", ("python", "sql")),
    ],
)
def test_of_alternatives_one_suffices(reading_of: Reads, line: str, group: tuple[str, ...]) -> None:
    assert reading_of(line).alternatives == (group,)


def test_what_is_required_has_no_nice_alternative(reading_of: Reads) -> None:
    reading = reading_of("Requirements\n- Strong SQL skills, ideally PostgreSQL or BigQuery")
    assert (reading.required, reading.nice, reading.alternatives) == (("sql",), ("gcp",), ())


def test_a_list_of_examples_is_no_choice(reading_of: Reads) -> None:
    assert reading_of("Tools such as Docker, Git and Kubernetes").alternatives == ()


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Familiarity with Docker", Level.BASIC),
        ("Strong knowledge of Docker", Level.WORKING),
        ("Deep expertise in Docker", Level.ADVANCED),
        ("1 year of work with Docker", Level.BASIC),
        ("3+ years of experience with Docker", Level.WORKING),
        ("Familiar after five years of work with Docker", Level.ADVANCED),
    ],
)
def test_words_and_years_give_the_level(reading_of: Reads, line: str, level: Level) -> None:
    assert reading_of(line).levels == {"docker": level}


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("5+ years of experience", 5),
        ("3-5 years of professional experience", 3),
        ("At least two years of work in the field", 2),
        ("Mindestens 4 Jahre Berufserfahrung", 4),
        ("3 ans d'expérience", 3),
        ("Tres años de experiencia", 3),
        ("1 to 3 years of experience is helpful but not required", None),
        ("Founded 20 years ago", None),
        ("Three to five years of experience", 3),
        ("Three (3) or more years in the field", 3),
        ("4 to 8 years", 4),
        ("5+ yrs", 5),
        ("2 yrs' exp. in analytics", 2),
        ("mehrjährige Berufserfahrung (mind. 3 Jahre)", 3),
        ("5 años o más de experiencia", 5),
    ],
)
def test_years_of_work_are_read(reading_of: Reads, line: str, years: int | None) -> None:
    assert reading_of(line).years == years


@pytest.mark.parametrize(
    ("line", "lowest", "required", "or_equivalent", "preferred"),
    [
        ("Bachelor's degree in physics or equivalent experience", "bachelor", True, True, ""),
        ("BS, MS or PhD in statistics", "bachelor", True, False, ""),
        ("Master's degree in a quantitative field", "master", True, False, ""),
        ("Bachelor's degree required; Master's preferred", "bachelor", True, False, "master"),
        ("Ideally a degree in computer science", "bachelor", False, False, ""),
        ("Diplôme d'ingénieur ou Bac+5", "master", True, False, ""),
        ("No PhD needed", "", False, False, ""),
        ("A 2:1 or above in mathematics", "bachelor", True, False, ""),
        ("B.E./B.Tech/MCA or equivalent", "bachelor", True, True, ""),
        ("bsc or msc in physics", "bachelor", True, False, ""),
        ("Technische Ausbildung (HTL, FH, Uni) oder vergleichbare Praxis", "bachelor", True, True, ""),
        ("Licenciatura en actuaría o afín", "bachelor", True, False, ""),
        ("A clean driver's licence", "", False, False, ""),
        ("A high degree of autonomy", "", False, False, ""),
        ("Scrum Master on the team", "", False, False, ""),
    ],
)
def test_degrees_are_read(
    reading_of: Reads, line: str, lowest: str, required: bool, or_equivalent: bool, preferred: str
) -> None:
    assert reading_of(line).degree == (lowest, required, or_equivalent, preferred)


def test_fields_of_study_are_no_skills(reading_of: Reads) -> None:
    reading = reading_of("Bachelor's degree in statistics, machine learning or economics, with experience in Python")
    assert reading.asked == ("python",)


def test_languages_of_work_and_terms_outside_the_library_are_named(reading_of: Reads) -> None:
    reading = reading_of("Fluent in English and German", "Scala and Hadoop")
    assert reading.languages == ("English", "German")
    assert reading.outside == ("Scala", "Hadoop", "English", "German")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Kubernetes, Quixo and Terraform", ("Quixo",)),
        ("Experience with Quixo Server", ("Quixo Server",)),
        ("Formats such as QXP2", ("QXP2",)),
        ("Tools (QXA, QXB)", ("QXA", "QXB")),
        ("Quixo+ or CISSP", ("Quixo+", "CISSP")),
        ("Curious about QuixoDB", ("QuixoDB",)),
        ("Numbers from QuixoDB and QDK", ("QuixoDB", "QDK")),
        ("Knowledge of beehive telemetrics", ("beehive telemetrics",)),
        ("Orchard experience", ("Orchard",)),
        ("Experience with Marketing teams in Berlin", ()),
        ("A PhD in Quixology", ()),
        ("AWS (Quixo, Lambda)", ()),
        ("Strong Experience With Quixo Data And Python", ()),
        ("Criterion E3: Python", ()),
    ],
)
def test_names_and_fields_that_no_list_has_are_read_where_they_stand(
    reading_of: Reads, line: str, names: tuple[str, ...]
) -> None:
    assert reading_of(line).outside == names


def test_the_company_asks_for_no_knowledge_of_itself(vocabulary: Vocabulary) -> None:
    text = "Engineer\nJoin Quixo Labs in Berlin.\nRequirements:\n- Experience with Quixo, Vorpal and Python\n"
    assert read_advert(text, vocabulary).outside == ("Vorpal",)


def test_a_noun_with_a_capital_letter_is_no_name_in_german(vocabulary: Vocabulary) -> None:
    profile = "- Erfahrung mit Docker, Schaltplänen und QuixoDB\n"
    text = f"Entwickler\nWir suchen dich für die Arbeit mit uns.\nDein Profil:\n{profile}"
    assert read_advert(text, vocabulary).outside == ("QuixoDB",)


@pytest.mark.parametrize(
    "line",
    [
        "You refine rapid ideas with a cute team and his product",
        "Grasping complex problems, a catapult for your career",
        "Apprentissage automatique",
        "A birth certificate and table football",
        "Under the supervision of a lead",
        "Our podcast, our door, our customers",
    ],
)
def test_words_of_every_day_are_no_terms(reading_of: Reads, line: str) -> None:
    assert reading_of(line).outside == ()


def test_an_item_that_is_only_a_language_asks_for_it(reading_of: Reads) -> None:
    assert reading_of("Spanish", "Dutch or German").languages == ("Spanish", "Dutch", "German")


def test_terms_are_named_as_the_advert_names_them(reading_of: Reads) -> None:
    reading = reading_of("Supabase, BusinessObjects and ROS 2", "Experience in the energy sector")
    assert reading.outside == ("Supabase", "BusinessObjects", "robotics", "ROS 2", "energy domain")


@pytest.mark.parametrize(
    ("lines", "terms"),
    [
        (("Reverse engineering", "Work with reverse engineers"), ("reverse engineering",)),
        (("Contributions to open source",), ("open-source contributions",)),
    ],
)
def test_what_says_the_same_as_its_kind_is_said_once(
    reading_of: Reads, lines: tuple[str, ...], terms: tuple[str, ...]
) -> None:
    assert reading_of(*lines).outside == terms


def test_neighbours_in_duties_are_no_fields_of_knowledge(vocabulary: Vocabulary) -> None:
    text = "Engineer\nYou will:\n- Work with sales and media\nRequirements:\n- Experience in sales\n"
    assert read_advert(text, vocabulary).outside == ("sales",)


def test_a_heading_of_one_word_stands_alone(vocabulary: Vocabulary) -> None:
    text = "Engineer\n*You*\n- have used Docker\n*Bonus*\n- Kubernetes\n"
    reading = read_advert(text, vocabulary)
    assert (reading.required, reading.nice) == (("docker",), ("kubernetes",))


def test_a_field_above_the_first_section_hides_nothing_below_it(vocabulary: Vocabulary) -> None:
    text = "Engineer\nLocations: Leeds | York\nFrom this desk:\n- Design pipelines in Airflow\n- Python\n"
    assert set(read_advert(text, vocabulary).required) >= {"data-engineering", "python"}


def test_lines_below_a_heading_are_items_without_a_sign(vocabulary: Vocabulary) -> None:
    text = "Engineer\nYou will:\nTrain our models\nSundries\n5+ years of experience with Python\nAn MSc\n"
    reading = read_advert(text, vocabulary)
    assert (reading.years, reading.degree.lowest, reading.required) == (5, "master", ("python",))


def test_a_line_that_ends_open_is_a_heading(vocabulary: Vocabulary) -> None:
    text = "Engineer\nRequirements\n- Python\nIt is an advantage, but not a requirement, that you have\n- used Docker\n"
    reading = read_advert(text, vocabulary)
    assert (reading.required, reading.nice) == (("python",), ("docker",))


def test_prose_asks_for_what_it_calls_essential(vocabulary: Vocabulary) -> None:
    text = "Engineer\nThe centre looks after children.\nStrong knowledge of Docker is essential.\n"
    assert read_advert(text, vocabulary).required == ("docker",)


@pytest.mark.parametrize("bullet", ["~", ">", "»", "→", "+"])
def test_any_sign_opens_an_item(vocabulary: Vocabulary, bullet: str) -> None:
    text = f"Engineer\nWhat the weeks bring\n{bullet} Python and SQL\n"
    assert read_advert(text, vocabulary).required == ("python", "sql")


def test_plus_between_two_things_asks_for_both(reading_of: Reads) -> None:
    reading = reading_of("Strong Python plus C++")
    assert (sorted(reading.required), reading.nice) == (["cpp", "python"], ())


@pytest.mark.parametrize("heading", ["Lovely to see", "Not needed, but lovely", "Qualifications we desire"])
def test_wishes_in_plain_words_are_nice_to_have(reading_of: Reads, heading: str) -> None:
    assert reading_of("Docker", heading=heading).nice == ("docker",)


def test_numbers_of_criteria_are_no_tools(reading_of: Reads) -> None:
    assert reading_of("D3 Programming in R").asked == ("r",)


def test_evidence_says_where_a_skill_was_read(vocabulary: Vocabulary) -> None:
    text = "Engineer\nRequirements:\n- You know Docker and its friends\n"
    place = read_advert(text, vocabulary).evidence["docker"][0]
    assert (place.sentence, text[place.start : place.end]) == ("You know Docker and its friends", "Docker")
