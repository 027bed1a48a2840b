"""What a person means by a few letters."""

from __future__ import annotations

import pytest

from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.roadmap.find import find, nearest

NAMES = {
    "git/rebase": ("Rebase a branch",),
    "git/branch": ("Branches", "feature branch"),
    "git/merge": ("Merge two branches",),
    "docker/build": ("Build an image",),
    "docker/compose": ("Run several containers", "Docker Compose"),
    "ci-cd/build": ("Build on every push",),
    "kubernetes/pods": ("Pods", "k8s"),
    "sql/joins": ("Überblick über Joins",),
    "svn/integrate": ("Merge", "svn merge"),
    "Mine/Own-Thing": ("Something",),
}


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("git/branch", "git/branch"),
        ("  GIT/Branch ", "git/branch"),
        ("branch", "git/branch"),
        ("merge", "git/merge"),
        ("joins", "sql/joins"),
        ("Mine/Own-Thing", "Mine/Own-Thing"),
        ("mine/own-thing", "Mine/Own-Thing"),
        ("OWN-THING", "Mine/Own-Thing"),
        ("Build an image", "docker/build"),
        ("K8S", "kubernetes/pods"),
        ("feature branch", "git/branch"),
        ("docker/c", "docker/compose"),
        ("rebase a", "git/rebase"),
        ("merge t", "git/merge"),
        ("every push", "ci-cd/build"),
        ("ontain", "docker/compose"),
        ("own thing", "Mine/Own-Thing"),
        ("CI CD/build", "ci-cd/build"),
        ("Rebase-a-branch", "git/rebase"),
        ("ÜBERBLICK", "sql/joins"),
    ],
    ids=[
        "the id",
        "the id in any case",
        "the last part wins over other parts",
        "the last part wins over a whole name",
        "the last part",
        "an id with capitals",
        "an id with capitals, without them",
        "the last part of one, in any case",
        "the title",
        "another name",
        "another name wins over a part of a title",
        "the beginning of an id",
        "the beginning of a title",
        "the beginning wins over the middle",
        "the middle of a title",
        "the middle of a word",
        "a space for a hyphen in the last part",
        "a space for a hyphen in the id",
        "hyphens for spaces in the title",
        "letters beyond ASCII",
    ],
)
def test_a_topic_is_found(text: str, id_: str) -> None:
    assert find(text, NAMES, "topic") == id_


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("build", ("docker/build", "ci-cd/build")),
        ("docker/", ("docker/build", "docker/compose")),
        ("branch", ("git/branch", "svn/branch")),
        ("an", ("git/branch", "docker/build", "svn/branch")),
    ],
)
def test_an_ambiguous_name_lists_its_candidates(text: str, candidates: tuple[str, ...]) -> None:
    names = {id_: NAMES[id_] for id_ in ("git/branch", "docker/build", "docker/compose", "ci-cd/build")}
    with pytest.raises(AmbiguousError) as caught:
        find(text, {**names, "svn/branch": ("Branch by copying",)}, "topic")
    assert str(caught.value) == f'"{text}" may mean several topics'
    assert caught.value.candidates == candidates


def test_no_more_candidates_than_can_be_read() -> None:
    with pytest.raises(AmbiguousError) as caught:
        find("git", {f"git/{n}": () for n in range(20)}, "topic")
    assert len(caught.value.candidates) == 8


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("git/rebsae", "git/rebase"),
        ("dokcer/build", "docker/build"),
        ("composse", "docker/compose"),
        ("K9s", "kubernetes/pods"),
    ],
)
def test_a_slip_of_the_finger_gives_the_nearest(text: str, first: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(text, NAMES, "skill")
    assert str(caught.value) == f'no skill is called "{text}"'
    assert not isinstance(caught.value, AmbiguousError)
    assert caught.value.candidates[0] == first
    assert len(caught.value.candidates) == len(set(caught.value.candidates)) <= 3


@pytest.mark.parametrize("text", ["", "   ", "qqqq", "zzzqq"])
def test_nothing_is_near_to_nonsense(text: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(text, NAMES, "topic")
    assert caught.value.candidates == ()


def test_nothing_is_near_when_there_is_nothing() -> None:
    with pytest.raises(NotFoundError) as caught:
        find("git", {}, "role")
    assert caught.value.candidates == ()


def test_nearest_gives_each_id_once_best_first() -> None:
    names = {"sql": ("SQL", "sqlite"), "spark": ("Spark SQL",), "docker": ("Docker",)}
    assert nearest("sqlit", names) == ["sql"]
    assert nearest("sprak", names, most=1) == ["spark"]
    assert nearest("zzd", names, most=1) == []


def test_nearest_looks_at_the_last_part_of_an_id_too() -> None:
    names = {"version-control-systems/rebase": ("Replaying commits",), "sql/database": ("Databases",)}
    assert nearest("rebaze", names, most=1) == ["version-control-systems/rebase"]


def test_nearest_gives_three_at_most() -> None:
    names = {f"git/branch-{letter}": () for letter in "abcdef"}
    assert len(nearest("branch-x", names)) == 3
    assert len(nearest("branch-x", names, most=5)) == 5


@pytest.mark.parametrize(("text", "id_"), [("dokcer/compsoe", "docker/compose"), ("k9s", "kubernetes/pods")])
def test_nearest_finds_a_slip_among_many(text: str, id_: str) -> None:
    """Only some names are compared letter by letter; the one that is meant is among them."""
    many: dict[str, tuple[str, ...]] = {
        f"list-{number}/topic-{number % 97}": (f"Read chapter {number} of the book",) for number in range(10_000)
    }
    assert nearest(text, many | NAMES, most=1) == [id_]
