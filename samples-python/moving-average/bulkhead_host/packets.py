"""Frames and packets as bytes: section 5 of PROTOCOL.md. No state, no I/O, no threads.

A packet is a dictionary with "type", "flags" and the fields of its type, named as in the grammar.
"""

import struct

HEADER = struct.Struct(">BBI")
MAGIC = b"\xa1\x60"
SMALLEST_FRAME = 14
MAX_31 = 2**31 - 1

CODES = {
    "BAD_PACKET": 1, "UNKNOWN_TYPE": 2, "TOO_LARGE": 3, "BAD_TOKEN": 4, "VERSION_MISMATCH": 5,
    "BAD_STATE": 6, "UNKNOWN_SESSION": 7, "OUT_OF_SEQUENCE": 8, "TAKEN": 9, "INTERNAL": 10,
}  # fmt: skip
NOT_FATAL = {"UNKNOWN_TYPE", "TAKEN"}

# The fields of each type, as NAME:KIND. The kinds are the functions below.
OUTCOME = "success:octet reason:text"
TYPES = {
    "HELLO": (0x01, "major:u16 minor:u16 token:text module:text url:text pid:u64 software:text"),
    "WELCOME": (0x02, "epoch:u64 major:u16 minor:u16 period:u31 limit:u31 max_message:u31"),
    "REQUEST": (0x03, "epoch:u64 sequence:u64"),
    "REPLY": (0x04, "epoch:u64 sequence:u64"),
    "ERROR": (0x05, "code:u16 fatal:octet reason:text"),
    "PENDING": (0x06, ""),
    "CREATE": (0x10, "args:text"),
    "CREATED": (0x11, OUTCOME),
    "START": (0x12, ""),
    "STARTED": (0x13, OUTCOME),
    "DESTROY": (0x14, "grace:u31"),
    "DESTROYED": (0x15, OUTCOME),
    "LINKS": (0x16, "inside:rest"),  # for hosts of several modules, as COUNTS: this one never has a look into them
    "SUSPEND": (0x17, "within:u31"),
    "SUSPENDED": (0x18, OUTCOME),
    "RESUME": (0x19, ""),
    "RESUMED": (0x1A, OUTCOME),
    "SAVE": (0x1B, ""),
    "SAVED": (0x1C, OUTCOME + " state:blob"),
    "RESTORE": (0x1D, "state:blob"),
    "RESTORED": (0x1E, OUTCOME),
    "CONFIRM": (0x1F, "on:octet"),
    "MESSAGE": (0x20, "frame:rest"),
    "ACCEPTED": (0x21, "count:u31 up_to:u64"),
    "PROCESSED": (0x22, "up_to:u64 failed:numbers"),
    "FAILURE": (0x23, "failed:u64 cause:text trace:text"),
    "HEARTBEAT": (0x30, "busy:u64 memory:u64"),
    "LOG": (0x31, "level:octet when:u64 logger:text reason:text"),
    "COUNTS": (0x32, "links:rest"),
    "CONDITION": (0x33, "holds:octet name:text"),
}
NAMES = {number: name for name, (number, fields) in TYPES.items()}
FIELDS = {name: [tuple(f.split(":")) for f in fields.split()] for name, (number, fields) in TYPES.items()}
LONGEST_TEXT = {"cause": 1024, "trace": 8192}


