# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What records say of Socket.IO packets, as the logs of the peers have it."""

import base64

from harness import records as rec


def filled(value, binary):
    """JSON with its placeholders replaced by what they stand for."""
    if isinstance(value, list):
        return [filled(one, binary) for one in value]
    if isinstance(value, dict):
        if value.get("_placeholder") is True:
            return {"hex": binary[value["num"]]}
        return {key: filled(one, binary) for key, one in value.items()}
    return value


def packets(records, sender, *types):
    """(namespace, event, args) of the packets of these types; acknowledgements have no event."""
    found = []
    for record in rec.of(records, "sio.packet", from_=sender):
        if record["type"] in types:
            binary = [base64.b64decode(one).hex() for one in record.get("binary", [])]
            found.append((record["namespace"], record.get("event"),
                          filled(record.get("args", []), binary)))
    return found


def events(records, sender):
    return packets(records, sender, "EVENT", "BINARY_EVENT")


def acks(records, sender):
    return [(namespace, args)
            for namespace, _, args in packets(records, sender, "ACK", "BINARY_ACK")]
