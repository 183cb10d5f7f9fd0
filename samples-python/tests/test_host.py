"""The program as a gateway sees it, from a gateway that loses replies, is silent, or talks nonsense."""

import json
from pathlib import Path
import subprocess
import sys
import tempfile
import unittest

import zmq

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "samples-python/moving-average"
sys.path.insert(0, str(PACKAGE))

from bulkhead_host import packets

PROGRAM = [sys.executable, str(PACKAGE / "moving-average")]
EPOCH = 4711
PATIENCE = 20_000


def request(sequence, name, **fields):
    return packets.encode("REQUEST", epoch=EPOCH, sequence=sequence) + packets.encode(name, **fields)


class Gateway:
    """Sockets that say what a test wants. A ROUTER may leave a request without a reply."""

    def __init__(self, context, folder, **more):
        self.socket = context.socket(zmq.ROUTER)
        self.socket.linger = 0
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.file = Path(folder) / "host.json"
        module = {"name": "average", "class": ""}
        config = {"listen": "tcp://127.0.0.1:*", "remote": f"tcp://127.0.0.1:{port}", "module": module, **more}
        self.file.write_text(json.dumps(config), encoding="utf-8")
        self.host = subprocess.Popen(
            [*PROGRAM, "server", str(self.file)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.host.stdin.write("secret\n")
        self.host.stdin.flush()
        self.requests = context.socket(zmq.REQ)
        self.requests.linger = 0

    def receive(self):
        """Who asks, and the packets of the request."""
        assert self.socket.poll(PATIENCE), "no request came"
        who, unused_empty, data = self.socket.recv_multipart()
        return who, data

    def reply(self, who, data):
        self.socket.send_multipart([who, b"", data])

    def welcome(self, limit=1000):
        who, hello = self.receive()
        self.hello = packets.decode_all(hello)[0]
        self.reply(
            who, packets.encode("WELCOME", epoch=EPOCH, major=1, minor=3, period=200, limit=limit, max_message=1024)
        )
        self.requests.connect(self.hello["url"])

    def accept(self, who, data):
        sequence = packets.decode_all(data)[0]["sequence"]
        accepted = packets.encode("ACCEPTED", count=0, up_to=0)
        self.reply(who, packets.encode("REPLY", epoch=EPOCH, sequence=sequence) + accepted)

    def ask(self, data):
        """Sends a request, and accepts what the host says until it has replied."""
        self.requests.send(data)
        while not self.requests.poll(1):
            if self.socket.poll(1):
                self.accept(*self.receive())
        return packets.decode_all(self.requests.recv())

    def end(self):
        """The status and the words that the host ended with."""
        return self.host.wait(PATIENCE / 1000), self.host.stderr.read()

    def close(self):
        self.host.kill()
        self.host.wait()
        self.host.stdin.close()
        self.host.stderr.close()


class HostTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.context = zmq.Context()
        self.addCleanup(self.context.destroy, 0)
        self.gateway = Gateway(self.context, self.folder.name)
        self.addCleanup(self.gateway.close)

    def test_should_say_who_it_is(self):
        self.gateway.welcome()
        self.assertEqual(self.gateway.hello["token"], "secret")
        self.assertEqual(self.gateway.hello["module"], "average")
        self.assertEqual(self.gateway.hello["pid"], self.gateway.host.pid)

    def test_should_send_the_same_bytes_again_until_a_reply_comes(self):
        self.gateway.welcome()
        first, lost = self.gateway.receive()
        second, again = self.gateway.receive()
        self.assertEqual(again, lost)
        self.assertNotEqual(second, first, "it came through the same socket")
        self.gateway.accept(second, again)
        self.assertNotEqual(self.gateway.receive()[1], again)

    def test_should_end_well_when_it_is_destroyed(self):
        self.gateway.welcome()
        created = self.gateway.ask(request(1, "CREATE", args="{}"))
        self.assertEqual((created[1]["type"], created[1]["flags"]), ("CREATED", 6))
        self.assertEqual(self.gateway.ask(request(2, "START"))[1]["success"], 1)
        self.assertEqual(self.gateway.ask(request(3, "DESTROY", grace=5000))[1]["type"], "DESTROYED")
        self.assertEqual(self.gateway.end(), (0, ""))

    def test_should_end_when_the_gateway_is_silent(self):
        self.gateway.welcome(limit=300)
        status, words = self.gateway.end()
        self.assertEqual(status, 1)
        self.assertIn("the gateway has been silent for longer than 0.3 s", words)

    def test_should_end_with_the_end_of_its_input(self):
        self.gateway.welcome(limit=60_000)
        self.gateway.host.stdin.close()
        status, words = self.gateway.end()
        self.assertEqual(status, 1)
        self.assertIn("standard input is closed", words)

    def test_should_end_when_the_gateway_refuses_it(self):
        who, unused_hello = self.gateway.receive()
        self.gateway.reply(who, packets.error("BAD_TOKEN", "this token is wrong"))
        status, words = self.gateway.end()
        self.assertEqual(status, 1)
        self.assertIn("this token is wrong", words)

    def test_should_end_when_a_request_breaks_the_session(self):
        self.gateway.welcome()
        self.gateway.requests.send(request(1, "START"))
        reply = packets.decode_all(self.gateway.requests.recv())
        self.assertEqual(reply[0]["code"], packets.CODES["BAD_STATE"])
        status, words = self.gateway.end()
        self.assertEqual(status, 1)
        self.assertIn("a START cannot be sent to the HOST in the state ATTACHED", words)


class CommandLineTest(unittest.TestCase):
    def run_with(self, *arguments):
        return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=20)

    def refused(self, config):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "host.json"
            file.write_text(json.dumps(config), encoding="utf-8")
            done = self.run_with("server", str(file))
            self.assertEqual(done.returncode, 2)
            return done.stderr

    def test_should_tell_its_capabilities(self):
        done = self.run_with("capabilities")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout)["types"][0]["name"], "samples/moving-average")

    def test_should_refuse_what_it_cannot_do(self):
        good = {"listen": "tcp://127.0.0.1:*", "remote": "tcp://127.0.0.1:1", "module": {"name": "a", "class": ""}}
        self.assertEqual(self.run_with().returncode, 2)
        self.assertEqual(self.run_with("server", "/nowhere").returncode, 2)
        self.assertIn("beyond this machine", self.refused({**good, "remote": "tcp://10.0.0.1:1"}))
        self.assertIn("CURVE", self.refused({**good, "keys": "host.key"}))
        self.assertIn("one module only", self.refused({**good, "host": "shared"}))
        self.assertIn("there is no type 'acme/no'", self.refused({**good, "module": {"name": "a", "class": "acme/no"}}))


if __name__ == "__main__":
    unittest.main()
