# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The parameters of permessage-deflate, as Node `ws` names them, in every combination."""

import itertools

# RFC 7692 section 7.1; of the windows, one that is not the default.
PARAMETERS = {
    "serverNoContextTakeover": (True, "server_no_context_takeover"),
    "clientNoContextTakeover": (True, "client_no_context_takeover"),
    "serverMaxWindowBits": (9, "server_max_window_bits=9"),
    "clientMaxWindowBits": (10, "client_max_window_bits=10"),
}


def combinations():
    for count in range(len(PARAMETERS) + 1):
        for names in itertools.combinations(PARAMETERS, count):
            yield {name: PARAMETERS[name][0] for name in names}


def on_the_wire(names):
    """What the answer has for those of the names."""
    return [PARAMETERS[name][1] for name in names]


def agreed(headers):
    """What was agreed on, of the header fields of the 101."""
    return ", ".join(value for name, value in headers if name == "Sec-WebSocket-Extensions")
