"""`advert`: what a job advert asks, and how far the user is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, line, numbers, paint, percent
from tracker.core.adverts.asking import Ask
from tracker.core.adverts.needs import Corrections
from tracker.core.adverts.reading import Evidence
from tracker.core.effort import hours
from tracker.core.errors import UsageError
from tracker.core.roadmap.find import find
from tracker.core.text import plain, plural
from tracker.wording.adverts import outside_terms
from tracker.workspace import Workspace
from tracker.workspace.adverts.compare import Comparison, compare_folder
from tracker.workspace.adverts.read import AdvertReport, Adverts, AskedSkill, text_of
from tracker.workspace.adverts.saved import save_advert
from tracker.workspace.own_roles import level_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MOST_COMPARED = 30
_ORDER = list(Ask)


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help='text, Markdown, HTML, PDF or .docx; "-": standard input'
    )
    for name, what in (("required", "required"), ("nice", "only nice to have"), ("not-asked", "not asked")):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="SKILL", help=f"correct the reading: this is {what}"
        )
    parser.add_argument(
        "--level",
        action="append",
        default=[],
        metavar="SKILL=LEVEL",
        help="correct the reading: asked up to this level",
    )
    parser.add_argument(
        "--save",
        nargs="?",
        const="",
        metavar="TITLE",
        help="keep it as a role of your own, with its text; without TITLE, under its own title",
    )
    parser.add_argument("--link", default="", metavar="URL", help="with --save: where the advert is")
    parser.add_argument("--text", action="store_true", help="print the advert, what was read from it marked")
    parser.add_argument(
        "--compare", nargs="?", const="", metavar="FOLDER", help="compare the adverts in a folder, or the saved ones"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Read an advert, or compare several."""
    if args.save and args.file is None and args.compare is None:
        raise UsageError(f"the FILE with the advert comes first: tracker advert {plain(args.save)} --save")
    if (args.file is None) is (args.compare is None):
        raise UsageError("say one of the two: a FILE with an advert, or --compare")
    with opened() as workspace:
        if args.compare is not None:
            _show_comparison(compare_folder(workspace, args.compare), json=args.json)
            return 0
        text = text_of(args.file)
        reader = Adverts(workspace)
        report = reader.report(text, workspace.state(), _corrections(reader, args))
        saved = "" if args.save is None else save_advert(workspace, report, _title(report, args.save), args.link)
        if args.json:
            data(_object(report) | ({"saved": saved} if saved else {}))
        elif args.text:
            _show_text(report)
        else:
            _show(workspace, reader, report)
        if saved and not args.json:
            line(f"\nsaved as {saved}; work toward it: tracker target {saved}")
    return 0


def _title(report: AdvertReport, title: str) -> str:
    if not title and not report.reading.title:
        raise UsageError("this advert has no title; say one: --save TITLE")
    return title or report.reading.title


def _corrections(reader: Adverts, args: Namespace) -> Corrections:
    names = {id_: (skill.title,) for id_, skill in reader.library.skills.items()}

    def skills(texts: list[str]) -> frozenset[str]:
        return frozenset(find(text, names, "skill", writes=True) for text in texts)

    levels = {}
    for text in args.level:
        name, equals, level = text.partition("=")
        if not equals:
            raise UsageError(f'"{plain(text)}" is no level of a skill; write it as sql=basic')
        levels[find(name, names, "skill", writes=True)] = level_of(level)
    required, nice, not_asked = skills(args.required), skills(args.nice), skills(args.not_asked)
    if len(required | nice | not_asked) < len(required) + len(nice) + len(not_asked):
        raise UsageError("--required, --nice and --not-asked contradict each other")
    return Corrections(required, nice, not_asked, levels)


def _best(places: tuple[Evidence, ...]) -> Evidence:
    """The place that says most about a skill."""
    return min(places, key=lambda evidence: _ORDER.index(evidence.ask))


def _object(report: AdvertReport) -> dict[str, Any]:
    reading, degree = report.reading, report.reading.degree
    total = report.progress.total if report.progress else None
    words = {
        id_: list(dict.fromkeys(report.text[place.start : place.end] for place in places))
        for id_, places in reading.evidence.items()
    }
    return {
        "title": reading.title,
        "role": report.role or None,
        "required": list(reading.required),
        "nice": list(reading.nice),
        "mentioned": list(reading.mentioned),
        "alternatives": [list(group) for group in reading.alternatives],
        "levels": dict(reading.levels),
        "outside": list(reading.outside),
        "outside_nice": list(reading.outside_nice),
        "years": reading.years,
        "degree": degree.lowest or None,
        "degree_required": degree.required,
        "degree_or_equivalent": degree.or_equivalent,
        "degree_preferred": degree.preferred or None,
        "languages": list(reading.languages),
        "percent": total.percent if total else None,
        "hours_left": total.hours_left if total else 0.0,
        "months_left": total.months_left if total else 0.0,
        "skills": [_skill_object(skill) for skill in report.skills],
        "next": [{"id": item.topic.id, "title": item.topic.title, "why": item.why} for item in report.next_topics],
        "evidence": {id_: _best(places).sentence for id_, places in reading.evidence.items()},
        "words": words,
    }


