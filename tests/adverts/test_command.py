"""`tracker advert` and `tracker adverts`, used as somebody with a few adverts and an evening would."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.core.adverts.doubt import doubt_about
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.errors import AdvertError
from tracker.formats.advert_text.reader import advert_text

stored = pytest.mark.usefixtures("bundled_home")
"""With the bundled roadmaps in the store."""

ADVERT = """\
Machine Learning Engineer

About us
We make maps of everything.

Requirements
- 3+ years of experience with Python
- AWS or GCP
- Bachelor's degree or equivalent experience
- Scala

Nice to have
- Docker
"""
KEYS = {
    "title", "role", "required", "nice", "mentioned", "alternatives", "levels", "outside", "outside_nice", "years",
    "degree", "degree_required", "degree_or_equivalent", "degree_preferred", "languages", "percent", "hours_left",
    "months_left", "skills", "next", "evidence", "words",
}  # fmt: skip


@pytest.fixture
def advert(tmp_path: Path) -> str:
    """A file with an advert."""
    file = tmp_path / "advert.txt"
    file.write_text(ADVERT, encoding="utf-8")
    return str(file)


@stored
def test_an_advert_is_read_as_one_object(cli: Run, advert: str) -> None:
    read = cli("advert", advert, "--json").json()
    assert read.keys() == KEYS
    assert read["role"] == "machine-learning-engineer"
    assert (read["required"], read["nice"]) == (["python", "aws", "gcp"], ["docker"])
    assert (read["alternatives"], read["levels"]) == ([["aws", "gcp"]], {"python": "working"})
    assert (read["outside"], read["years"], read["degree"]) == (["Scala"], 3, "bachelor")
    assert (read["degree_required"], read["degree_or_equivalent"], read["percent"]) == (True, True, 0)
    assert read["evidence"]["python"] == "3+ years of experience with Python"
    assert read["words"]["docker"] == ["Docker"]
    assert read["hours_left"] > 0


@stored
def test_what_one_can_do_counts(cli: Run, advert: str) -> None:
    before = cli("advert", advert, "--json").json()
    cli("tick", "python/functions")
    after = cli("advert", advert, "--json").json()
    python = next(skill for skill in after["skills"] if skill["id"] == "python")
    assert (after["percent"], python["done"]) == (1, 1)
    assert after["hours_left"] < before["hours_left"]


@stored
def test_the_report_says_it_all_to_a_person(cli: Run, advert: str) -> None:
    shown = cli("advert", advert).stdout
    for words in ("Machine Learning Engineer", "required", "nice to have", "AWS, Google Cloud", "Scala", "learn first"):
        assert words in shown
    assert "years of work: 3" in shown
    assert "degree: bachelor required, or equivalent experience" in shown


@stored
def test_what_the_library_lacks_is_said_once_and_a_language_of_work_in_its_place(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "advert.txt"
    file.write_text(f"{ADVERT}- ROS 2\n- Fluent English\n", encoding="utf-8")
    shown = cli("advert", str(file)).stdout
    assert "asked, and not in the library: Scala, robotics (ROS 2)\n" in shown
    assert "languages: English\n" in shown
    assert cli("advert", str(file), "--json").json()["outside"] == ["Scala", "robotics", "ROS 2", "English"]


@stored
@pytest.mark.parametrize("text", ["Python, SQL, Docker. 3 years.", "Developer\npython\nsql\ndocker\n3 years of work"])
def test_an_advert_of_key_words_is_read(cli: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "advert.txt"
    file.write_text(text, encoding="utf-8")
    read = cli("advert", str(file), "--json").json()
    assert (read["required"], read["years"]) == (["python", "sql", "docker"], 3)


@stored
def test_the_text_is_shown_with_what_was_read_marked(cli: Run, advert: str) -> None:
    shown = cli("advert", advert, "--text").stdout
    assert "experience with **Python**" in shown
    assert "- *Docker*" in shown


@stored
def test_a_reading_is_corrected(cli: Run, advert: str) -> None:
    words = ("--nice", "python", "--not-asked", "aws", "--required", "git", "--level", "docker=advanced", "--json")
    read = cli("advert", advert, *words).json()
    assert (read["required"], read["nice"]) == (["gcp", "git"], ["docker", "python"])
    assert (read["alternatives"], read["levels"]["docker"]) == ([], "advanced")
    assert cli("advert", advert, "--nice", "git", "--required", "git").code == 2
    assert cli("advert", advert, "--level", "git").code == 2
    assert cli("advert", advert, "--level", "git=high").code == 2
    assert cli("advert", advert, "--nice", "nonsense").code == 3


@stored
def test_a_saved_advert_is_a_role_with_its_text_state_and_link(cli: Run, advert: str) -> None:
    link = "https://example.org/job"
    saved = cli("advert", advert, "--save", "ML at Example", "--link", link, "--json").json()["saved"]
    assert saved == "ml-at-example"
    assert cli("target", "ml-at-example").code == 0
    assert cli("status", "--json").json()["title"] == "ML at Example"
    assert cli("next", "--json").json()
    kept = cli("adverts", "example", "--json").json()
    assert (kept["state"], kept["link"], kept["text"]) == ("interesting", link, ADVERT.strip())
    assert cli("adverts", "example", "--state", "applied").code == 0
    assert [kept["state"] for kept in cli("adverts", "--json").json()] == ["applied"]
    cli("undo")
    assert [kept["state"] for kept in cli("adverts", "--json").json()] == ["interesting"]
    assert cli("advert", advert, "--save", "Other", "--link", "javascript:alert(1)").code == 2


@stored
def test_saved_adverts_are_listed_best_first_and_closed_ones_last(cli: Run, tmp_path: Path) -> None:
    for title, skill in (("One", "Docker"), ("Two", "Python"), ("Three", "Python")):
        file = tmp_path / f"{title}.txt"
        words = "We are looking for somebody for our team who brings along the following for this position"
        file.write_text(f"Engineer\n{words}\nRequirements:\n- {skill}\n", encoding="utf-8")
        assert cli("advert", str(file), "--save", title).code == 0
    cli("tick", "python/functions")
    cli("adverts", "three", "--state", "closed")
    assert [kept["title"] for kept in cli("adverts", "--json").json()] == ["Two", "One", "Three"]


@stored
def test_no_advert_is_saved_yet(cli: Run) -> None:
    assert cli("adverts").stdout == 'no advert is saved yet: tracker advert FILE --save "Title"\n'
    assert cli("adverts", "--json").json() == []
    assert cli("adverts", "any").code == 3
    assert cli("advert", "--compare").code == 3


@stored
def test_an_advert_is_saved_under_its_own_title(cli: Run, advert: str) -> None:
    assert cli("advert", advert, "--save", "--json").json()["saved"] == "machine-learning-engineer-2"
    assert cli("advert", "--save", advert).code == 2


@stored
def test_a_fragment_inside_a_word_changes_no_advert(cli: Run, advert: str) -> None:
    assert cli("advert", advert, "--save", "Engineer at Example").code == 0
    assert cli("adverts", "ample").code == 0
    assert cli("adverts", "ample", "--state", "applied").code == 3
    assert cli("adverts", "exam", "--state", "applied").code == 0
    assert cli("advert", advert, "--nice", "ython").code == 3


@stored
def test_many_adverts_are_compared(cli: Run, tmp_path: Path, advert: str) -> None:
    Path(advert).with_name("other.md").write_text(ADVERT.replace("Docker", "Kubernetes"), encoding="utf-8")
    Path(advert).with_name("notes.txt").write_text("milk, bread", encoding="utf-8")
    compared = cli("advert", "--compare", str(tmp_path), "--json").json()
    assert len(compared["adverts"]) == 2
    python = compared["skills"][0]
    assert (python["required"], python["nice"]) == (2, 0)
    assert python["gain"] > 0
    assert next(skill for skill in compared["skills"] if skill["id"] == "docker")["nice"] == 1
    assert [left["file"] for left in compared["refused"]] == ["notes.txt"]
    shown = cli("advert", "--compare", str(tmp_path)).stdout
    assert "2 of 2  ############" in shown
    assert "left out: notes.txt: this is too short for an advert; paste all of it" in shown


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "there is no text in it"),
        (b"Engineer wanted", "this is too short for an advert; paste all of it"),
        (
            b"Sign in\nEmail\nPassword\nForgot your password?\nCreate an account\nRemember me on this computer\n",
            "this is a page to sign in, not the advert behind it; copy the advert's text itself",
        ),
        (
            b"120 jobs found. Sort by date. Next page. Similar jobs. Job alerts. Engineer. Nurse. Cook. Driver. Clerk. "
            * 3,
            "this is a whole page of adverts or more; copy the text of one advert",
        ),
        (
            (
                b"Curriculum vitae of Jo. Date of birth 1990. Employment history: a bank and a baker. Hobbies: chess. "
                b"Nationality: yes. References available."
            ),
            "this looks like a CV, not an advert",
        ),
        (
            (
                b"JO EXAMPLE\nEXPERIENCE\nEngineer, Some Company, Jan 2019 - Present\n- Built models in Python\n"
                b"Analyst, Other Company, 2015 - 2018\nEDUCATION\nBSc, 2012 - 2015\nSKILLS\nPython, SQL and Docker\n"
            ),
            "this looks like a CV, not an advert",
        ),
        (
            b"Nurse\nRequirements\n- A kind word for the old and the young\n\n" * 3,
            "this is a whole page of adverts or more; copy the text of one advert",
        ),
        (
            b"Mix the flour with the butter, bake it for an hour, let it cool and serve with cream for all of us.",
            "this does not read like an advert: it names no job and nothing that one asks",
        ),
        (
            "Ищем инженера по машинному обучению с опытом работы от трёх лет и знанием языка программирования "
            "для нашей команды в городе".encode(),
            "this is in none of the languages that can be read: English, French, German, Spanish",
        ),
        (b"word " * 1_100_000, "this file is larger than 5 MB; no advert is"),
        (b"word " * 50_000, "this is far longer than an advert; copy the text of one advert"),
        (b"\x89PNG\r\n", "this is a picture; copy the text of the advert"),
        (b"{\\rtf1 Engineer}", "this is an RTF file; save it as text"),
        (b"\xd0\xcf\x11\xe0", "this is an old Word file (.doc); save it as .docx, as PDF or as text"),
        (b"PK\x03\x04 nothing", "this is a ZIP file, but no Word file that can be read"),
        (b"%PDF-1.7 nothing", "this PDF is damaged and cannot be read"),
        (b"Ing\xe9nieur", "this is not text in UTF-8; save it as UTF-8 first"),
        (b"a\0b", "this is not a text file: it holds a NUL byte"),
    ],
)
def test_what_is_no_advert_gets_a_clear_sentence(vocabulary: Vocabulary, content: bytes, sentence: str) -> None:
    try:
        said = doubt_about(advert_text(content), vocabulary)
    except AdvertError as error:
        said = str(error)
    assert said == sentence


def test_a_word_file_that_unpacks_to_far_more_is_not_unpacked() -> None:
    pytest.importorskip("docx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"<w:p/>" * 400_000)
    assert len(file.getvalue()) < 10_000
    with pytest.raises(AdvertError, match="far longer than an advert"):
        advert_text(file.getvalue())


def test_words_in_the_colours_of_a_terminal_are_words() -> None:
    assert advert_text(b"We use \x1b[31mPython\x1b[0m here") == "We use Python here"


@stored
def test_a_command_says_what_is_wrong_with_an_advert(cli: Run, tmp_path: Path) -> None:
    for name, sentence in (("", "there is no text in it"), ("{\\rtf1", "this is an RTF file; save it as text")):
        file = tmp_path / "advert"
        file.write_text(name, encoding="utf-8")
        ran = cli("advert", str(file))
        assert (ran.code, ran.stdout, ran.stderr) == (6, "", f"tracker: {sentence}\n")


@stored
def test_wrong_usage_and_missing_files_are_told(cli: Run, tmp_path: Path) -> None:
    assert cli("advert").code == 2
    assert cli("advert", "x", "--compare").code == 2
    assert cli("advert", str(tmp_path / "missing")).code == 4
    assert cli("advert", "--compare", str(tmp_path / "missing")).code == 6


@stored
def test_a_stranger_s_text_commands_no_terminal(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "advert.txt"
    file.write_text(ADVERT.replace("Machine", "\x1b]0;x\x07Machine\u202e"), encoding="utf-8")
    for words in ((), ("--text",), ("--json",)):
        shown = cli("advert", str(file), *words).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def as_page(text: str) -> bytes:
    items = "".join(
        f"<li>{line[2:]}</li>" if line.startswith("- ") else f"<h2>{line}</h2>" for line in text.split("\n") if line
    )
    return (
        f"<!DOCTYPE html><html><head><title>x</title><script>Kubernetes()</script></head><body>{items}</body>".encode()
    )


def as_word(text: str) -> bytes:
    docx = pytest.importorskip("docx")
    document, file = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    document.save(file)
    return file.getvalue()


def as_pdf(text: str) -> bytes:
    """A page with one line of text for each line."""
    lines = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in text.split("\n"))
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{lines}ET".encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


@stored
@pytest.mark.parametrize("write", [as_page, as_word, as_pdf])
def test_other_kinds_of_file_read_the_same(cli: Run, tmp_path: Path, write: Callable[[str], bytes]) -> None:
    file = tmp_path / "advert.bin"
    file.write_bytes(write(ADVERT))
    read = cli("advert", str(file), "--json").json()
    assert (read["required"], read["nice"], read["outside"]) == (["python", "aws", "gcp"], ["docker"], ["Scala"])


@stored
def test_an_advert_comes_from_standard_input(program: Run) -> None:
    ran = program("advert", "-", "--json", stdin=ADVERT.encode())
    assert json.loads(ran.stdout)["nice"] == ["docker"]
