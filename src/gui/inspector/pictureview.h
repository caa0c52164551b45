// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/inspector/picturedecoding.h"
#include "models/mailbox.h"

#include <QWidget>

namespace Pushscope {

/// A payload as the picture that it is, as large as fits, with what is to be said of it below.
///
/// Decodes on another thread, one picture at a time, and only while it is visible: where they come
/// faster, as of a camera, those between are left out and the one before stays in sight.
///
/// Threads: GUI thread.
class PictureView final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);
    ~PictureView() override;

    /// Empty: none.
    void setPicture(const QByteArray &octets);

    /// Null while there is none to see.
    [[nodiscard]] const QImage &image() const { return m_picture.image; }
    /// `JPEG · 640 × 480 pixels · 58.6 KiB`, or why it cannot be shown.
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QSize sizeHint() const override;

public slots:
    void copy();

signals:
    /// Another picture is in sight, or the reason why it is not.
    void shown();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void decodeNext();
    void take(DecodedPicture &&picture);

    DecodedPicture m_picture;
    QByteArray m_next; ///< To be decoded once the one under way is, and the view is visible.
    bool m_isDecoding = false;
    bool m_isWanted = false; ///< What is under way will be shown.
    Mailbox m_mailbox;
};

} // namespace Pushscope
