"""What the columns of tables are called, by what they hold, also in the exports of programs that keep tasks.

The names of the programs are those in their exports: Airtable, Anki, Asana, Basecamp, ClickUp, Coda, Jira, Linear,
Microsoft Planner and To Do, Monday, Notion, OmniFocus, Things, TickTick, Todoist, Trello.
"""

from __future__ import annotations


def _words(text: str) -> dict[str, int]:
    """Each word of `text` with its place in it."""
    return {word: place for place, word in enumerate(text.split())}


def _phrases(text: str) -> frozenset[str]:
    """The names in `text`, between commas."""
    return frozenset(" ".join(name.split()) for name in text.split(","))


# From the largest to the smallest: with several, the smallest is the title (Unit, Topic, Microtopic). What means the
# same in another language has the same rank.
_RANKS = """
    unit
    section
    category
    chapter capítulo
    module módulo modul modulo
    area
    phase
    track
    group
    topic topics tema thema thème argomento onderwerp emne aihe temat téma konu
        主題 主题 トピック テーマ 주제 тема θέμα الموضوع נושא विषय
    subject sujet ämne
    skill skills
    title título titulo titel titre titolo tytuł titul başlık otsikko cím 标题 標題 題目 题目 タイトル 題名 제목
    name nombre nome nom naam navn namn nimi nazwa název numele ad
        名前 名称 名稱 이름 название имя назва όνομα الاسم שם नाम
    task tarea aufgabe tâche compito taak uppgift opgave oppgave tehtävä zadanie úkol feladat görev
        任務 任务 タスク 작업 과제 задача задание tugas งาน المهمة משימה कार्य
    item 項目 항목 หัวข้อ
    course curso cours kurs corso cursus 课程 課程 курс
    lesson lección leçon lezione lektion lekcja урок
    question
    problem
    concept
    resource
    subtopic sub-topic microtopic subtask sub-task
"""
_TASKS = "task name, card name, item name, issue name, to-do, to do, todo, to-do name, task title, subject line"
TITLES = {word: rank for rank, words in enumerate(_RANKS.split("\n    ")) for word in words.split()}
TITLES |= dict.fromkeys(_phrases(_TASKS), TITLES["task"])
"""Names of columns of titles with their ranks; with several, the one with the highest rank holds the titles."""
GROUPS = _words(
    "unit section category chapter module area phase track group week part stage domain folder list project deck "
    "epic kategorie bereich abschnitt kapitel woche catégorie chapitre semaine partie categoría capítulo semana unidad "
    "categoria settimana categorie afdeling kategoria "
    "分类 分類 章节 章節 カテゴリ カテゴリー 章 분류 категория раздел глава"
)
LINKS = _words(
    "url urls link links href resource resources website enlace lien liens collegamento odkaz "
    "链接 連結 リンク 링크 ссылка"
)
NOTES = _words(
    "note notes comment comments remark remarks description details summary content nota notas notiz notizen bemerkung "
    "bemerkungen kommentar beschreibung remarque remarques commentaire descripción comentario observaciones descrição "
    "observações osservazioni descrizione opmerking opmerkingen uwagi opis poznámka notatka anteckning bemærkning "
    "备注 備註 说明 說明 備考 メモ 説明 메모 비고 примечание примечания заметки комментарий описание ملاحظات הערות"
)
IDS = _phrases(
    "id, uid, uuid, key, code, slug, identifier, issue key, issue id, task id, taskid, card id, item id, wbs, "
    "outline number"
)
OUTER = {
    name: rank
    for rank, names in enumerate(
        ("space name", "plan name, board name, project name, projects", "folder name, folder name/path, folder path",
         "list name", "section/column, section name, bucket name, column name")
    )
    for name in _phrases(names)
}  # fmt: skip
"""Names that only programs give to groups, with how far outside each is: their exports have them in any order."""

BOARDS = _phrases("section/column, list name, list, column, column name, bucket, bucket name, section, board column")
"""Groups that may be called as states are, as the columns of a board: then they say what is done."""

ASIDE = _phrases(
    "type, task type, issue type, item type, tracker, priority, assignee, assignees, assigned to, owner, owners, "
    "author, creator, created by, completed by, reporter, person, people, responsible, tag, tags, label, labels, "
    "context, assignee name, assignee email, estimate, sprint"
)
"""What programs say of a task that is neither its group nor its state."""

FLAGS = _phrases(
    "archived, is archived, is recurring, recurring, late, overdue, flagged, starred, favorite, favourite, important, "
    "pinned, deleted, is collapsed, private, locked, hidden, urgent, all day, is all day, is check list, optional"
)
"""What is said with yes and no and is no state."""

DAYS = _phrases(
    "completed at, completed on, completed date, completed time, completion date, completion time, date completed, "
    "date done, date closed, date finished, date of completion, done at, done on, done date, finished at, finished on, "
    "finish date, finished date, closed at, closed on, closed date, closed, resolved, resolved at, resolution date, "
    "erledigt am, abgeschlossen am, fertig am, fertiggestellt am, erledigungsdatum, terminé le, fini le, "
    "date d'achèvement, completado el, terminado el, fecha de finalización, concluído em, data de conclusão, "
    "completato il, data di completamento, voltooid op, ukończono dnia, дата завершения, дата выполнения, "
    "完了日, 完了日時, 完了日付, 完成日期, 完成时间, 完成時間, 완료일, 완료 날짜"
)
"""When something was done."""

PARENTS = _phrases(
    "parent, parent task, parent item, parent issue, parent id, parentid, parent key, parent task id, parent name, "
    "parent card, subtask of, sub-task of, übergeordnet, übergeordnete aufgabe, übergeordnetes element, "
    "tâche parente, élément parent, tarea principal, elemento principal, tarefa pai, elemento padre, "
    "bovenliggende taak, родительская задача, родитель, 親タスク, 親アイテム, 父任务, 父级任务, 父级项目, "
    "상위 작업, 상위 항목"
)
"""What a topic stands below."""

NAMES = (
    LINKS.keys()
    | NOTES.keys()
    | IDS
    | TITLES.keys()
    | DAYS
    | PARENTS
    | OUTER.keys()
    | _phrases("priority, assignee, assigned to, due date, task type, issue type")
) - _phrases("closed, resolved, to do, to-do, todo")
"""What surely is the name of a column, and no state of a task."""
