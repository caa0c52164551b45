// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/pictureview.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QShortcut>
#include <QThreadPool>

#include <utility>

namespace Pushscope {

namespace {

constexpr int Margin = 8;
constexpr int CaptionHeight = 24;

} // namespace

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
    , m_mailbox(this)
{
    setAccessibleName(tr("Payload as a picture"));
    setFocusPolicy(Qt::StrongFocus);
    setFont(textFont(SmallPixels));
    auto *shortcut = new QShortcut(QKeySequence::Copy, this);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &PictureView::copy);
}

PictureView::~PictureView() = default;

QSize PictureView::sizeHint() const
{
    return { 240, 180 };
}

void PictureView::setPicture(const QByteArray &octets)
{
    m_next = octets;
    m_isWanted = !octets.isEmpty();
    if (!m_isWanted) {
        m_picture = {};
        update();
    } else {
        decodeNext();
    }
}

void PictureView::decodeNext()
{
    if (m_isDecoding || m_next.isEmpty() || !isVisible())
        return;
    m_isDecoding = true;
    QThreadPool::globalInstance()->start([this, address = m_mailbox.address(),
                                          octets = std::exchange(m_next, {})] {
        DecodedPicture picture = decodePicture(octets);
        address->post([this, picture = std::move(picture)]() mutable { take(std::move(picture)); });
    });
}

void PictureView::take(DecodedPicture &&picture)
{
    m_isDecoding = false;
    if (!m_isWanted)
        return;
    m_picture = std::move(picture);
    setAccessibleDescription(caption());
    update();
    emit shown();
    decodeNext();
}

void PictureView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    decodeNext();
}

QString PictureView::caption() const
{
    using Problem = DecodedPicture::Problem;
    if (!m_picture.format)
        return {};
    const QString format = pictureFormatName(*m_picture.format);
    const QString size
        = tr("%1 × %2 pixels")
              .arg(groupedNumber(m_picture.size.width()), groupedNumber(m_picture.size.height()));
    switch (m_picture.problem) {
    case Problem::NoReader:
        return tr("A %1 picture; this system has no reader for it.").arg(format);
    case Problem::TooLarge:
        return tr("A %1 picture of %2: more than are decoded.").arg(format, size);
    case Problem::Broken:
        return tr("It begins as a %1 picture, but cannot be decoded: broken or cut off.")
            .arg(format);
    case Problem::None:
    case Problem::NoPicture:
        break;
    }
    return QStringLiteral("%1 · %2 · %3").arg(format, size, sizeText(m_picture.octets));
}

void PictureView::copy()
{
    if (!m_picture.image.isNull())
        QGuiApplication::clipboard()->setImage(m_picture.image);
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    const QRect inside = rect().adjusted(Margin, 0, -Margin, -Margin);
    const QRect area = inside.adjusted(0, 0, 0, -CaptionHeight);
    const bool hasImage = !m_picture.image.isNull();
    if (hasImage && !area.isEmpty()) {
        // As large as fits, and no larger than it is: what one sees are its own pixels.
        QSize size = m_picture.image.size();
        if (size.width() > area.width() || size.height() > area.height())
            size.scale(area.size(), Qt::KeepAspectRatio);
        QRect target({}, size);
        target.moveCenter(area.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, m_picture.image);
    }
    const QRect line
        = hasImage ? inside.adjusted(0, inside.height() - CaptionHeight, 0, 0) : inside;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line, static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, caption());
}

} // namespace Pushscope
