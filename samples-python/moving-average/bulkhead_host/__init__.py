"""Runs a module written in Python for a Bulkhead gateway. Made from wire/PROTOCOL.md alone; needs pyzmq."""

from .module import Context, Message, Module, Refused
from .program import main

__all__ = ["Context", "Message", "Module", "Refused", "main"]
