"""What follows from a generation: made once, by one of those who ask, and gone with the last who reads it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from search.backend.derived import SCOPES, Generation, Generations, Once
from search.scope import EVERYTHING, Scope


def test_one_makes_it_and_the_others_wait() -> None:
    """Eight ask at one moment, and what one of them makes is what all get."""
    once, together, made = Once(), Barrier(8), []

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        together.wait(60)
        return once.get("x", make)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert made == [found[0]]
    assert all(each is found[0] for each in found)


def test_who_wants_something_else_does_not_wait() -> None:
    """While one value is being made, another one is."""
    once, begun, done = Once(), Event(), Event()

    def slow() -> str:
        begun.set()
        done.wait(60)
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(once.get, "slow", slow)
        begun.wait(60)
        assert once.get("other", lambda: "other") == "other"
        assert once.made("slow") is None
        done.set()
        assert waiting.result() == "slow"
    assert once.made("slow") == "slow"


def test_what_failed_is_tried_again() -> None:
    """By the next one who asks."""
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once.get("x", lambda: 1 / 0)
    assert once.get("x", lambda: 2.0) == 2.0


def test_scopes_used_last_are_kept() -> None:
    """There may be as many as users; those of all documents always stay."""
    generation = Generation((0, 1))
    scopes = [Scope(frozenset({str(number)})) for number in range(SCOPES + 1)]
    everything, kept = generation.of(EVERYTHING), [generation.of(scope) for scope in scopes]
    assert generation.of(scopes[-1]) is kept[-1]
    assert generation.of(scopes[1]) is kept[1]
    assert generation.of(scopes[0]) is not kept[0]
    assert generation.of(EVERYTHING) is everything


def test_an_earlier_generation_is_kept_while_it_is_read() -> None:
    """Whoever asks for it meanwhile gets the same; the latest stays for the next reader."""
    generations = Generations()
    first = generations.at((0, 1))
    second = generations.at((0, 2))
    assert generations.at((0, 1)) is first
    assert generations.at((0, 2)) is second
    first.of().get("x", lambda: "made")
    del first
    assert generations.at((0, 1)).of().made("x") is None


def test_what_can_be_followed_is_handed_on_to_the_next_generation() -> None:
    """What was made last, also where a generation in between made none; not to another file, nor to an earlier one."""
    generations = Generations()
    seen: list[tuple[tuple[int, int], str | None]] = []

    def made_at(number: tuple[int, int]) -> str:
        def make(before: str | None) -> str:
            seen.append((number, before))
            return f"of {number}"

        held.append(generations.at(number))
        return held[-1].follow("indexes", make)

    held: list[Generation] = []
    assert made_at((0, 2)) == made_at((0, 2)) == "of (0, 2)"
    held.append(generations.at((0, 3)))
    made_at((0, 4))
    made_at((0, 1))
    made_at((1, 1))
    assert seen == [((0, 2), None), ((0, 4), "of (0, 2)"), ((0, 1), None), ((1, 1), None)]


def test_what_failed_is_made_of_the_same_again() -> None:
    """An earlier generation's value is not lost by an error."""
    generations = Generations()
    first = generations.at((0, 1))
    first.follow("x", lambda _: 1)
    second = generations.at((0, 2))
    with pytest.raises(ZeroDivisionError):
        second.follow("x", lambda before: before / 0)
    assert second.follow("x", lambda before: before + 1) == 2
