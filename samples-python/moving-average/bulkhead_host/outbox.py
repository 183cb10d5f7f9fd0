"""What the host has to say, and what became of it: sections 6.6, 6.7 and 6.10. Any thread may call; one thread sends."""

from collections import deque
import threading
import time

from . import packets
from .packets import ProtocolError

BATCH = 1 << 20
MOST_WAITING = 4096
MOST_LINES = 2048
LINES_BYTES = 16384
FAILURES_IN_ONE = 3  # with their texts; what is left of the overhead then has room for the lines of the log


class Outbox:
    def __init__(self, welcome, progress):
        self.closed = False
        self._epoch = welcome["epoch"]
        self._minor = welcome["minor"]
        self._largest = welcome["max_message"]
        self._limit = welcome["limit"] / 1000
        self._period = welcome["period"] / 1000
        self._progress = progress
        self._changed = threading.Condition()
        self._sequence = 0
        self._messages = deque()  # MESSAGE packets, not taken yet
        self._others = deque()  # LOG and CONDITION packets
        self._offered = 0  # messages published
        self._taken = 0  # of these the gateway has taken
        self._done = 0  # and so far it knows what became of them
        self._nothing = set()  # those that came to nothing, while a publish waits for one
        self._confirm = False
        self._sent = (0, 0)  # messages and other packets in the last request
        self._beat = 0.0  # when the next heartbeat is due

    def confirm(self, on):
        with self._changed:
            self._confirm = on
            self._changed.notify_all()

    def publish(self, properties, content):
        """Waits for room, and with CONFIRM until the message is done. Whether the gateway has the message."""
        frame = packets.encode_frame(properties, content)
        if len(frame) > self._largest:
            raise ValueError(f"the message has {len(frame)} bytes, the limit is {self._largest}; split it")
        with self._changed:
            self._changed.wait_for(lambda: self.closed or len(self._messages) < MOST_WAITING)
            if self.closed:
                return False
            self._messages.append(packets.encode("MESSAGE", frame=frame))
            self._offered += 1
            self._changed.notify_all()
            return self._confirmed(self._offered) if self._confirm else True

    def _confirmed(self, number):
        self._changed.wait_for(lambda: self.closed or self._done >= number or not self._confirm)
        came_to_nothing = number in self._nothing
        self._nothing.discard(number)
        return not came_to_nothing and (self._done >= number or not self.closed)

    def say(self, name, /, **fields):
        """Has a LOG or CONDITION sent. Lines beyond MOST_LINES that wait are left out: a flood of them is no news."""
        with self._changed:
            if len(self._others) >= MOST_LINES if name == "LOG" else self._minor < 2:
                return
            self._others.append(packets.encode(name, **fields))
            self._changed.notify_all()

    def wake(self):
        """The module has come further."""
        with self._changed:
            self._changed.notify_all()

    def close(self):
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def flush(self):
        """Waits until the gateway has all that there was to say."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or not (self._something() or any(self._sent)))

    def _something(self):
        return (
            self._messages
            or self._others
            or self._progress.to_tell()
            or (self._confirm and self._done < self._taken)
        )

    def next_request(self, heartbeat):
        """
        The next request, once there is something to say, or a heartbeat is due; None if that takes longer than a tenth of
        the limit. `heartbeat` returns the fields of HEARTBEAT.
        """
        with self._changed:
            wait = min(self._beat - time.monotonic(), self._limit / 10)
            self._changed.wait_for(lambda: self.closed or self._something(), max(0, wait))
            due = time.monotonic() >= self._beat - self._period / 10
            if self.closed or not (due or self._something()):
                return None
            self._sequence += 1
            request = [packets.encode("REQUEST", epoch=self._epoch, sequence=self._sequence)]
            if due:
                request.append(self._heartbeat(heartbeat()))
                self._beat = time.monotonic() + self._period
            request.append(self._progress.packets(self._minor, FAILURES_IN_ONE))
            others = self._fitting(self._others, LINES_BYTES)
            messages = self._fitting(self._messages, BATCH)
            self._sent = (len(messages), len(others))
            return b"".join(request + others + messages)

    def _heartbeat(self, fields):
        if self._minor >= 3:
            return packets.encode("HEARTBEAT", flags=1, **fields)
        return packets.encode("HEARTBEAT", busy=fields["busy"], memory=fields["memory"])

    @staticmethod
    def _fitting(queue, most):
        """The first packets of a queue that have at most so many bytes together; one in any case."""
        fitting = []
        for packet in queue:
            most -= len(packet)
            if fitting and most < 0:
                break
            fitting.append(packet)
        return fitting

    def replied(self, reply):
        """Takes the reply to the last request. Raises ProtocolError if the session cannot go on."""
        answer = [packets.decode(*packet) for packet in packets.split(reply)]
        self._check(answer)
        accepted = answer[1]
        processed = answer[2] if len(answer) > 2 else {"up_to": 0, "failed": []}
        with self._changed:
            messages, others = self._sent
            if accepted["count"] > messages:
                raise packets.bad(f"{accepted['count']} messages were accepted of {messages} sent")
            done = max(accepted["up_to"], processed["up_to"])
            if done > self._taken + accepted["count"]:
                raise packets.bad(f"message {done} was reported processed, but only {self._taken} were handed on")
            self._forget(accepted["count"], others)
            if self._confirm:
                self._nothing.update(processed["failed"])
            self._done = max(self._done, done)
            self._changed.notify_all()

    def _forget(self, messages, others):
        for _ in range(messages):
            self._messages.popleft()
        for _ in range(others):
            self._others.popleft()
        self._taken += messages
        self._sent = (0, 0)
        self._progress.acknowledged()

    def _check(self, answer):
        names = [packet["type"] for packet in answer]
        if names[:1] == ["ERROR"]:
            raise ProtocolError("BAD_STATE", f"the gateway says: {answer[0]['reason']}")
        if not names:
            raise packets.bad("the reply is empty")
        if names[0] != "REPLY":
            raise ProtocolError("BAD_STATE", f"expected REPLY, not {names[0]}")
        if (answer[0]["epoch"], answer[0]["sequence"]) != (self._epoch, self._sequence):
            raise ProtocolError("OUT_OF_SEQUENCE", "a reply to another request came")
        if len(names) < 2:
            raise packets.bad("ACCEPTED is missing")
        if names[1:] not in (["ACCEPTED"], ["ACCEPTED", "PROCESSED"]):
            raise ProtocolError("BAD_STATE", f"expected ACCEPTED, not {' '.join(names[1:])}")
