// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/linesink.h"

#include "capture/jsonlines.h"

#include <QJsonDocument>

namespace Pushscope {

RecordSink::Appended LineSink::append(Batch &&batch)
{
    Appended appended;
    appended.firstSeq = m_lastSeq + 1;
    appended.isFull = m_isFull;
    m_octets.add(batch);
    for (const Piece &piece : batch.pieces) {
        if (piece.layer == Layer::Wire)
            m_wire[{ piece.connection, piece.from }]
                += batch.octets.mid(piece.dataOffset, piece.length);
    }
    JsonLineWriter writer(m_octets, {});
    for (Record &record : batch.records) {
        record.seq = ++m_lastSeq;
        if (record.carrier < 0)
            record.carrier = appended.firstSeq - record.carrier - 1;
        QByteArray line;
        writer.write(record, line);
        m_lines.append(line.trimmed());
    }
    m_octets.trim(batch);
    return appended;
}

int LineSink::addDrainListener(std::function<void()> listener)
{
    m_listeners[++m_lastToken] = std::move(listener);
    return m_lastToken;
}

void LineSink::setFull(bool isFull)
{
    m_isFull = isFull;
    if (isFull)
        return;
    for (const auto &[token, listener] : m_listeners)
        listener();
}

QList<QJsonObject> LineSink::objects() const
{
    QList<QJsonObject> list;
    for (const QByteArray &line : m_lines)
        list.append(QJsonDocument::fromJson(line).object());
    return list;
}

QList<QJsonObject> LineSink::objects(const QByteArray &kind) const
{
    QList<QJsonObject> list;
    for (const QJsonObject &object : objects()) {
        if (object.value(QLatin1StringView("kind")).toString().toUtf8() == kind)
            list.append(object);
    }
    return list;
}

QJsonObject LineSink::last(const QByteArray &kind) const
{
    const auto list = objects(kind);
    return list.isEmpty() ? QJsonObject() : list.last();
}

QByteArray LineSink::kinds() const
{
    QByteArray text;
    for (const QJsonObject &object : objects()) {
        if (!text.isEmpty())
            text += ' ';
        text += object.value(QLatin1StringView("kind")).toString().toUtf8();
    }
    return text;
}

QByteArray LineSink::wire(quint32 connection, From from) const
{
    const auto found = m_wire.find({ connection, from });
    return found == m_wire.end() ? QByteArray() : found->second;
}

} // namespace Pushscope
