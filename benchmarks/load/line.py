"""A connection as a browser keeps it, and no more: what asks shares the machine with what answers."""

from __future__ import annotations

import re
import socket

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


class Line:
    """One person's connection to the server, opened anew where the server has closed it."""

    def __init__(self, port: int, cookies: str) -> None:
        self._port = port
        self._headers = f"Host: 127.0.0.1\r\nCookie: {cookies}\r\nAccept-Language: sv\r\n"
        self._socket: socket.socket | None = None

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, bytes]:
        """The status and the page. Raises OSError or ValueError where there is no whole answer."""
        content = body.encode()
        form = f"{_FORM}Content-Length: {len(content)}\r\n" if content else ""
        said = f"{method} {address} HTTP/1.1\r\n{self._headers}{form}\r\n".encode() + content
        try:
            return self._answer(said)
        except (OSError, ValueError):
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        if self._socket:
            self._socket.close()
        self._socket = None

    def _answer(self, said: bytes) -> tuple[int, bytes]:
        line = self._socket or self._opened()
        line.sendall(said)
        came = _more(line, b"")
        while (end := came.find(b"\r\n\r\n")) < 0:
            came = _more(line, came)
        head = came[:end]
        length = _LENGTH.search(head)
        if not length:
            raise ValueError("an answer without its length")
        page, missing = [came[end + 4 :]], int(length[1]) - (len(came) - end - 4)
        while missing > 0:
            page.append(_more(line, b""))
            missing -= len(page[-1])
        if _CLOSES.search(head):
            self.close()
        return int(head[9:12]), b"".join(page)

    def _opened(self) -> socket.socket:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


def _more(line: socket.socket, before: bytes) -> bytes:
    came = line.recv(262_144)
    if not came:
        raise ValueError("an answer that broke off")
    return before + came
