# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A wire tap: stands between two programs and keeps every octet, parsing nothing."""

import selectors
import socket
import struct
import threading

from harness.process import PATIENCE


def _shut(end, how):
    try:
        end.shutdown(how)
    except OSError:
        pass


def _reset(end):
    """Closes at once and with RST."""
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()


class TappedConnection:
    """Hands on octets, ends and resets, both ways, in one thread."""

    def __init__(self, client, server):
        self.octets = {"client": bytearray(), "server": bytearray()}
        self._sockets = {"client": client, "server": server}
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        with selectors.DefaultSelector() as selector:
            for source, target in (("client", "server"), ("server", "client")):
                selector.register(self._sockets[source], selectors.EVENT_READ, (source, target))
            while selector.get_map():
                for key, _ in selector.select():
                    try:
                        goes_on = self._carry(*key.data)
                    except OSError:
                        # What one end does to us is done to the other.
                        for end in self._sockets.values():
                            _reset(end)
                        return
                    if not goes_on:
                        selector.unregister(key.fileobj)

    def _carry(self, source, target):
        """Hands on what is there; False once that direction has ended."""
        piece = self._sockets[source].recv(65536)
        if not piece:
            _shut(self._sockets[target], socket.SHUT_WR)
            return False
        self.octets[source] += piece
        self._sockets[target].sendall(piece)
        return True

    def wait(self):
        """Until both directions have ended."""
        self._thread.join(timeout=PATIENCE)

    def close(self):
        for end in self._sockets.values():
            _shut(end, socket.SHUT_RDWR)
        self.wait()
        for end in self._sockets.values():
            end.close()


class Tap:
    """Listens on a free loopback port and hands every connection on to host:port."""

    def __init__(self, port, host="127.0.0.1"):
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.connections = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._target)
            except OSError:
                client.close()
                continue
            self.connections.append(TappedConnection(client, server))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=PATIENCE)
        for connection in self.connections:
            connection.close()
