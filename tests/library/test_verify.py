"""Asking links whether they still answer: what each answer means, and how politely they are asked."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Callable

import pytest

from tests.library.server import Handler, Server
from tracker import __version__
from tracker.authoring.link_checker import Answer, Manners, NoNetworkError, Outcome, verify

QUICK = Manners(pause=0, patience=5)


def answer(url: str, manners: Manners = QUICK) -> Answer:
    """The one answer to one address."""
    (reply,) = verify([url], manners)
    return reply


def outcomes(urls: list[str], manners: Manners = QUICK) -> dict[str, Outcome]:
    return {reply.url: reply.outcome for reply in verify(urls, manners)}


# -- what an answer means --------------------------------------------------------------------------------------


def test_an_address_that_answers_is_asked_once_and_without_its_body(web: Server) -> None:
    assert answer(web.at("/here")) == Answer(web.at("/here"), Outcome.OK, 200)
    assert web.asked() == ["HEAD /here"]


@pytest.mark.parametrize("status", [301, 308])
def test_an_address_that_moved_for_good_is_told_with_the_new_one(web: Server, status: int) -> None:
    old = web.tell("/old", status, Location="/new")
    assert answer(old) == Answer(old, Outcome.MOVED, 200, web.at("/new"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_an_address_that_leads_elsewhere_for_now_is_followed_and_fine(web: Server, status: int) -> None:
    assert answer(web.tell("/latest", status, Location=web.at("/v3"))).outcome is Outcome.OK
    assert web.asked() == ["HEAD /latest", "HEAD /v3"]


def test_the_new_address_is_the_last_that_a_chain_of_permanent_moves_leads_to(web: Server) -> None:
    old = web.tell("/a", 301, Location="/b")
    web.tell("/b", 308, Location="/docs")
    web.tell("/docs", 302, Location="/docs/v3")
    assert answer(old) == Answer(old, Outcome.MOVED, 200, web.at("/docs"))


def test_a_permanent_move_behind_a_passing_one_is_no_move_of_the_address(web: Server) -> None:
    web.tell("/passing", 301, Location="/end")
    assert answer(web.tell("/a", 302, Location="/passing")).outcome is Outcome.OK


def test_the_place_within_a_page_moves_with_it_and_is_not_sent(web: Server) -> None:
    web.tell("/old", 301, Location="/new")
    assert answer(web.at("/old#install")).new == web.at("/new#install")
    web.tell("/older", 301, Location="/new#setup")
    assert answer(web.at("/older#install")).new == web.at("/new#setup")
    assert set(web.asked()) == {"HEAD /old", "HEAD /older", "HEAD /new"}


def test_a_move_that_ends_nowhere_is_gone(web: Server) -> None:
    web.tell("/new", 404)
    reply = answer(web.tell("/old", 301, Location="/new"))
    assert (reply.outcome, reply.status) == (Outcome.GONE, 404)


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_server_does_not_have_is_gone(web: Server, status: int) -> None:
    reply = answer(web.tell("/no", status))
    assert (reply.outcome, reply.status) == (Outcome.GONE, status)


@pytest.mark.parametrize("status", [404, 405, 403, 501])
def test_a_server_that_dislikes_head_is_asked_with_get(web: Server, status: int) -> None:
    url = web.let("/page", lambda handler: handler.reply(200 if handler.command == "GET" else status))
    assert answer(url).outcome is Outcome.OK
    assert web.asked() == ["HEAD /page", "GET /page"]


def test_a_server_that_hangs_up_on_head_is_asked_with_get(web: Server) -> None:
    def hang_up(handler: Handler) -> None:
        if handler.command == "GET":
            handler.reply(200)

    assert answer(web.let("/page", hang_up)).outcome is Outcome.OK


def test_no_answer_in_time_is_unreachable(web: Server) -> None:
    def late(handler: Handler) -> None:
        web.closing.wait(2)
        handler.reply(200)

    url = web.let("/slow", late)
    reply = answer(url, Manners(pause=0, patience=0.2))
    assert reply == Answer(url, Outcome.UNREACHABLE, why="no answer within 0.2 s")


def test_a_refused_connection_is_unreachable(web: Server) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert answer(url) == Answer(url, Outcome.UNREACHABLE, why="connection refused")


def test_a_server_in_trouble_is_unreachable(web: Server) -> None:
    reply = answer(web.tell("/page", 500))
    assert (reply.outcome, reply.status) == (Outcome.UNREACHABLE, 500)


def test_redirects_that_never_end_are_unreachable(web: Server) -> None:
    reply = answer(web.tell("/round", 302, Location="/round"))
    assert (reply.outcome, reply.why) == (Outcome.UNREACHABLE, "it redirects without end")


def test_a_redirect_away_from_the_web_is_not_followed(web: Server) -> None:
    reply = answer(web.tell("/page", 302, Location="file:///etc/passwd"))
    assert (reply.outcome, reply.why) == (Outcome.UNREACHABLE, "it redirects to no web address")


def test_a_page_that_first_sets_a_cookie_is_reached(web: Server) -> None:
    def door(handler: Handler) -> None:
        if handler.headers["Cookie"] == "seen=1":
            handler.reply(200)
        else:
            handler.reply(302, Location="/page", **{"Set-Cookie": "seen=1"})

    assert answer(web.let("/page", door)).outcome is Outcome.OK


def test_an_answer_that_is_no_http_is_unreachable(web: Server) -> None:
    reply = answer(web.let("/page", lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")))
    assert (reply.outcome, reply.why) == (Outcome.UNREACHABLE, "no proper answer")


def test_a_host_without_a_name_is_unreachable_and_stops_nothing(web: Server) -> None:
    by_url = outcomes(["http://a..b/", "http://[", "http://", web.at("/here")])
    assert list(by_url.values()).count(Outcome.UNREACHABLE) == 3
    assert by_url[web.at("/here")] is Outcome.OK


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_server_that_shuns_programs_is_left_to_a_user(web: Server, status: int) -> None:
    reply = answer(web.tell("/page", status))
    assert (reply.outcome, reply.status) == (Outcome.SKIPPED, status)


def test_only_the_web_is_asked(web: Server) -> None:
    urls = ["ftp://127.0.0.1/", "file:///etc/passwd", "mailto:a@example.org", "data:,x"]
    assert set(outcomes(urls).values()) == {Outcome.SKIPPED}


def test_signs_beyond_ascii_in_an_address_are_sent_as_they_must_be(web: Server) -> None:
    assert answer(web.at("/größe?a=b%20c")).outcome is Outcome.OK
    assert web.asked() == ["HEAD /gr%C3%B6%C3%9Fe?a=b%20c"]


# -- manners ---------------------------------------------------------------------------------------------------


def test_the_program_gives_its_name(web: Server) -> None:
    answer(web.at("/here"))
    assert [request.agent.split(" ")[0] for request in web.seen] == [f"roadmap-tracker/{__version__}"]


def test_an_address_that_stands_twice_is_asked_once(web: Server) -> None:
    assert len(list(verify([web.at("/a"), web.at("/a"), web.at("/b")], QUICK))) == 2
    assert sorted(web.asked()) == ["HEAD /a", "HEAD /b"]


def test_a_host_is_given_a_pause_between_two_requests(web: Server) -> None:
    web.tell("/a", 405)
    web.tell("/b", 302, Location="/c")
    list(verify([web.at("/a"), web.at("/b")], Manners(pause=0.05, patience=5)))
    begun = [request.began for request in web.seen]
    assert len(begun) == 4
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(begun))


def meeting(wait: float) -> tuple[Callable[[Handler], None], list[bool]]:
    """A door at which a request waits for a second one, and whether each met one."""
    barrier = threading.Barrier(2)
    met: list[bool] = []

    def door(handler: Handler) -> None:
        try:
            barrier.wait(wait)
            met.append(True)
        except threading.BrokenBarrierError:
            barrier.reset()
            met.append(False)
        handler.reply(200)

    return door, met


def test_one_host_is_never_asked_two_things_at_once(web: Server) -> None:
    door, met = meeting(0.2)
    urls = [web.let(path, door) for path in ("/a", "/b")]
    detour = web.at("/detour", "localhost")
    web.tell("/detour", 302, Location=web.at("/a"))
    assert len(list(verify([*urls, detour], QUICK))) == 3
    assert met == [False, False, False]


def test_several_hosts_are_asked_at_once(web: Server) -> None:
    door, met = meeting(5)
    web.let("/a", door)
    assert set(outcomes([web.at("/a"), web.at("/a", "localhost")]).values()) == {Outcome.OK}
    assert met == [True, True]


def test_no_more_hosts_at_once_than_manners_allow(web: Server) -> None:
    door, met = meeting(0.2)
    web.let("/a", door)
    list(verify([web.at("/a"), web.at("/a", "localhost")], QUICK._replace(hosts=1)))
    assert met == [False, False]


def test_a_host_that_asks_for_fewer_requests_is_left_alone(web: Server) -> None:
    web.tell("/1", 429)
    by_url = {reply.url: (reply.outcome, reply.why) for reply in verify([web.at(f"/{n}") for n in (1, 2, 3)], QUICK)}
    assert set(by_url.values()) == {(Outcome.SKIPPED, "the server asks for fewer requests")}
    assert web.asked() == ["HEAD /1"]


def test_whoever_stops_listening_stops_the_asking(web: Server) -> None:
    asking = verify([web.at(f"/{n}") for n in range(50)], Manners(pause=60, patience=5))
    assert next(asking).outcome is Outcome.OK
    asking.close()
    assert len(web.seen) == 1


# -- no network ------------------------------------------------------------------------------------------------


def unknown(n: int) -> str:
    """An address whose host cannot exist; it is too long for a name server to be asked."""
    return f"http://{'.'.join(['h' * 60] * 5)}.n{n}.test/"


def test_without_a_network_one_sentence_says_so() -> None:
    with pytest.raises(NoNetworkError, match="there seems to be no network") as caught:
        list(verify([unknown(n) for n in range(9)], QUICK))
    assert str(caught.value).count(".test") == 4


def test_a_host_that_is_not_found_is_unreachable_where_another_answers(web: Server) -> None:
    by_url = {reply.url: reply for reply in verify([web.at("/here"), unknown(1)], QUICK._replace(hosts=1))}
    assert by_url[unknown(1)] == Answer(unknown(1), Outcome.UNREACHABLE, why="no such host")
    assert by_url[web.at("/here")].outcome is Outcome.OK
