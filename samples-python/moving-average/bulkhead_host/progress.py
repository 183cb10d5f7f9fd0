"""How far the module has come with the gateway's messages: section 6.7. Any thread may call."""

import threading

from . import packets

MOST_TEXTS = 16
MOST_NAMED = 1000


class Progress:
    def __init__(self):
        self._lock = threading.Lock()
        self._processed = 0
        self._failed = []  # ascending; what the gateway does not know of
        self._texts = {}  # cause and trace of the newest of them
        self._told = 0  # the gateway knows of all up to here
        self._telling = (0, 0)  # up to which message, and how many failures, the request under way tells

    def processed(self, cause=None, trace=""):
        """The module has processed one message more; with a cause, it failed."""
        with self._lock:
            self._processed += 1
            if cause is not None:
                self._failed.append(self._processed)
                self._texts[self._processed] = (_cut(cause.split("\n")[0], 1024), _cut(trace, 8192))
                if len(self._texts) > MOST_TEXTS:
                    del self._texts[next(iter(self._texts))]

    def settled(self):
        """The number for ACCEPTED: all up to it were processed, and none failed that the gateway does not know of."""
        with self._lock:
            return self._failed[0] - 1 if self._failed else self._processed

    def to_tell(self):
        with self._lock:
            return self._processed > self._told

    def packets(self, minor, texts):
        """FAILURE and PROCESSED for the next request; none if there is nothing to tell. At most so many FAILURE."""
        with self._lock:
            if self._processed == self._told:
                return b""
            told = []
            named = 0
            for number in self._failed[:MOST_NAMED]:
                if number in self._texts and minor >= 3:
                    if len(told) == texts:
                        break
                    cause, trace = self._texts[number]
                    told.append(packets.encode("FAILURE", failed=number, cause=cause, trace=trace))
                named += 1
            up_to = self._failed[named] - 1 if named < len(self._failed) else self._processed
            self._telling = (up_to, named)
            return b"".join(told) + packets.encode("PROCESSED", up_to=up_to, failed=self._failed[:named])

    def acknowledged(self):
        """The gateway has replied to the request."""
        with self._lock:
            up_to, named = self._telling
            for number in self._failed[:named]:
                self._texts.pop(number, None)
            del self._failed[:named]
            self._told = max(self._told, up_to)
            self._telling = (self._told, 0)


def _cut(text, most):
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
