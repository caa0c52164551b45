// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// packet_parsers.mjs ENGINE.IO.json SOCKET.IO.json: reads the rows of our own tables with the
// parsers of the libraries and prints a line per row, `ok NAME` or `not NAME: why`.
//
// A row's `npm` says what they make of it: `same` values as ours, an `error`, `accepts` what breaks
// a rule that they do not look at, `hangs`, or `*` where the generations differ.
import { readFileSync } from "node:fs";
import engine3 from "engine.io-parser-v3";
import * as engine4 from "engine.io-parser-v4";
import * as socket4 from "socket.io-parser-v4";
import * as socket5 from "socket.io-parser-v5";

const isError = (packet) => packet.type === "error" || packet.type === undefined;

function engineLine(packet) {
  const data = packet.data ?? "";
  const octets = typeof data === "string" ? Buffer.from(data, "utf8") : Buffer.from(data);
  return `${packet.type} ${typeof data === "string" ? "text" : "binary"} ${octets.toString("hex")}`;
}

function enginePackets(row, octets) {
  const text = octets.toString("utf8");
  if (row.carrier === "payload") {
    if (row.revision === 4) return engine4.decodePayload(text);
    const found = [];
    const isBinary = octets.length > 0 && octets[0] <= 1;
    engine3.decodePayload(isBinary ? octets : text, (packet) => void found.push(packet));
    return found;
  }
  const encoded = row.carrier === "binary" ? octets : text;
  return [(row.revision === 4 ? engine4 : engine3).decodePacket(encoded)];
}

function checkEngine(row) {
  const octets = "hex" in row ? Buffer.from(row.hex, "hex") : Buffer.from(row.text, "utf8");
  const expected = row.packets.map((packet) => {
    const hex = packet.kind === "text" ? Buffer.from(packet.data).toString("hex") : packet.data;
    return `${packet.type} ${packet.kind === "binary" ? "binary" : "text"} ${hex}`;
  });
  return judge(row, expected, () => {
    const packets = enginePackets(row, octets);
    return { hasError: packets.some(isError), lines: packets.map(engineLine) };
  });
}

/** Ours keeps placeholders and attachments apart; theirs puts the octets in. */
function socketLine(packet, revision) {
  const names = revision === 5 ? socket5.PacketType : socket4.types;
  let type = names[packet.type];
  if (revision === 5) type = type?.replace("BINARY_", "");
  const data = JSON.stringify(packet.data, (key, value) =>
    value?.type === "Buffer" ? `octets ${Buffer.from(value.data).toString("hex")}` : value);
  return `${type} ${packet.nsp} ${packet.id ?? ""} ${data ?? ""}`;
}

function expectedLine(message, revision) {
  let type = message.type;
  if (revision === 5) type = type?.replace("BINARY_", "");
  const nsp = message.namespace + (message.query ? `?${message.query}` : "");
  const fill = (value) => {
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== "object") return value;
    if (value._placeholder === true) return `octets ${message.attachments[value.num]}`;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
  };
  const isBinary = message.type?.startsWith("BINARY_");
  let data = message.data === "" ? undefined : JSON.parse(message.data);
  if (isBinary) data = fill(data);
  return `${type} ${nsp} ${message.id ?? ""} ${data === undefined ? "" : JSON.stringify(data)}`;
}

function checkSocket(row) {
  const Decoder = row.revision === 5 ? socket5.Decoder : socket4.Decoder;
  const isGood = row.npm === "same";
  const expected = isGood ? row.messages.map((m) => expectedLine(m, row.revision)) : [];
  return judge(row, expected, () => {
    const decoder = new Decoder();
    const lines = [];
    let hasError = false;
    decoder.on("decoded", (packet) => {
      hasError ||= packet.type === 4 && String(packet.data).startsWith("parser error");
      lines.push(socketLine(packet, row.revision));
    });
    for (const frame of row.frames)
      decoder.add("hex" in frame ? Buffer.from(frame.hex, "hex") : frame.text);
    return { hasError, lines };
  });
}

function judge(row, expected, read) {
  if (row.npm === "*" || row.npm === "hangs") return null;
  let result;
  try {
    result = read();
  } catch (error) {
    result = { hasError: true, lines: [String(error)] };
  }
  if (row.npm === "error") return result.hasError ? null : `took it as ${result.lines}`;
  if (result.hasError) return `refused it: ${result.lines}`;
  if (row.npm === "accepts") return null;
  const [theirs, ours] = [result.lines.join("\n"), expected.join("\n")];
  return theirs === ours ? null : `read ${theirs} instead of ${ours}`;
}

// Revision 3 of Socket.IO has no release of a parser of its own beside that of revision 4, which
// differs from it in binary acks alone.
for (const [path, check] of [[process.argv[2], checkEngine], [process.argv[3], checkSocket]]) {
  for (const row of JSON.parse(readFileSync(path, "utf8"))) {
    const why = check(row);
    console.log(why === null ? `ok ${row.name}` : `not ${row.name}: ${why}`);
  }
}
