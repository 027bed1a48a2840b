"""Words and signs of states, in the languages of spreadsheets and Notion; and what was not understood is said."""

from __future__ import annotations

import pytest

from tests.formats.outlines import tree, warnings_of
from tracker.core.roadmap.model import Mark
from tracker.formats.markdown import reader as markdown
from tracker.formats.table.reader import read
from tracker.formats.table.status import status

# The states of Notion by default and the logical values of spreadsheets: to do, doing, done; false, true.
LANGUAGES = {
    "en": ("Not started", "In progress", "Done", "FALSE", "TRUE"),
    "de": ("Nicht begonnen", "In Bearbeitung", "Erledigt", "FALSCH", "WAHR"),
    "fr": ("Pas commencé", "En cours", "Terminé", "FAUX", "VRAI"),
    "es": ("Sin empezar", "En curso", "Listo", "FALSO", "VERDADERO"),
    "pt": ("Não iniciada", "Em andamento", "Concluído", "FALSO", "VERDADEIRO"),
    "it": ("Non iniziato", "In corso", "Completato", "FALSO", "VERO"),
    "nl": ("Niet gestart", "Mee bezig", "Klaar", "ONWAAR", "WAAR"),
    "sv": ("Ej påbörjad", "Pågår", "Klar", "FALSKT", "SANT"),
    "da": ("Ikke startet", "I gang", "Færdig", "FALSK", "SAND"),
    "no": ("Ikke startet", "Pågår", "Ferdig", "USANN", "SANN"),
    "fi": ("Ei aloitettu", "Käynnissä", "Valmis", "EPÄTOSI", "TOSI"),
    "pl": ("Nie rozpoczęto", "W toku", "Gotowe", "FAŁSZ", "PRAWDA"),
    "cs": ("Nezahájeno", "Probíhá", "Hotovo", "NEPRAVDA", "PRAVDA"),
    "hu": ("Nincs elkezdve", "Folyamatban", "Kész", "HAMIS", "IGAZ"),
    "tr": ("Başlanmadı", "Devam ediyor", "TAMAMLANDI", "YANLIŞ", "DOĞRU"),
    "ru": ("Не начато", "В процессе", "Готово", "ЛОЖЬ", "ИСТИНА"),
    "uk": ("Не розпочато", "У процесі", "Виконано", "ХИБНІСТЬ", "ІСТИНА"),
    "el": ("Δεν ξεκίνησε", "Σε εξέλιξη", "Ολοκληρώθηκε", "ΨΕΥΔΕΣ", "ΑΛΗΘΕΣ"),
    "ja": ("未着手", "進行中", "完了", "FALSE", "TRUE"),
    "zh": ("未开始", "进行中", "完成", "否", "是"),
    "zh-tw": ("未開始", "進行中", "已完成", "否", "是"),
    "ko": ("시작 전", "진행 중", "완료", "FALSE", "TRUE"),
    "ar": ("لم يبدأ", "قيد التنفيذ", "مكتمل", "خطأ", "صحيح"),
    "he": ("לא התחיל", "בתהליך", "הושלם", "לא", "כן"),
    "hi": ("शुरू नहीं हुआ", "प्रगति में", "पूर्ण", "असत्य", "सत्य"),
    "id": ("Belum dimulai", "Sedang berlangsung", "Selesai", "SALAH", "BENAR"),
    "vi": ("Chưa bắt đầu", "Đang thực hiện", "Hoàn thành", "SAI", "ĐÚNG"),
    "th": ("ยังไม่เริ่ม", "กำลังดำเนินการ", "เสร็จสิ้น", "เท็จ", "จริง"),
}


# What Redmine calls an issue that is new, in progress, resolved, closed and rejected.
ISSUES = {
    "de": ("Neu", "In Bearbeitung", "Gelöst", "Erledigt", "Abgewiesen"),
    "fr": ("Nouveau", "En cours", "Résolu", "Fermé", "Rejeté"),
    "it": ("Nuovo", "In elaborazione", "Risolto", "Chiuso", "Rifiutato"),
    "sk": ("Nová", "Rozpracovaná", "Vyriešená", "Uzavretá", "Odmietnutá"),
    "ru": ("Новая", "В работе", "Решена", "Закрыта", "Отклонена"),
    "ja": ("新規", "進行中", "解決", "終了", "却下"),
    "zh-tw": ("新建立", "實作中", "已解決", "已結束", "已拒絕"),
    "ko": ("신규", "진행", "해결", "완료", "거절"),
    "tr": ("Yeni", "Yapılıyor", "Çözüldü", "Kapatıldı", "Reddedildi"),
}