def _skill_object(skill: AskedSkill) -> dict[str, Any]:
    return {**skill._asdict(), "percent": skill.percent}


def _show(workspace: Workspace, reader: Adverts, report: AdvertReport) -> None:
    reading = report.reading
    line(paint(clip(reading.title) if reading.title else "A job advert", "bold"))
    line(
        f"nearest role: {reader.title(report.role)}  {paint(report.role, 'dim')}" if report.role else "no role is near"
    )
    if report.progress:
        total = report.progress.total
        line("  ".join((bar(total, 20), percent(total).strip(), numbers(total))))
    for heading, nice in (("required", False), ("nice to have", True)):
        skills = [skill for skill in report.skills if skill.nice is nice]
        if skills:
            line(f"\n{paint(heading, 'bold')}")
        rows = [_row(skill, reading.evidence.get(skill.id, ())) for skill in skills]
        for text in columns(rows):
            line(text)
    for group in reading.alternatives:
        line(f"one of these suffices: {', '.join(reader.title(id_) for id_ in group)}")
    if not report.skills:
        line("it asks for no skill of the library")
    for text in _facts(report):
        line(text)
    if report.next_topics:
        line(f"\n{paint('learn first', 'bold')}")
    for suggestion in report.next_topics:
        line(f"  {suggestion.topic.title}  {paint(suggestion.topic.id, 'dim')}  {hours(suggestion.topic.hours)}")
    line(
        paint("\nthe sentences: --text; corrections: --nice, --required, --not-asked, --level; keep it: --save", "dim")
    )
    _say_target(workspace, report)


def _say_target(workspace: Workspace, report: AdvertReport) -> None:
    target = workspace.state().target
    if report.role and not target:
        line(paint(f"no target yet: tracker target {report.role}", "dim"))


def _row(skill: AskedSkill, places: tuple[Evidence, ...]) -> list[str]:
    share = f"{skill.percent:>3} %"
    left = hours(skill.hours_left)
    return [
        f"  {skill.title}",
        skill.level.value,
        share,
        left,
        paint(clip(_best(places).sentence) if places else "", "dim"),
    ]


def _facts(report: AdvertReport) -> list[str]:
    reading, degree = report.reading, report.reading.degree
    facts = []
    if reading.outside_kinds:
        facts.append(f"\nasked, and not in the library: {outside_terms(reading)}")
    if reading.years is not None:
        facts.append(f"years of work: {reading.years}")
    if degree.lowest:
        kind = "required" if degree.required else "preferred"
        also = ", or equivalent experience" if degree.or_equivalent else ""
        more = f"; {degree.preferred} preferred" if degree.preferred else ""
        facts.append(f"degree: {degree.lowest} {kind}{also}{more}")
    if reading.languages:
        facts.append(f"languages: {', '.join(reading.languages)}")
    return facts


def _show_text(report: AdvertReport) -> None:
    """The advert with what was read marked: required between ** **, nice between * *, and named in colour."""
    marks = {Ask.REQUIRED: ("**", "green"), Ask.DUTY: ("**", "green"), Ask.NICE: ("*", "yellow")}
    here = 0
    shown = []
    places = sorted(
        (place.start, place.end, place.ask) for spots in report.reading.evidence.values() for place in spots
    )
    for start, end, ask in places:
        if start < here or ask not in marks:
            continue
        sign, colour = marks[ask]
        shown += [report.text[here:start], paint(f"{sign}{report.text[start:end]}{sign}", colour)]
        here = end
    line("".join([*shown, report.text[here:]]))


def _show_comparison(comparison: Comparison, *, json: bool) -> None:
    if json:
        data(
            {
                "adverts": [
                    {"title": advert.title, "percent": advert.percent, "hours_left": advert.hours_left}
                    for advert in comparison.adverts
                ],
                "skills": [skill._asdict() for skill in comparison.skills],
                "refused": [{"file": name, "reason": reason} for name, reason in comparison.refused],
            }
        )
        return
    line(paint(plural(len(comparison.adverts), "advert"), "bold"))
    rows = [
        [f"  {clip(advert.title)}", _share(advert.percent), hours(advert.hours_left)] for advert in comparison.adverts
    ]
    for text in columns(rows):
        line(text)
    line(f"\n{paint('skills that they ask', 'bold')}")
    count = len(comparison.adverts)
    head = ["  skill", "asked in", "", "nice", "you have", "alone adds", "opens"]
    listed = [
        [
            f"  {skill.title}",
            f"{skill.required:>3} of {count}",
            "#" * max(1, round(12 * skill.required / count)) if skill.required else "",
            str(skill.nice or ""),
            f"{skill.percent:>3} %",
            f"{skill.gain:+.1f} %",
            str(skill.opens or ""),
        ]
        for skill in comparison.skills[:_MOST_COMPARED]
    ]
    for text in columns([head, *listed]):
        line(text)
    if len(comparison.skills) > _MOST_COMPARED:
        line(f"  and {len(comparison.skills) - _MOST_COMPARED} more (--json lists all)")
    for name, reason in comparison.refused:
        line(f"left out: {name}: {reason}")


def _share(value: int | None) -> str:
    return "    -" if value is None else f"{value:>3} %"
