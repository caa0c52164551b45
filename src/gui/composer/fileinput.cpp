// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/fileinput.h"

#include "engine/api/livestatus.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QDateTime>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr double UsualRate = 10;
constexpr int BarHeight = 6;
constexpr int PerMille = 1000;

} // namespace

FileInput::FileInput(QWidget *parent)
    : MessageInput(parent)
    , m_fileLabel(new QLabel(this))
    , m_fileButton(new QPushButton(tr("Choose…"), this))
    , m_rate(new QDoubleSpinBox(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_bar(new QProgressBar(this))
    , m_progress(new QLabel(this))
{
    m_fileLabel->setObjectName(QStringLiteral("lineFileLabel"));
    m_fileLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_fileButton->setObjectName(QStringLiteral("lineFileButton"));
    m_rate->setObjectName(QStringLiteral("rateSpin"));
    m_rate->setRange(LineSender::LeastPerSecond, LineSender::MostPerSecond);
    m_rate->setDecimals(1);
    m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_rate->setValue(UsualRate);
    m_pause->setObjectName(QStringLiteral("pauseFileButton"));
    m_stop->setObjectName(QStringLiteral("stopFileButton"));
    m_bar->setObjectName(QStringLiteral("fileProgress"));
    m_bar->setAccessibleName(tr("How much of the file is sent"));
    m_bar->setRange(0, PerMille);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(BarHeight);
    m_progress->setObjectName(QStringLiteral("fileProgressLabel"));
    m_progress->setFont(textFont(SmallPixels));
    setUpLayout();
    connect(m_fileButton, &QPushButton::clicked, this, &FileInput::fileRequested);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this,
            [this](double perSecond) { m_sender.setRate(perSecond); });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_sender.state() == LineSender::State::Paused)
            m_sender.resume();
        else
            m_sender.pause();
    });
    connect(m_stop, &QPushButton::clicked, &m_sender, &LineSender::stop);
    connect(&m_sender, &LineSender::changed, this, &FileInput::refresh);
    refresh();
}

void FileInput::setUpLayout()
{
    auto *rateLabel = new QLabel(tr("Messages a second"), this);
    rateLabel->setBuddy(m_rate);
    m_rate->setAccessibleName(rateLabel->text());
    auto *file = new QHBoxLayout;
    file->setSpacing(8);
    file->addWidget(m_fileButton);
    file->addWidget(m_fileLabel, 1);
    auto *rate = new QHBoxLayout;
    rate->setSpacing(8);
    rate->addWidget(rateLabel);
    rate->addWidget(m_rate);
    rate->addWidget(m_pause);
    rate->addWidget(m_stop);
    rate->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(file);
    column->addLayout(rate);
    column->addWidget(m_bar);
    column->addWidget(m_progress);
    column->addStretch(1);
    const QList<QWidget *> order{ m_fileButton, m_rate, m_pause, m_stop };
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void FileInput::setFile(const QString &path)
{
    m_path = path;
    refresh();
}

void FileInput::start(const SessionStatus &session, LineSender::Send send)
{
    m_n = 0;
    m_sender.start(m_path, m_rate->value(), session, expansion(), std::move(send));
}

void FileInput::takeOver(FileInput &former, LineSender::Send send)
{
    m_path = former.m_path;
    m_n = former.m_n;
    m_rate->setValue(former.m_rate->value());
    m_sender.takeOver(former.m_sender, expansion(), std::move(send));
    refresh();
}

LineSender::Expand FileInput::expansion()
{
    if (!expandsTemplates())
        return [](const QByteArray &line) { return line; };
    return [this](const QByteArray &line) -> std::variant<QByteArray, QString> {
        // A file of JSON has its numbers as JSON has them.
        const auto form = line.startsWith('{') || line.startsWith('[')
            ? MessageTemplate::Form::Json
            : MessageTemplate::Form::Text;
        const auto compiled = MessageTemplate::compile(line, form);
        if (const auto *fault = std::get_if<MessageTemplate::Fault>(&compiled))
            return describe(*fault);
        const auto &made = std::get<MessageTemplate>(compiled);
        const MessageTemplate::Values values{
            ++m_n, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1()
        };
        return made.expand(values, *QRandomGenerator::global());
    };
}

QString FileInput::progressText() const
{
    const LineSender::Progress &progress = m_sender.progress();
    const QString count = tr("line %1, %n message(s) sent", nullptr,
                             static_cast<int>(std::min<qint64>(progress.messages, INT_MAX)))
                              .arg(groupedNumber(progress.line));
    switch (m_sender.state()) {
    case LineSender::State::Idle:
        return tr("Each line is a text message; empty lines are left out.");
    case LineSender::State::Running:
        return tr("Sending: %1", "how far").arg(count);
    case LineSender::State::Paused:
        return tr("Paused: %1", "how far").arg(count);
    case LineSender::State::Done:
        return tr("All sent: %1", "how far").arg(count);
    case LineSender::State::Stopped:
        return m_sender.sentence().isEmpty() ? tr("Stopped: %1", "how far").arg(count)
                                             : m_sender.sentence();
    case LineSender::State::Failed:
        break;
    }
    return m_sender.sentence();
}

void FileInput::refresh()
{
    const QFileInfo file(m_path);
    m_fileLabel->setText(m_path.isEmpty()
                             ? tr("A file of lines, as NDJSON.")
                             : QStringLiteral("%1 · %2").arg(file.fileName(), sizeText(file.size())));
    m_fileLabel->setToolTip(m_path);
    const bool isUnderWay = m_sender.isUnderWay();
    m_fileButton->setEnabled(!isUnderWay);
    m_pause->setEnabled(isUnderWay);
    m_stop->setEnabled(isUnderWay);
    m_pause->setText(m_sender.state() == LineSender::State::Paused ? tr("Resume") : tr("Pause"));
    const LineSender::Progress &progress = m_sender.progress();
    m_bar->setValue(progress.total > 0
                        ? static_cast<int>(std::min<qint64>(progress.octets * PerMille / progress.total,
                                                            PerMille))
                        : 0);
    m_progress->setText(progressText());
    emit changed();
}

InputVerdict FileInput::verdict() const
{
    InputVerdict verdict;
    if (m_sender.isUnderWay())
        verdict.missing = tr("A file is being sent: Stop ends that.");
    else if (m_path.isEmpty())
        verdict.missing = tr("Choose the file whose lines are to be sent.");
    else if (m_sender.state() == LineSender::State::Failed)
        verdict.warning = m_sender.sentence();
    return verdict;
}

std::optional<OutgoingMessage> FileInput::message(const MessageTemplate::Values &) const
{
    return std::nullopt;
}

QJsonObject FileInput::draft() const
{
    if (m_path.isEmpty())
        return {};
    return { { QStringLiteral("text"), m_path }, { QStringLiteral("rate"), m_rate->value() } };
}

void FileInput::setDraft(const QJsonObject &draft)
{
    if (m_sender.isUnderWay())
        return;
    m_rate->setValue(draft.value(QLatin1String("rate")).toDouble(UsualRate));
    setFile(draft.value(QLatin1String("text")).toString());
}

} // namespace Pushscope