@pytest.mark.parametrize("words", ISSUES.values(), ids=ISSUES.keys())
def test_states_of_issues_are_known(words: tuple[str, ...]) -> None:
    assert [status(word) for word in words] == [Mark.TODO, Mark.DOING, Mark.DONE, Mark.DONE, Mark.SKIPPED]


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_states_are_known_in_the_languages_of_notion_and_spreadsheets(words: tuple[str, ...]) -> None:
    wanted = [Mark.TODO, Mark.DOING, Mark.DONE, Mark.TODO, Mark.DONE]
    for shape in (str, str.upper, str.lower, lambda word: f" {word.replace(' ', '_')} ", lambda word: f"{word}!"):
        assert [status(shape(word)) for word in words] == wanted
    for row in (words[:3], words[3:]):
        table = "Name,Status\n" + "".join(f"topic {number},{word}\n" for number, word in enumerate(row))
        assert (
            [line[1] for line in tree(read(table))] == [" ", "/", "x"][3 - len(row) :] if len(row) == 3 else [" ", "x"]
        )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("not_started", Mark.TODO),
        ("in-progress", Mark.DOING),
        ("✅ Done", Mark.DONE),
        ("Done ✔️", Mark.DONE),
        ("🔄 Polishing", Mark.DOING),
        ("⏳ To Learn", Mark.TODO),
        ("🟢", Mark.DONE),
        ("☑️", Mark.DONE),
        ("3/5", Mark.DOING),
        ("5 of 5", Mark.DONE),
        ("0/5", Mark.TODO),
        ("80 ％", Mark.DOING),
        ("100%", Mark.DONE),
        ("Done (twice)", Mark.DONE),
        ("Completed 2026-01-03", Mark.DONE),
        ("Won’t do", Mark.SKIPPED),
        ("termine", Mark.DONE),
        ("Blocked", Mark.TODO),
        ("12/31/2026", None),
        ("a sentence about it", None),
        ("", None),
    ],
)
def test_case_signs_and_punctuation_do_not_matter(text: str, mark: Mark | None) -> None:
    assert status(text) is mark


def test_one_unknown_word_takes_nothing_away_and_is_listed_with_its_count() -> None:
    outline = read("Topic,Status\nA,Done\nB,Simmering\nC,Blocked\nD,\nE,To do\nF,Simmering\n")
    assert tree(outline) == ["[x] A", "[ ] B", "[ ] C", "[ ] D", "[ ] E", "[ ] F"]
    (message,) = [message for _, message in warnings_of(outline)]
    assert "Simmering (2), Blocked (1)" in message
    named = read("Topic,How\nA,Simmering\nB,Boiling\n", "title=Topic,status=How")
    assert "Simmering (1), Boiling (1)" in warnings_of(named)[0][1]


def test_a_column_of_states_of_which_none_is_known_is_named() -> None:
    outline = read("Topic,Status\nA,Simmering\nB,Boiling\n")
    assert [line[:3] for line in tree(outline)] == ["[ ]", "[ ]"]
    assert "no word in it is known: Simmering (1), Boiling (1)" in warnings_of(outline)[0][1]


@pytest.mark.parametrize("name", ["Acceptance", "Frequency", "Weight", "Score"])
def test_percentages_are_no_states_unless_the_name_says_so(name: str) -> None:
    rows = "A,41.8%\nB,100%\nC,0%\n"
    assert [line[1] for line in tree(read(f"Title,{name}\n{rows}"))] == [" ", " ", " "]
    assert [line[1] for line in tree(read(f"Title,Progress\n{rows}"))] == ["/", "x", " "]
    table = f"| Title | {name} |\n|---|---|\n| A | 41.8% |\n| B | 100% |\n"
    assert [line[1] for line in tree(markdown.read(table, "table"))] == [" ", " "]


def test_a_table_in_markdown_lists_what_was_not_understood_too() -> None:
    table = "| Title | Status |\n|---|---|\n| A | done |\n| B | Simmering |\n"
    outline = markdown.read(table, "table")
    assert tree(outline) == ["[x] A", "[ ] B"]
    assert "Simmering (1)" in warnings_of(outline)[0][1]


def test_names_of_columns_in_other_languages_are_names() -> None:
    assert tree(read("Kurs;Erledigt;Notiz\nSchleifen;WAHR;a\nModule;FALSCH;b\n")) == ["[x] Schleifen", "[ ] Module"]
    assert tree(read("foo,Done\nSchleifen,yes\nModule,no\n")) == ["[x] Schleifen", "[ ] Module"]


def test_lists_in_cells_are_not_taken_apart_inside_brackets_and_quotes() -> None:
    rows = 'Mate,"Knots (reef, bowline), ""Ropes, old ones"", Sails (a; b), Winds"\nCook,"a, b, c, d"\n'
    assert tree(read(f"Role,Skills\n{rows}"))[:5] == [
        "# Mate",
        "  [ ] Knots (reef, bowline)",
        '  [ ] "Ropes, old ones"',
        "  [ ] Sails (a; b)",
        "  [ ] Winds",
    ]
