# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""nginx as a peer: own configuration, own folder, a free port, no root."""

import os
import tempfile
import urllib.request

from harness.peers import HERE, program
from harness.process import PATIENCE, Failed, Process, free_port

MODULES = "/usr/lib/nginx/modules"


class Nginx:
    """With the configuration `template` of the peers, `@NAME@` in it replaced by values[NAME]."""

    def __init__(self, template, **values):
        self._template = template
        self._values = values

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="pushscope-nginx-")
        # nginx takes no port 0; another program may be faster to the one found.
        for _ in range(5):
            self.port = free_port()
            self._process = self._start()
            if self._process:
                return self
        self._folder.cleanup()
        raise Failed("nginx found no free port")

    def __exit__(self, *_):
        self._process.kill()
        self._folder.cleanup()

    def _start(self):
        with open(os.path.join(HERE, self._template), encoding="utf-8") as file:
            text = file.read()
        values = {"MODULES": MODULES, "FOLDER": self._folder.name, "PORT": str(self.port),
                  "USER": "user root;" if os.geteuid() == 0 else "", **self._values}
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        path = os.path.join(self._folder.name, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        process = Process([program("nginx", "/usr/sbin/nginx"), "-p", self._folder.name, "-c", path,
                           "-e", "stderr"], read="stderr")
        while True:
            line = process.next_line()
            if line is None:
                said = "\n".join(process.lines)
                process.kill()
                if "Address already in use" in said:
                    return None
                raise Failed(f"nginx did not start:\n{said}")
            if "start worker process " in line:
                return process

    def address(self, path, scheme="http"):
        return f"{scheme}://127.0.0.1:{self.port}{path}"


class Nchan(Nginx):
    """Channels to subscribe and to publish to."""

    def __init__(self):
        super().__init__("nchan.conf.in")

    def __enter__(self):
        if not os.path.exists(f"{MODULES}/ngx_nchan_module.so"):
            raise Failed("nginx's nchan module is not installed; "
                         "packaging/install-deps.sh interop does that")
        return super().__enter__()

    def publish(self, channel, data, event=None):
        """Publishes octets; returns once nginx has them."""
        fields = {"Content-Type": "text/plain"}
        if event:
            fields["X-EventSource-Event"] = event
        request = urllib.request.Request(self.address(f"/publish/{channel}"), data=data,
                                         headers=fields, method="POST")
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            response.read()
            return response.status
