"""The one thread that calls the module, and the messages that wait for it."""

from collections import deque
from concurrent.futures import Future
import logging
import threading
import time
import traceback

from .module import Message

MOST_WAITING = 1024
MOST_BYTES = 32 << 20
BATCH = 256

log = logging.getLogger("bulkhead.host")


class Runner:
    def __init__(self, progress, tell):
        self.module = None
        self.running = False  # from STARTED on, and not while it rests
        self.batches = 0
        self.nanos = 0
        self._progress = progress
        self._tell = tell  # is called when the module has come further
        self._changed = threading.Condition()
        self._inbox = deque()
        self._bytes = 0
        self._jobs = deque()
        self._periodic = []  # [due, seconds, work]
        self._busy_since = None
        threading.Thread(target=self._run, name="module", daemon=True).start()

    def submit(self, work):
        """Has work() done on the module's thread, before the messages that wait. A Future of what it returns."""
        future = Future()
        with self._changed:
            self._jobs.append((work, future))
            self._changed.notify_all()
        return future

    def offer(self, properties, content, seconds):
        """Whether there is room for a message within this time; then it is taken."""
        with self._changed:
            if not self._changed.wait_for(self._has_room, seconds):
                return False
            self._inbox.append(Message(properties, content))
            self._bytes += len(content)
            self._changed.notify_all()
            return True

    def _has_room(self):
        return len(self._inbox) < MOST_WAITING and self._bytes < MOST_BYTES

    def every(self, seconds, work):
        with self._changed:
            self._periodic.append([time.monotonic() + seconds, seconds, work])
            self._changed.notify_all()

    def busy(self):
        """For how many milliseconds the module has been at work."""
        since = self._busy_since
        return 0 if since is None else int((time.monotonic() - since) * 1000)

    def process_until(self, deadline):
        """On the module's thread: has it process what waits. How many messages are left then."""
        while self._inbox and time.monotonic() < deadline:
            self._batch(1)
        return len(self._inbox)

    def _run(self):
        while True:
            with self._changed:
                self._busy_since = None
                self._changed.wait_for(self._something, self._until_next())
                self._busy_since = time.monotonic()
                job = self._jobs.popleft() if self._jobs else None
            if job:
                self._do(*job)
            elif self.running:
                self._batch(BATCH)
                self._do_periodic()

    def _something(self):
        return self._jobs or (self.running and self._inbox)

    def _until_next(self):
        if not (self.running and self._periodic):
            return None
        return max(0, min(due for due, unused_seconds, unused_work in self._periodic) - time.monotonic())

    @staticmethod
    def _do(work, future):
        try:
            future.set_result(work())
        except BaseException as failure:  # what a module raises must not end its thread, SystemExit neither
            future.set_exception(failure)

    def _batch(self, most):
        begin = time.perf_counter_ns()
        count = 0
        while count < most and self._inbox and not (count and self._jobs):
            with self._changed:
                message = self._inbox.popleft()
                self._bytes -= len(message.content)
                self._changed.notify_all()
            self._receive(message)
            count += 1
        if count:
            self._call("end_of_batch", self.module.end_of_batch)
            self.batches += 1
            self.nanos += time.perf_counter_ns() - begin
            self._tell()

    def _receive(self, message):
        try:
            self.module.receive(message)
        except BaseException as failure:
            log.exception("receive failed")
            self._progress.processed(describe(failure), traceback.format_exc())
        else:
            self._progress.processed()

    def _do_periodic(self):
        for each in self._periodic:
            due, seconds, work = each
            now = time.monotonic()
            if due <= now and self.running:
                each[0] = max(due + seconds, now)
                self._call("periodic work", work)

    @staticmethod
    def _call(what, work):
        try:
            work()
        except BaseException:
            log.exception("%s failed", what)


def describe(failure):
    """What was raised, in one line."""
    text = str(failure)
    return f"{type(failure).__name__}: {text}" if text else type(failure).__name__
