"""Whose turn it is: an address with many questions keeps no other one waiting."""

import asyncio

import pytest

from ui.parts.problem import Problem
from ui.server.turns import MOST_STREAMS, MOST_WAITING, Turns

AT_ONCE = 2


def test_another_address_is_answered_while_sixty_questions_of_the_first_wait():
    async def run():
        turns, answered, free = Turns(AT_ONCE), [], asyncio.Event()

        async def ask(address):
            async with turns.turn(address):
                if address == "a school":
                    await free.wait()
                answered.append(address)

        school = [asyncio.create_task(ask("a school")) for _ in range(60)]
        await asyncio.sleep(0)
        await asyncio.wait_for(ask("a pupil at home"), 10)
        assert answered == ["a pupil at home"]
        free.set()
        await asyncio.gather(*school)
        assert answered.count("a school") == 60, "all of a class are answered"
        assert not turns._turns
        assert not turns._present

    asyncio.run(run())


def test_two_questions_of_an_address_are_answered_at_the_same_time_and_in_order():
    async def run():
        turns, begun, free = Turns(AT_ONCE), [], asyncio.Event()

        async def ask(number):
            async with turns.turn("a"):
                begun.append(number)
                await free.wait()

        tasks = [asyncio.create_task(ask(number)) for number in range(10)]
        await asyncio.sleep(0.01)
        assert begun == list(range(AT_ONCE))
        free.set()
        await asyncio.gather(*tasks)
        assert begun == list(range(10))

    asyncio.run(run())


def test_who_asks_too_fast_is_refused_and_who_gives_up_makes_room():
    async def run():
        turns, free = Turns(AT_ONCE), asyncio.Event()

        async def ask():
            async with turns.turn("a"):
                await free.wait()

        tasks = [asyncio.create_task(ask()) for _ in range(AT_ONCE + MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Problem) as refused:
            await ask()
        assert refused.value.status_code == 429
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        free.set()
        await ask()
        assert not turns._present

    asyncio.run(run())


def test_open_streams_are_counted_by_address_until_they_close():
    turns = Turns(AT_ONCE)
    streams = [turns.stream("a") for _ in range(MOST_STREAMS)]
    for stream in streams:
        stream.__enter__()
    with pytest.raises(Problem) as refused, turns.stream("a"):
        pass
    assert refused.value.status_code == 429
    with turns.stream("b"):
        pass
    streams.pop().__exit__(None, None, None)
    with turns.stream("a"):
        pass
    for stream in streams:
        stream.__exit__(None, None, None)
    assert not turns._streams
