# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A wire tap: stands between two programs and keeps every octet, parsing nothing."""

import socket
import threading

from harness.process import PATIENCE


class TappedConnection:
    def __init__(self, client, server):
        self.octets = {"client": bytearray(), "server": bytearray()}
        self._sockets = {"client": client, "server": server}
        self._threads = [threading.Thread(target=self._carry, args=way, daemon=True)
                         for way in (("client", "server"), ("server", "client"))]
        for thread in self._threads:
            thread.start()

    def _carry(self, source, target):
        try:
            while True:
                piece = self._sockets[source].recv(65536)
                if not piece:
                    break
                self.octets[source] += piece
                self._sockets[target].sendall(piece)
        except OSError:
            pass
        try:
            self._sockets[target].shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def wait(self):
        """Until both directions have ended."""
        for thread in self._threads:
            thread.join(timeout=PATIENCE)

    def close(self):
        for end in self._sockets.values():
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
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
