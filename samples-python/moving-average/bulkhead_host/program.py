"""The command line of a package: PROGRAM capabilities, PROGRAM server FILE. Section 12."""

import json
import logging
import os
from pathlib import Path
import re
import signal
import sys
import threading

from .host import Host, Over

USAGE = """Usage: {program} capabilities | server FILE
capabilities   prints what this package offers, as JSON
server FILE    runs a module for the gateway that wrote this configuration
Exit status: 0 the gateway ended it, 1 it failed, 2 bad arguments or configuration."""
PATIENCE = 5


class BadConfiguration(Exception):
    pass


def main(types, descriptor):
    """
    Runs a program of a package.

    types: the modules that it offers, as {"acme/name": class}. descriptor: the path of its package.json.
    """
    arguments = sys.argv[1:]
    try:
        if arguments == ["capabilities"]:
            print(Path(descriptor).read_text(encoding="utf-8"), end="")
        elif arguments in (["--help"], ["-h"]):
            print(USAGE.format(program=sys.argv[0]))
        elif arguments[:1] == ["server"] and len(arguments) == 2:
            _serve(arguments[1], types)
        elif len(arguments) == 1:
            _serve(arguments[0], types)
        else:
            raise BadConfiguration(USAGE.format(program=sys.argv[0]))
    except BadConfiguration as problem:
        _end(2, problem)
    except Over as problem:
        _end(1, problem)
    _end(0)


def _end(status, text=""):
    """Ends the process although a thread of the module may hang."""
    if text:
        print(text, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _serve(file, types):
    config = read(file)
    new_module = _find(config["module"], types)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    sys.stdout.reconfigure(line_buffering=True)
    token = config.get("token")
    forked = token is None
    if forked:
        token = sys.stdin.readline().strip()
        if not token:
            raise Over("there is no token: neither in the file nor on standard input")
    try:
        host = Host(config, token, forked, new_module)
    except OSError as problem:
        raise Over(f"cannot listen on {config['listen']}: {problem}") from None
    if forked:
        threading.Thread(target=_await_end_of_input, args=[host], daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *unused: _end_soon(host))
    host.run()


def _await_end_of_input(host):
    while sys.stdin.readline():
        pass
    host.gateway_is_gone("the gateway has ended: standard input is closed")


def _end_soon(host):
    """The gateway may be about to say DESTROY: a terminal's Ctrl-C or a shutdown reaches all at once."""
    timer = threading.Timer(PATIENCE, host.gateway_is_gone, ["SIGTERM"])
    timer.daemon = True
    timer.start()


def read(file):
    """The configuration of a host."""
    try:
        config = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadConfiguration(f"{file}: {problem}") from None
    if not isinstance(config, dict):
        raise BadConfiguration(f"{file}: it is no JSON object")
    if "host" in config:
        raise BadConfiguration(f"{file}: this host runs one module only; take \"host\" out of gateway.json")
    if "keys" in config or "gatewayKey" in config:
        raise BadConfiguration(f"{file}: this host does not speak CURVE; run it on the gateway's machine")
    module = config.get("module")
    if not isinstance(module, dict) or not isinstance(module.get("name"), str):
        raise BadConfiguration(f"{file}: /module/name is missing")
    for key in ("listen", "remote"):
        _check_address(file, key, config.get(key), config.get("security") == "insecure-plain-tcp")
    return config


def _check_address(file, key, address, anywhere):
    form = re.fullmatch(r"tcp://(\[[^]]+\]|[^:]+):(\*|\d+)", address) if isinstance(address, str) else None
    if not form:
        raise BadConfiguration(f"{file}: /{key}: expected an address like tcp://127.0.0.1:40001, not {address!r}")
    if not anywhere and not re.fullmatch(r"127(\.\d+){3}|localhost|\[::1\]", form.group(1)):
        raise BadConfiguration(f"{file}: /{key}: {address} is beyond this machine, and nothing protects it there")


def _find(module, types):
    """The class of the type that the configuration names; the only one if it names none."""
    name = module.get("type") or module.get("class")
    if not name and len(types) == 1:
        return next(iter(types.values()))
    if name not in types:
        raise BadConfiguration(f"there is no type {name!r}; there are {', '.join(types)}")
    return types[name]
