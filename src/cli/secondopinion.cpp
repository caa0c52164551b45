// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secondopinion.h"

#include <QEventLoop>

#include <chrono>
#include <utility>

namespace Pushscope {

namespace {

/// Libraries are told of an end later than the wire: by what they do to make sure of it.
constexpr std::chrono::milliseconds Patience{ 1'500 };

} // namespace

SecondOpinion::SecondOpinion(const ClientOptions &options)
    : m_client(std::make_unique<StockClient>(options))
{
    QObject::connect(m_client.get(), &StockClient::finished, m_client.get(),
                     [this](const StockOutcome &outcome) {
                         m_stock = outcome;
                         if (m_done)
                             std::exchange(m_done, {})();
                     });
    m_patience.setSingleShot(true);
    QObject::connect(&m_patience, &QTimer::timeout, m_client.get(), &StockClient::stop);
    m_client->start();
}

void SecondOpinion::observe(std::span<const Record> records, OctetSource &octets)
{
    const std::lock_guard lock(m_mutex);
    for (const Record &record : records) {
        m_ours.add(record);
        m_detector.add(record, octets);
    }
}

void SecondOpinion::end(std::function<void()> done)
{
    if (m_stock) {
        done();
        return;
    }
    m_done = std::move(done);
    m_patience.start(Patience);
}

void SecondOpinion::wait()
{
    if (m_stock)
        return;
    QEventLoop loop;
    end([&loop] { loop.quit(); });
    loop.exec();
}

void SecondOpinion::print(bool isJson, Output &output) const
{
    const std::lock_guard lock(m_mutex);
    const StockOutcome stock = m_stock.value_or(StockOutcome());
    const Findings findings = m_detector.findings();
    if (isJson)
        output.writeLine(comparisonJson(stock, m_ours, findings));
    else
        output.writeLine(comparisonText(stock, m_ours, findings).trimmed().toUtf8());
    output.flush();
}

} // namespace Pushscope
