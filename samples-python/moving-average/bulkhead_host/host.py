"""Sockets and threads: the main thread owns the REQ, one thread the REP. Sections 4, 6.1, 6.12 and 11."""

from contextlib import contextmanager
import logging
import os
import threading
import time

import zmq

from . import packets
from .life import Life
from .outbox import Outbox
from .packets import ProtocolError
from .progress import Progress
from .receiver import Receiver
from .runner import Runner

MAJOR, MINOR = 1, 3
SOFTWARE = "bulkhead_host for Python 1.0"
RETRY = 2.0
AGAIN = 0.5
HELD = 5.0
LAST_WORDS = 2.0
LOOK = 0.1
LARGEST_REQUEST = (256 << 20) + (1 << 20) + 65536
SAY_HELLO_AGAIN = {packets.CODES[name] for name in ("TAKEN", "UNKNOWN_SESSION", "BAD_STATE")}

log = logging.getLogger("bulkhead.host")


class Over(Exception):
    """The host cannot go on; the text says why."""


class Lost(Exception):
    """The session cannot go on."""


class Session:
    """From a WELCOME to the end of either side."""

    def __init__(self, welcome, name, new_module):
        progress = Progress()
        self.limit = welcome["limit"] / 1000
        self.heard = time.monotonic()
        self.outbox = Outbox(welcome, progress)
        self.runner = Runner(progress, self.outbox.wake)
        self.life = Life(name, new_module, welcome["max_message"], self.runner, progress, self.outbox)
        self.receiver = Receiver(welcome, self.life)
        self.ended = False  # DESTROYED is said

    def reply(self, request):
        """The server's thread calls this."""
        reply = self.receiver.reply(request)
        if reply[0] != packets.TYPES["ERROR"][0]:
            self.heard = time.monotonic()
        return reply

    def over(self, gone):
        """Whether DESTROYED is said; raises Lost if the session ended otherwise, or there is no gateway."""
        if self.ended:
            return True
        if gone or self.receiver.broken:
            raise Lost(gone or self.receiver.broken)
        if time.monotonic() - self.heard > self.limit:
            raise Lost(f"the gateway has been silent for longer than {self.limit:g} s")
        return False

    def end(self):
        self.ended = True
        self.outbox.close()

    def give_up(self):
        self.receiver.broken = "the session is over"
        self.outbox.close()
        self.life.give_up(LAST_WORDS)

    def heartbeat(self):
        runner = self.runner
        return {"busy": runner.busy(), "memory": _memory(), "batches": runner.batches, "nanos": runner.nanos}


class Host:
    """One module's host, for as many sessions as there are."""

    def __init__(self, config, token, forked, new_module):
        self._config = config
        self._token = token
        self._forked = forked
        self._new_module = new_module
        self._name = config["module"]["name"]
        self._context = zmq.Context()
        self._arrived = threading.Condition()
        self._session = None
        self._gone = None  # why there is no gateway any more
        self._request = None
        self._reply = self._context.socket(zmq.REP)
        self._reply.linger = 1000
        self._reply.maxmsgsize = LARGEST_REQUEST
        self._reply.bind(config["listen"])
        self._url = self._reply.last_endpoint.decode()

    def run(self):
        """Returns when a forked host's session has ended well; raises Over when the host cannot go on."""
        threading.Thread(target=self._serve, name="server", daemon=True).start()
        try:
            while True:
                welcome = self._hello()
                try:
                    self._live(Session(welcome, self._name, self._new_module))
                except (Lost, ProtocolError) as lost:
                    if self._forked or self._gone:
                        raise Over(f"the session is over: {lost}") from None
                    log.warning("the session is over: %s; saying hello again", lost)
                if self._forked:
                    return
        finally:
            self._drop_request()
            self._context.term()  # wakes the server's thread, and waits for its last reply

    def gateway_is_gone(self, why):
        """Any thread may call: gives the session up."""
        self._gone = why
        session = self._session
        if session:
            session.outbox.close()

    def _hello(self):
        hello = packets.encode(
            "HELLO", major=MAJOR, minor=MINOR, token=self._token, module=self._name, url=self._url,
            pid=os.getpid(), software=SOFTWARE,
        )  # fmt: skip
        while True:
            answer = packets.decode_all(self._ask(hello, RETRY, self._not_alone))[0]
            if answer["type"] == "WELCOME":
                return answer
            if answer["type"] != "ERROR" or answer["code"] not in SAY_HELLO_AGAIN:
                raise Over(f"the gateway refused the hello: {answer.get('reason', answer['type'])}")
            time.sleep(AGAIN)

    def _not_alone(self):
        if self._gone:
            raise Over(self._gone)

    def _live(self, session):
        """The whole session. Raises Lost or ProtocolError if it did not end with DESTROYED."""
        with self._arrived:
            self._session = session
            self._arrived.notify_all()
        try:
            with logging_to(session.outbox):
                self._tell(session)
        except (Lost, ProtocolError):
            session.give_up()
            raise
        finally:
            session.outbox.close()
            self._session = None

    def _tell(self, session):
        """Sends what there is to say, until DESTROYED is said."""
        retry = min(RETRY, session.limit / 5)

        def over():
            return session.over(self._gone)

        while not over():
            request = session.outbox.next_request(session.heartbeat)
            if request:
                reply = self._ask(request, retry, over)
                if reply is None:
                    return
                session.outbox.replied(reply)
                session.heard = time.monotonic()

    def _ask(self, request, retry, over):
        """Sends the same bytes until a reply comes; None when over() says that none is awaited any more."""
        while True:
            if self._request is None:
                self._request = self._context.socket(zmq.REQ)
                self._request.linger = 0
                self._request.connect(self._config["remote"])
            self._request.send(request)
            until = time.monotonic() + retry
            while time.monotonic() < until:
                if self._request.poll(LOOK * 1000):
                    return b"".join(self._request.recv_multipart())
                if over():
                    return None
            self._drop_request()

    def _drop_request(self):
        if self._request is not None:
            self._request.close()
            self._request = None

    def _serve(self):
        """The server's thread: a reply for every request, until the context ends."""
        try:
            while True:
                parts = self._reply.recv_multipart()
                request = parts[0] if len(parts) == 1 else b""
                with self._arrived:
                    self._arrived.wait_for(lambda: self._session, HELD)
                    session = self._session
                if session is None:
                    self._reply.send(packets.error("UNKNOWN_SESSION", "there is no session yet"))
                    continue
                self._reply.send(session.reply(request))
                if session.receiver.state == "CLOSED":
                    session.end()
        except zmq.ContextTerminated:
            self._reply.close()


@contextmanager
def logging_to(outbox):
    """What is logged meanwhile goes to the gateway, and not to standard error."""
    root = logging.getLogger()
    before = root.handlers
    root.handlers = [LogPackets(outbox)]
    try:
        yield
    finally:
        root.handlers = before


class LogPackets(logging.Handler):
    """Sends what is logged to the gateway."""

    def __init__(self, outbox):
        super().__init__()
        self._outbox = outbox

    def emit(self, record):
        text = self.format(record).encode("utf-8", "replace")[:8192].decode("utf-8", "ignore")
        level = min(40, record.levelno // 10 * 10)
        self._outbox.say("LOG", level=level, when=int(record.created * 1000), logger=record.name, reason=text)


def _memory():
    """Bytes that this process has in memory."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
