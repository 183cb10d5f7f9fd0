"""The test vectors of the protocol: section 16 of PROTOCOL.md."""

from concurrent.futures import Future, TimeoutError as NotDone
import json
from pathlib import Path
import sys
import unittest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "samples-python/moving-average"))

from bulkhead_host import packets
from bulkhead_host.outbox import Outbox
from bulkhead_host.packets import CODES, ProtocolError
from bulkhead_host.progress import Progress
from bulkhead_host.receiver import Receiver

EPOCH = 0x0102030405060708
WELCOME = {"epoch": EPOCH, "minor": 3, "max_message": 1024, "limit": 10000, "period": 1000}
# What a field is called in the vectors, where that is another name than in the grammar.
RENAMED = {
    "heartbeatMillis": "period", "limitMillis": "limit", "maxMessage": "max_message", "graceMillis": "grace",
    "succeeded": "success", "accepted": "count", "processed": "up_to", "upTo": "up_to", "busyMillis": "busy",
    "epochMillis": "when", "text": "reason", "number": "failed",
}  # fmt: skip


def vectors(file):
    return json.loads((ROOT / "wire/src/test/resources/vectors" / file).read_text(encoding="utf-8"))


def fields(packet):
    """The fields of a packet of the vectors as this codec has them."""
    mine = {RENAMED.get(key, key): value for key, value in packet.items()}
    if packet["type"] == "MESSAGE":
        frame = packets.encode_frame(dict(packet["properties"]), bytes.fromhex(packet["content"]))
        return {"type": "MESSAGE", "flags": packet["flags"], "frame": frame}
    if packet["type"] == "SUSPEND":
        mine["within"] = mine.pop("limit")
    if "epoch" in mine:
        mine["epoch"] = int(mine["epoch"], 16)
    if "state" in mine:
        mine["state"] = bytes.fromhex(mine["state"])
    return mine


def is_of_several_modules(hexadecimal):
    """LINKS and COUNTS belong to hosts of several modules."""
    return any(kind in (0x16, 0x32) for kind, unused_flags, unused_data in packets.split(bytes.fromhex(hexadecimal)))


class Work:
    """A module that succeeds in all, and has processed nothing."""

    def __init__(self, vector):
        self.pending = vector.get("pending", 0)
        self.room = vector.get("room", 1_000_000)

    def ask(self, name, unused_packet):
        answer = {"success": 1, "reason": "", **({"state": bytes([1, 2, 3])} if name == "SAVE" else {})}
        return Answer(self.pending if name == "CREATE" else 0, answer)

    def offer(self, unused_properties, unused_content, unused_seconds):
        self.room -= 1
        return self.room >= 0

    def settled(self):
        return 0

    def confirm(self, on):
        pass


class Answer(Future):
    def __init__(self, pending, answer):
        super().__init__()
        self.pending = pending
        self.set_result(answer)

    def result(self, timeout=None):
        if self.pending:
            self.pending -= 1
            raise NotDone()
        return super().result(timeout)


class VectorsTest(unittest.TestCase):
    def test_should_decode_and_encode_frames(self):
        for vector in vectors("frames-valid.json"):
            with self.subTest(vector["name"]):
                data = bytes.fromhex(vector["hex"])
                properties, content = packets.decode_frame(data)
                self.assertEqual([list(pair) for pair in properties.items()], vector["properties"])
                self.assertEqual(content.hex(), vector["content"])
                self.assertEqual(packets.encode_frame(properties, content), data)

    def test_should_refuse_what_is_no_frame(self):
        for vector in vectors("frames-invalid.json"):
            with self.subTest(vector["name"]), self.assertRaises(ProtocolError):
                packets.decode_frame(bytes.fromhex(vector["hex"]))

    def test_should_decode_and_encode_packets(self):
        for vector in vectors("packets-valid.json"):
            if is_of_several_modules(vector["hex"]):
                continue
            with self.subTest(vector["name"]):
                data = bytes.fromhex(vector["hex"])
                expected = [fields(packet) for packet in vector["packets"]]
                self.assertEqual(packets.decode_all(data), expected)
                again = [packets.encode(each.pop("type"), each.pop("flags"), **each) for each in expected]
                self.assertEqual(b"".join(again), data)

    def test_should_refuse_what_are_no_packets(self):
        for vector in vectors("packets-invalid.json"):
            if vector["as"] in ("LINKS", "COUNTS"):
                continue
            with self.subTest(vector["name"]), self.assertRaises(ProtocolError) as refusal:
                self.decode_as(vector["as"], bytes.fromhex(vector["hex"]))
            self.assertEqual(CODES[refusal.exception.code], vector["code"], vector["name"])

    @staticmethod
    def decode_as(awaited, data):
        decoded = packets.decode_all(data)
        if awaited and not decoded:
            raise packets.bad(f"{awaited} is missing")
        if awaited and decoded[0]["type"] != awaited:
            raise ProtocolError("BAD_STATE", f"expected {awaited}, not {decoded[0]['type']}")
        if awaited == "MESSAGE":
            packets.decode_frame(decoded[0]["frame"])

    def test_should_answer_as_a_host_does(self):
        for vector in vectors("exchanges.json"):
            if vector["receiver"] != "HOST" or is_of_several_modules(vector["steps"][0]["request"]):
                continue
            receiver = Receiver(WELCOME, Work(vector), vector["state"])
            for number, step in enumerate(vector["steps"]):
                with self.subTest(vector["name"], step=number):
                    reply = bytearray(receiver.reply(bytes.fromhex(step["request"])))
                    self.assertEqual(reply.hex(), step["reply"])

    def test_should_refuse_what_a_host_refuses(self):
        for vector in vectors("requests-invalid.json"):
            if vector["receiver"] != "HOST":
                continue
            with self.subTest(vector["name"]):
                receiver = Receiver(WELCOME, Work(vector), vector["state"])
                reply = packets.decode_all(receiver.reply(bytes.fromhex(vector["hex"])))
                self.assertEqual([each["type"] for each in reply], ["ERROR"])
                self.assertEqual(reply[0]["code"], vector["code"])
                self.assertEqual(receiver.broken is not None, vector["sessionEnds"])

    def test_should_refuse_replies_that_do_not_fit(self):
        for vector in vectors("replies-invalid.json"):
            if vector.get("receiver", "HOST") != "HOST":
                continue
            with self.subTest(vector["name"]), self.assertRaises(ProtocolError):
                outbox = Outbox(WELCOME, Progress())
                outbox.next_request(lambda: {"busy": 0, "memory": 0, "batches": 0, "nanos": 0})
                outbox.replied(bytes.fromhex(vector["hex"]))


if __name__ == "__main__":
    unittest.main()
