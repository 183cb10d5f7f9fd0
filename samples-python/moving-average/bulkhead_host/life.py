"""One life of the module: what the gateway asks of it, done on the module's thread. Sections 6.9 and 6.12."""

from concurrent.futures import Future, TimeoutError as NotDone
import json
import time

from .module import Context, Refused
from .runner import describe

NO_OBJECT, SUSPENDABLE, STATEFUL = 1, 2, 4


class Life:
    """The `work` of a Receiver."""

    def __init__(self, name, new_module, largest_state, runner, progress, outbox):
        self._name = name
        self._new_module = new_module
        self._largest_state = largest_state
        self._runner = runner
        self._progress = progress
        self._outbox = outbox
        self._created = False

    def offer(self, properties, content, seconds):
        return self._runner.offer(properties, content, seconds)

    def settled(self):
        return self._progress.settled()

    def confirm(self, on):
        self._outbox.confirm(on)

    def ask(self, name, packet):
        """A Future of the fields of the answer to this packet of the gateway."""
        begun = time.monotonic()
        done = self._runner.submit(lambda: getattr(self, "_" + name.lower())(packet, begun))
        answer = Future()
        done.add_done_callback(lambda each: answer.set_result(self._outcome(name, each)))
        return answer

    def _outcome(self, name, done):
        failure = done.exception()
        extra = {"state": b""} if name == "SAVE" else {}
        if failure is None:
            return {"success": 1, "reason": "", **extra, **(done.result() or {})}
        flags = NO_OBJECT if name == "CREATE" and self._runner.module is None else 0
        text = str(failure) if isinstance(failure, Refused) else describe(failure)
        return {"flags": flags, "success": 0, "reason": text, **extra}

    def _create(self, packet, unused_begun):
        module = self._new_module()
        self._runner.module = module
        module.create(Context(self._name, json.loads(packet["args"]), self._runner, self._outbox))
        self._created = True
        suspendable = hasattr(module, "suspend") and hasattr(module, "resume")
        stateful = hasattr(module, "save") and hasattr(module, "restore")
        return {"flags": SUSPENDABLE * suspendable | STATEFUL * stateful}

    def _restore(self, packet, unused_begun):
        self._runner.module.restore(packet["state"])

    def _start(self, unused_packet, unused_begun):
        self._runner.module.start()
        self._runner.running = True

    def _suspend(self, packet, begun):
        seconds = packet["within"] / 2000
        left = self._runner.process_until(begun + seconds)
        if left:
            raise Refused(f"{left} messages were not processed within {seconds:g} s")
        self._runner.module.suspend()
        self._runner.running = False

    def _save(self, unused_packet, unused_begun):
        state = bytes(self._runner.module.save())
        if len(state) > self._largest_state:
            raise Refused(f"the state has {len(state)} bytes, at most {self._largest_state} can be kept")
        return {"state": state}

    def _resume(self, unused_packet, unused_begun):
        self._runner.module.resume()
        self._runner.running = True

    def _destroy(self, packet, begun):
        if self._runner.running:
            self._runner.process_until(begun + packet["grace"] / 2000)
        self._runner.running = False
        try:
            if self._created:
                self._created = False
                self._runner.module.destroy()
        finally:
            self._outbox.flush()

    def give_up(self, seconds):
        """The gateway is lost: destroys the module, which has so long for it."""
        try:
            self.ask("DESTROY", {"grace": 0}).result(seconds)
        except NotDone:
            pass  # a module that hangs must not keep the host
