"""Slow work takes turns by the memory that it takes, and none of it runs on the event loop."""

import asyncio
import base64
import contextlib
import json
import threading

import gradio as gr
import pytest
from PIL import Image

from app import demo
from tests.tools.mutation import spoiled
from tests.tools.pictures import CROWDED, encoded, seven
from ui.ask import present
from ui.ask.memory import MemoryLimiter, Slow
from ui.ask.present import answering
from ui.ask.visitors import visitors
from ui.draw.pad.sketchpad import PREFIX, drawn, live, parse_drawing

# What takes less than 50 ms, by tests.benchmarks.largest_questions, or is Slow when it does not.
ON_THE_LOOP = {"network", "read", "explain", "unit", "sample", "read_symbol"}
ON_THE_LOOP |= {"choose", "look", "stop_run", "back_to_shipped"}


class Work:
    """Work that goes on until it is let go, and says which of it runs."""

    def __init__(self):
        self.running, self.most, self.done = set(), 0, []
        self._let_go = {}

    def __call__(self, name, megabytes):
        self._let_go[name] = threading.Event()

        def run():
            self.running.add(name)
            self.most = max(self.most, len(self.running))
            assert self._let_go[name].wait(30)
            self.running.remove(name)
            self.done.append(name)
            return name

        return Slow(megabytes, run)

    def let_go(self, *names):
        for name in names:
            self._let_go[name].set()


async def until(condition):
    while not condition():
        await asyncio.sleep(0.001)


async def settled():
    """Everything that could begin has begun."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_as_much_runs_as_fits():
    async def trial():
        limiter, work = MemoryLimiter(100, threads=3), Work()
        tasks = [asyncio.create_task(limiter.run(work(name, 50))) for name in "abc"]
        await until(lambda: work.running == {"a", "b"})
        await settled()
        assert work.running == {"a", "b"}
        work.let_go("b")
        await until(lambda: work.running == {"a", "c"})
        work.let_go("a", "c")
        assert await asyncio.gather(*tasks) == ["a", "b", "c"]

    asyncio.run(trial())


def test_no_more_runs_than_there_are_threads():
    async def trial():
        limiter, work = MemoryLimiter(100, threads=2), Work()
        tasks = [asyncio.create_task(limiter.run(work(name, 1))) for name in "abcd"]
        await until(lambda: work.running == {"a", "b"})
        work.let_go(*"abcd")
        await asyncio.gather(*tasks)
        assert work.most == 2

    asyncio.run(trial())


def test_small_work_does_not_overtake_what_waits_for_more_memory():
    async def trial():
        limiter, work = MemoryLimiter(100, threads=4), Work()
        pairs = (("a", 60), ("large", 80), ("b", 10), ("c", 10))
        tasks = [asyncio.create_task(limiter.run(work(name, size))) for name, size in pairs]
        await until(lambda: work.running)
        await settled()
        assert work.running == {"a"}
        work.let_go("a")
        await until(lambda: work.running == {"large", "b", "c"})
        work.let_go("large", "b", "c")
        await asyncio.gather(*tasks)

    asyncio.run(trial())


def test_who_waits_too_long_gets_a_sentence_and_the_next_one_a_turn():
    async def trial():
        limiter, work = MemoryLimiter(100, threads=4, patience=0.05), Work()
        first = asyncio.create_task(limiter.run(work("a", 60)))
        await until(lambda: work.running)
        large = asyncio.create_task(limiter.run(work("large", 80)))
        with pytest.raises(gr.Error, match=r"busy; .*\.$"):
            await large
        small = asyncio.create_task(limiter.run(work("small", 10)))
        await until(lambda: "small" in work.running)
        work.let_go("a", "small")
        assert await asyncio.gather(first, small) == ["a", "small"]

    asyncio.run(trial())


def test_what_nobody_waits_for_any_more_leaves_the_queue_or_keeps_its_share_until_it_ends():
    async def trial():
        limiter, work = MemoryLimiter(100, threads=4), Work()
        first, gone, last = (
            asyncio.create_task(limiter.run(work(name, 80))) for name in ("a", "gone", "last")
        )
        await until(lambda: work.running == {"a"})
        gone.cancel()
        first.cancel()
        await settled()
        assert first.cancelled()
        assert work.running == {"a"}
        work.let_go("a")
        await until(lambda: work.running == {"last"})
        work.let_go("last")
        assert await last == "last"
        assert work.done == ["a", "last"]

    asyncio.run(trial())


def test_a_fault_is_raised_and_gives_its_memory_back():
    def fail():
        raise ValueError("no")

    async def trial():
        limiter = MemoryLimiter(100, threads=1)
        for _ in range(3):
            with pytest.raises(ValueError, match="no"):
                await limiter.run(Slow(100, fail))
        return await limiter.run(Slow(100, lambda: 7))

    assert asyncio.run(trial()) == 7


def test_slow_answers_run_in_a_thread_of_their_own_and_others_on_the_loop():
    def where(visitor, question):
        return {"thread": threading.current_thread().name}

    def both(visitor, question):
        return Slow(5, lambda: where(visitor, question))

    visitor = visitors.arrive("192.0.2.1")

    def thread(answer):
        reply = asyncio.run(answer({"key": visitor.key}))
        return json.loads(reply.body)["thread"]

    assert thread(answering(where)) == threading.current_thread().name
    assert thread(answering(where, megabytes=5)).startswith("slow")
    assert thread(answering(both)).startswith("slow")


def server_functions():
    """What pages may call."""
    assert demo  # which offers them
    return list(present._answers.values())


def test_only_what_is_listed_runs_on_the_event_loop():
    functions = server_functions()
    assert len(functions) > len(ON_THE_LOOP)
    assert {one.name for one in functions if not one.megabytes} == ON_THE_LOOP


def test_every_slow_answer_can_get_its_turn():
    assert all(one.megabytes <= present.limiter.free for one in server_functions())


@pytest.mark.parametrize("name", ["salt", "rings", "dots", "ones", "threes"])
def test_a_crowded_drawing_is_left_for_later(name):
    assert isinstance(live(drawn(CROWDED[name](560)[:280]), dict), Slow)


def test_a_drawing_of_a_digit_is_read_at_once():
    assert live(drawn(seven()), lambda: {"read": True}) == {"read": True}


def test_a_forged_drawing_is_one_sentence_whatever_pillow_raises():
    whole = encoded(Image.fromarray(seven()).convert("RGB").quantize(8), "PNG", transparency=0)
    refused = 0
    for seed in range(300):
        picture = PREFIX + base64.b64encode(spoiled(whole, seed)).decode()
        with contextlib.suppress(gr.Error):
            parse_drawing({"revision": 1, "picture": picture})
            refused -= 1
        refused += 1
    assert 100 < refused < 300
