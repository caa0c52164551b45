# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading the JSON lines of pushscope-cli, as contract and as facts to compare with a peer's."""

import base64


def octets(record, text="text"):
    """The octets that a record carries."""
    if "base64" in record:
        return base64.b64decode(record["base64"])
    return record.get(text, "").encode()


def plain(value):
    """A string member, which is {"base64": …} where it was no UTF-8."""
    if isinstance(value, dict):
        return base64.b64decode(value["base64"]).decode("utf-8", "surrogateescape")
    return value


def of(records, *kinds, **members):
    """The records of these kinds and with these members."""
    return [r for r in records
            if (not kinds or r["kind"] in kinds)
            and all(r.get(name.rstrip("_")) == value for name, value in members.items())]


def websocket_values(records, sender):
    """What one end sent once the WebSocket was open, as tuples that a peer's log gives too."""
    values = []
    for record in of(records, "ws.message", "ws.ping", "ws.pong", "ws.close", from_=sender):
        kind = record["kind"].split(".")[1]
        if kind == "message":
            values.append((record["type"], octets(record).hex()))
        elif kind == "close":
            values.append(("close", record.get("code", 1005), plain(record.get("reason", ""))))
        else:
            values.append((kind, octets(record).hex()))
    return values


def peer_values(events):
    """The same of the log of a peer: its events `sent`, or its events `got`."""
    values = []
    for event in events:
        if event["type"] == "close":
            values.append(("close", event["code"], event.get("reason", "")))
        else:
            values.append((event["type"], event["hex"]))
    return values


def sse_values(records):
    """What a browser would have dispatched: (type, data, last event ID)."""
    return [(r["event"], plain(r["data"]), plain(r["id"]))
            for r in of(records, "sse.event") if r["dispatched"]]


def headers(record):
    return [(plain(name), plain(value)) for name, value in record["headers"]]


def check_capture(test, records, ended=True):
    """What holds for every capture, whatever was recorded."""
    test.assertTrue(records, "no record at all")
    test.assertEqual([r["seq"] for r in records], list(range(1, len(records) + 1)))
    test.assertEqual(records[0]["kind"], "capture.start")
    test.assertEqual(records[0]["format"], 1)
    if ended:
        test.assertEqual(records[-1]["kind"], "capture.end")
    latest = {}
    for record in records:
        _check_one(test, record)
        if "conn" in record and "from" in record:
            key = record["conn"], record["from"]
            test.assertGreaterEqual(record["t"], latest.get(key, 0), f"time runs back: {record}")
            latest[key] = record["t"]
    _check_connections(test, records, ended)


def _check_one(test, record):
    test.assertNotIn(None, record.values(), f"null in {record}")
    test.assertFalse("text" in record and "base64" in record, f"text and base64: {record}")
    if record["kind"] != "note":
        test.assertIn("t", record, f"no time: {record}")
    for start, length in record.get("at", []):
        test.assertGreaterEqual(start, 0)
        test.assertGreater(length, 0, f"empty range: {record}")
    if record.get("from"):
        test.assertIn(record["from"], ("client", "server"))
    names = record.get("violations", [])
    test.assertEqual(len(names), len(set(names)))


def _check_connections(test, records, ended):
    opened = [r["conn"] for r in of(records, "conn.attempt")]
    test.assertEqual(len(opened), len(set(opened)), "two attempts of one connection")
    closed = [r["conn"] for r in of(records, "conn.close")]
    test.assertEqual(len(closed), len(set(closed)), "two ends of one connection")
    if ended:
        for conn in opened:
            test.assertIn(conn, closed, f"connection {conn} has no conn.close")
        sockets = [r["conn"] for r in of(records, "ws.closed")]
        for conn in {r["conn"] for r in of(records, "ws.handshake")}:
            test.assertEqual(sockets.count(conn), 1, f"ws.closed of connection {conn}")
