"""Where candidates are worked on: threads of this machine, each with its helper, or a cluster."""

import queue
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.limits import Limits
from symact.screening.helper import screen_one, stop_helpers
from symact.screening.outputs import require
from symact.screening.record import Candidate, Record, failed

_TICK = 0.5  # how long a wait may keep an interruption waiting


def here(
    candidates: Mapping[str, Candidate], limits: Limits, jobs: int
) -> Iterator[tuple[str, Record]]:
    """The records of candidates as they are done, each with the candidate's key.

    Closing the iterator, or an exception such as Ctrl-C, ends all work at once.
    """
    done: queue.SimpleQueue[tuple[str, Future[Record]]] = queue.SimpleQueue()
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="screen")
    try:
        for key, candidate in candidates.items():
            future = pool.submit(screen_one, candidate, limits)
            future.add_done_callback(partial(_report, done, key))
        for _ in candidates:
            key, future = _next(done)
            yield key, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        stop_helpers()
        pool.shutdown(wait=True)


def _report(
    done: "queue.SimpleQueue[tuple[str, Future[Record]]]", key: str, future: "Future[Record]"
) -> None:
    done.put((key, future))


def _next(
    done: "queue.SimpleQueue[tuple[str, Future[Record]]]",
) -> "tuple[str, Future[Record]]":
    while True:
        try:
            return done.get(timeout=_TICK)
        except queue.Empty:
            continue


def on_cluster(
    candidates: Mapping[str, Candidate], limits: Limits, address: str
) -> Iterator[tuple[str, Record]]:
    """The same from the workers of a Dask cluster; each of their threads has its own helper.

    Raises:
        InputError: SA721 without the extra, SA723 when no scheduler answers.
    """
    require("distributed", "dask", "hand work to a Dask cluster")
    from distributed import Client, as_completed  # noqa: PLC0415 -- an optional extra

    try:
        client = Client(address)
    except (OSError, ValueError) as error:
        raise InputError(
            Diagnostic(
                "SA723",
                f"no Dask scheduler answers at '{address}'",
                help="start one with: dask scheduler, and give its address, as tcp://host:8786",
            )
        ) from error
    with client:
        futures = {
            client.submit(screen_one, candidate, limits, pure=False): key
            for key, candidate in candidates.items()
        }
        for future in as_completed(list(futures)):
            key = futures.pop(future)
            failure = future.exception()
            if failure is None:
                yield key, future.result()
            else:
                reason = f"the cluster gave no result: {type(failure).__name__}: {failure}"
                yield key, Record(candidates[key], failed(reason[:500], lasting=False))
            future.release()