class ProtocolError(Exception):
    """What the other side sent is refused with this code."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def bad(text):
    return ProtocolError("BAD_PACKET", text)


class _Reader:
    """Takes fields from the data of one packet."""

    def __init__(self, name, data):
        self.name = name
        self.data = data
        self.at = 0

    def take(self, count):
        end = self.at + count
        if end > len(self.data):
            raise bad(f"the packet {self.name} ends {end - len(self.data)} bytes too early")
        taken = self.data[self.at : end]
        self.at = end
        return taken

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def octet(self):
        return self.number(1)

    def u16(self):
        return self.number(2)

    def u64(self):
        return self.number(8)

    def u31(self):
        number = self.number(4)
        if number > MAX_31:
            raise bad(f"the number {number} is too large")
        return number

    def blob(self):
        return bytes(self.take(self.u31()))

    def text(self):
        return utf8(self.blob(), "a text")

    def numbers(self):
        count = self.u31()
        if count * 8 != len(self.data) - self.at:
            raise bad(f"{self.name} counts {count} failures of 8 bytes each in {len(self.data) - self.at} bytes")
        return [self.u64() for _ in range(count)]

    def rest(self):
        return bytes(self.take(len(self.data) - self.at))


_WRITERS = {
    "octet": lambda value: bytes([value]),
    "u16": lambda value: value.to_bytes(2, "big"),
    "u31": lambda value: value.to_bytes(4, "big"),
    "u64": lambda value: value.to_bytes(8, "big"),
    "blob": lambda value: len(value).to_bytes(4, "big") + value,
    "text": lambda value: _WRITERS["blob"](value.encode()),
    "numbers": lambda value: struct.pack(f">I{len(value)}Q", len(value), *value),
    "rest": lambda value: value,
}


def utf8(data, what):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise bad(f"{what} is not UTF-8") from None


def encode(name, /, flags=0, **fields):
    """One packet as bytes."""
    data = b"".join(_WRITERS[kind](fields[field]) for field, kind in _fields(name, flags))
    return HEADER.pack(TYPES[name][0], flags, len(data)) + data


def _fields(name, flags):
    more = [("batches", "u64"), ("nanos", "u64")] if name == "HEARTBEAT" and flags & 1 else []
    return FIELDS[name] + more


def split(data):
    """Headers and data of all packets in a request or reply: (type, flags, data) each. Looks at no data."""
    packets = []
    at = 0
    while at < len(data):
        kind, flags, length, at = _header(data, at)
        if at + length > len(data):
            raise bad(f"the packet has {length} bytes of data, but {len(data) - at} are left")
        packets.append((kind, flags, data[at : at + length]))
        at += length
    return packets


def _header(data, at):
    if len(data) - at < HEADER.size:
        raise bad(f"at offset {at}: a packet header has {HEADER.size} bytes, {len(data) - at} are left")
    return (*HEADER.unpack_from(data, at), at + HEADER.size)


def name_of(kind):
    if kind not in NAMES:
        raise ProtocolError("UNKNOWN_TYPE", f"there is no packet type 0x{kind:02x}")
    return NAMES[kind]


def decode(kind, flags, data):
    """The fields of one packet."""
    name = name_of(kind)
    reader = _Reader(name, data)
    packet = {"type": name, "flags": flags}
    for field, form in _fields(name, flags):
        packet[field] = getattr(reader, form)()
        if field in LONGEST_TEXT and len(packet[field].encode()) > LONGEST_TEXT[field]:
            raise bad(f"the {field} is longer than {LONGEST_TEXT[field]} bytes")
    if reader.at != len(data):
        raise bad(f"the packet {name} has {len(data) - reader.at} bytes too many")
    if name == "ERROR" and packet["code"] not in CODES.values():
        raise bad(f"there is no error code {packet['code']}")
    return packet


def decode_all(data):
    return [decode(*packet) for packet in split(data)]


def error(code, text):
    return encode("ERROR", code=CODES[code], fatal=code not in NOT_FATAL, reason=text)


def encode_frame(properties, content):
    """A message as bytes; properties are a dictionary of texts, in their order."""
    texts = [text.encode() for pair in properties.items() for text in pair]
    if any(0 in text for text in texts):
        raise ValueError("a property's key or value has a NUL, which cannot travel")
    body = struct.pack(">i", len(properties)) + b"".join(text + b"\0" for text in texts)
    body += struct.pack(">i", len(content)) + content
    return MAGIC + struct.pack(">i", len(body) + 6) + body


def decode_frame(data):
    """The properties and the content of a frame."""
    if len(data) < SMALLEST_FRAME:
        raise bad(f"the frame has {len(data)} bytes, the smallest has {SMALLEST_FRAME}")
    if data[:2] != MAGIC:
        raise bad(f"the magic is {data[:2].hex()}, it must be {MAGIC.hex()}")
    size, count = struct.unpack_from(">ii", data, 2)
    if size != len(data):
        raise bad(f"the frame says that it has {size} bytes, but it has {len(data)}")
    if not 0 <= count < MAX_31:
        raise bad(f"the property count is {count}, allowed are 0 to {MAX_31 - 1}")
    properties, at = _properties(data, count)
    if len(data) - at < 4 or struct.unpack_from(">i", data, at)[0] != len(data) - at - 4:
        raise bad(f"the content at offset {at} does not end at the end of the frame")
    return properties, data[at + 4 :]


def _properties(data, count):
    properties = {}
    at = 10
    for _ in range(count):
        pair = []
        for what in ("a key", "a value"):
            end = data.find(b"\0", at)
            if end < 0:
                raise bad(f"{what} at offset {at} has no NUL")
            pair.append(utf8(data[at:end], what))
            at = end + 1
        if pair[0] in properties:
            raise bad(f'the key "{pair[0]}" is there twice')
        properties[pair[0]] = pair[1]
    return properties, at
