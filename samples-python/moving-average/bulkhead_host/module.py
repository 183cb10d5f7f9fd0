"""What the author of a module sees."""

from collections import namedtuple

Message = namedtuple("Message", "properties content")
Message.__doc__ = "properties: a dictionary of texts; content: bytes."


class Refused(Exception):
    """Raised by a module that cannot work with its arguments, or at all; its text reaches the operator as it is."""


class Module:
    """
    One thread calls all of these. What they raise reaches the operator.

    A class that also has suspend() and resume() can be suspended; one that has save(), which returns bytes, and
    restore(bytes) keeps its state from one life to the next.
    """

    def create(self, context):
        """First. The arguments are in context.args."""

    def start(self):
        """When all modules are there."""

    def receive(self, message):
        """For each message, in order. One for which this raises is counted as receive-failed."""

    def end_of_batch(self):
        """After the last message of several that were there."""

    def destroy(self):
        """Last."""


class Context:
    """What a module can do. Any thread may call."""

    def __init__(self, name, args, runner, outbox):
        self.name = name
        self.args = args
        self._runner = runner
        self._outbox = outbox

    def publish(self, properties, content=b""):
        """
        Hands a message to the links of this module, and waits while there is no room.

        False if the message was dropped: the gateway is gone, or its disk did not take it.
        """
        return self._outbox.publish(properties, content)

    def every(self, seconds, work):
        """Calls work() on the module's thread so often, from its start until its end, but not while it rests."""
        self._runner.every(seconds, work)

    def condition(self, name, holds=True):
        """Says of something that other modules may wait for whether it holds."""
        self._outbox.say("CONDITION", holds=bool(holds), name=name)
