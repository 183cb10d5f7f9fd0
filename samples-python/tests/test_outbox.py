"""What is sent again, and for how long: sections 6.6, 6.7 and 6.10 of PROTOCOL.md."""

from pathlib import Path
import sys
import threading
import unittest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "moving-average"))

from bulkhead_host import packets
from bulkhead_host.outbox import BATCH, Outbox
from bulkhead_host.progress import Progress

WELCOME = {"epoch": 1, "minor": 3, "max_message": 1 << 20, "limit": 10000, "period": 60_000}


class OutboxTest(unittest.TestCase):
    def setUp(self):
        self.progress = Progress()
        self.outbox = Outbox(WELCOME, self.progress)
        self.request()  # the first heartbeat
        self.accept(0)

    def request(self):
        request = self.outbox.next_request(lambda: {"busy": 0, "memory": 0, "batches": 0, "nanos": 0})
        decoded = packets.decode_all(request)
        self.sequence = decoded[0]["sequence"]
        return decoded[1:]

    def accept(self, count, up_to=0, processed=None):
        reply = packets.encode("REPLY", epoch=1, sequence=self.sequence)
        reply += packets.encode("ACCEPTED", count=count, up_to=up_to)
        if processed:
            reply += packets.encode("PROCESSED", **processed)
        self.outbox.replied(reply)

    @staticmethod
    def contents(request):
        return [packets.decode_frame(each["frame"])[1] for each in request if each["type"] == "MESSAGE"]

    def test_should_send_what_was_not_taken_first_and_unchanged(self):
        for content in (b"1", b"2", b"3"):
            self.outbox.publish({}, content)
        self.assertEqual(self.contents(self.request()), [b"1", b"2", b"3"])
        self.accept(1, 1)
        self.outbox.publish({}, b"4")
        self.assertEqual(self.contents(self.request()), [b"2", b"3", b"4"])

    def test_should_send_a_batch_at_most(self):
        for _ in range(3):
            self.outbox.publish({}, bytes(BATCH // 2))
        self.assertEqual(len(self.contents(self.request())), 1)

    def test_should_name_a_failure_until_the_gateway_knows_of_it(self):
        self.progress.processed()
        self.progress.processed("ValueError: no value", "at line 7")
        self.progress.processed()
        self.assertEqual(self.progress.settled(), 1)
        failure, processed = self.request()
        self.assertEqual((failure["failed"], failure["cause"]), (2, "ValueError: no value"))
        self.assertEqual((processed["up_to"], processed["failed"]), (3, [2]))
        self.assertEqual(self.progress.settled(), 1)
        self.accept(0)
        self.assertEqual(self.progress.settled(), 3)
        self.assertFalse(self.progress.to_tell())

    def test_should_name_a_flood_of_failures_in_turn(self):
        for _ in range(2500):
            self.progress.processed("ValueError")
        named = []
        while self.progress.to_tell():
            processed = self.request()[-1]
            self.assertLessEqual(len(processed["failed"]), 1000)
            self.assertEqual(processed["up_to"], processed["failed"][-1])
            named += processed["failed"]
            self.accept(0)
        self.assertEqual(named, list(range(1, 2501)))

    def test_should_let_publish_wait_until_its_message_is_done(self):
        self.outbox.confirm(True)
        outcomes = {}
        threads = []
        for number in (1, 2, 3):
            thread = threading.Thread(
                target=lambda number=number: outcomes.update({number: self.outbox.publish({}, b"%d" % number)})
            )
            thread.start()
            threads.append(thread)
            while len(self.contents(self.request())) == 0:
                self.accept(0)
            self.accept(1, 0)
        self.assertEqual(outcomes, {})
        self.assertEqual(self.request(), [], "an empty request lets the gateway do the waiting")
        self.accept(0, 1, {"up_to": 2, "failed": [2]})
        self.request()
        self.outbox.close()
        for thread in threads:
            thread.join()
        self.assertEqual(outcomes, {1: True, 2: False, 3: False})


if __name__ == "__main__":
    unittest.main()
