"""The host as a server: what it answers to each request of the gateway. Sections 6.2 to 6.11. No I/O; one thread calls it."""

from concurrent.futures import TimeoutError as NotDone
import time

from . import packets
from .packets import ProtocolError

MARKS = 1024

# What the gateway asks of the module: the states in which it may, the answer, and the state after success.
ASKED = {
    "CREATE": ({"ATTACHED"}, "CREATED", "CREATED"),
    "RESTORE": ({"CREATED"}, "RESTORED", None),
    "START": ({"CREATED"}, "STARTED", "STARTED"),
    "SUSPEND": ({"STARTED"}, "SUSPENDED", "SUSPENDED"),
    "SAVE": ({"SUSPENDED"}, "SAVED", None),
    "RESUME": ({"SUSPENDED"}, "RESUMED", "STARTED"),
    "DESTROY": ({"ATTACHED", "CREATED", "STARTED", "SUSPENDED", "DESTROYING"}, "DESTROYED", "CLOSED"),
}
CONFIRM_STATES = {"ATTACHED", "CREATED", "STARTED", "SUSPENDED"}
SINCE = {"SUSPEND": 2, "SAVE": 2, "RESUME": 2, "RESTORE": 2, "CONFIRM": 3}


class Receiver:
    """
    The session as the host's server sees it.

    `work` does what is asked: ask(TYPE, packet) returns a Future of the answer's fields, offer(properties, content, seconds)
    takes a message if there is room in time, settled() is the number for ACCEPTED, confirm(on) is told.
    """

    def __init__(self, welcome, work, state="ATTACHED"):
        self.state = state
        self.broken = None  # the text of the error that ended the session
        self._epoch = welcome["epoch"]
        self._minor = welcome["minor"]
        self._largest = welcome["max_message"] + (MARKS if self._minor >= 3 else 0)
        self._patience = welcome["limit"] / 1000 / 20
        self._work = work
        self._last = 0
        self._kept = None  # the reply to the last request; None while it is pending
        self._pending = None

    def knows(self, request):
        """Whether a request begins as one of this session does."""
        return request[:1] == b"\x03" and request[6:14] == self._epoch.to_bytes(8, "big")

    def reply(self, request):
        """The reply to a request; never waits longer than a twentieth of the limit."""
        mine = self.state != "CLOSED" and self.broken is None and self.knows(request)
        try:
            self._check_front(request, mine)
            return self._answer(request)
        except ProtocolError as refusal:
            if mine and refusal.code not in packets.NOT_FATAL:
                self.broken = str(refusal)
            return packets.error(refusal.code, str(refusal))

    @staticmethod
    def _check_front(request, mine):
        if len(request) < packets.HEADER.size:
            raise packets.bad(f"a packet header has {packets.HEADER.size} bytes, {len(request)} are there")
        name = packets.name_of(request[0])
        if name != "REQUEST":
            raise ProtocolError("BAD_STATE", f"expected REQUEST, not {name}")
        if not mine:
            raise ProtocolError("UNKNOWN_SESSION", "there is no session with this epoch")

    def _answer(self, request):
        raw = packets.split(request)
        names = [self._name(kind) for kind, unused_flags, unused_data in raw]
        sequence = packets.decode(*raw[0])["sequence"]
        if sequence == self._last and self._kept:
            return self._kept
        if sequence != self._last + (0 if self._pending else 1):
            raise ProtocolError("OUT_OF_SEQUENCE", f"the sequence number is {sequence}, expected {self._last + 1}")
        self._last = sequence
        self._kept = None
        answer = self._act(names[1:], raw[1:])
        reply = packets.encode("REPLY", epoch=self._epoch, sequence=sequence) + answer
        if not self._pending:
            self._kept = reply
        return reply

    def _name(self, kind):
        name = packets.name_of(kind)
        if SINCE.get(name, 0) > self._minor:
            raise ProtocolError("UNKNOWN_TYPE", f"a session of 1.{self._minor} has no {name}")
        return name

    def _act(self, names, raw):
        until = time.monotonic() + self._patience
        count = 0
        room = True
        for name, packet in zip(names, raw):
            if name == "MESSAGE":
                room = room and self._take(packet, until)
                count += room
            elif name in ASKED or name == "CONFIRM":
                self._check_alone(name, names)
                if name in ASKED:
                    return self._ask(name, packets.decode(*packet))
                self._work.confirm(packets.decode(*packet)["on"] == 1)
            else:
                raise self._not_now(name)
        return packets.encode("ACCEPTED", count=count, up_to=self._work.settled())

    def _check_alone(self, name, names):
        if self.state not in (ASKED[name][0] if name in ASKED else CONFIRM_STATES):
            raise self._not_now(name)
        if len(names) > 1:
            raise ProtocolError("BAD_STATE", f"a {name} must be the only packet of its request")

    def _not_now(self, name):
        return ProtocolError("BAD_STATE", f"a {name} cannot be sent to the HOST in the state {self.state}")

    def _take(self, packet, until):
        if self.state != "STARTED":
            raise self._not_now("MESSAGE")
        frame = packet[2]
        if len(frame) > self._largest:
            raise ProtocolError("TOO_LARGE", f"the message has {len(frame)} bytes, the limit is {self._largest}")
        return self._work.offer(*packets.decode_frame(frame), max(0, until - time.monotonic()))

    def _ask(self, name, packet):
        unused_states, answer, after = ASKED[name]
        if self._pending is None:
            self._pending = self._work.ask(name, packet)
        if name == "DESTROY":
            self.state = "DESTROYING"
        try:
            outcome = self._pending.result(self._patience)
        except NotDone:
            return packets.encode("PENDING")
        self._pending = None
        if name == "DESTROY" or (after and outcome["success"]):
            self.state = after
        return packets.encode(answer, **outcome)
