"""The one thread on which the session lives: connections and rules are confined to it, painting never waits for it.

What may hang, such as somebody's dialer, gets a thread of its own, which the end of the program does not wait for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DeckThread:
    """Runs calls one after the other, in the order in which they were asked."""

    def __init__(self) -> None:
        """Start nothing yet; the thread begins with the first call."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dialdeck-deck")

    def submit(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand a call to the thread and return its future."""
        return self._pool.submit(call, *args, **kwargs)

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call on the thread and wait for it without holding up the screen; raises what it raises."""
        return await asyncio.wrap_future(self._pool.submit(call, *args, **kwargs))

    def stop(self) -> None:
        """End the thread after the calls that were asked so far."""
        self._pool.shutdown(wait=True)


async def run_beside(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a call on a thread of its own and wait for it without holding anything up; raises what it raises."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()  # from here on nobody can call it off, so that its thread can always answer

    def run() -> None:
        try:
            future.set_result(call(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
            future.set_exception(error)

    Thread(target=run, name="dialdeck-beside", daemon=True).start()
    return await asyncio.wrap_future(future)
