// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "models/base64text.h"
#include "models/inspection.h"
#include "protocol/payload/compression.h"

#include <QWidget>

#include <array>
#include <optional>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace Pushscope {

class HexView;
class JsonTreeModel;
class PayloadPartBox;
class PayloadTreeModel;
class PictureView;
class ValueTree;
class WireTextView;

/// What a record carries, decoded: as text, as a tree of JSON, MessagePack or CBOR, in
/// hexadecimal, as a picture, or what the Base64 in it says; of compressed octets, what is inside.
///
/// Shows the form that fits best until the user picks one, and that one wherever it fits. Gzip and
/// whole zlib streams are inflated unasked. What is chosen in one form is chosen in the next.
///
/// Threads: GUI thread.
class PayloadPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Form : quint8 { Text, Json, Hex, Picture, Base64, MessagePack, Cbor };
    static constexpr std::size_t FormCount = 7;

    explicit PayloadPage(QWidget *parent = nullptr);

    /// @param picture all of the payload where it is one; else empty.
    void setPayload(const QByteArray &octets, qint64 size, const QByteArray &picture = {});
    /// What came beside the payload, to choose from; after setPayload().
    void setParts(const QList<InspectionPart> &parts);
    [[nodiscard]] Form form() const { return m_form; }
    /// Has no effect where the payload is not of that form.
    void setForm(Form form);
    /// What the octets are inflated from; nullopt: shown as they came.
    [[nodiscard]] std::optional<Payload::Compression> compression() const { return m_compression; }
    void setCompression(std::optional<Payload::Compression> compression);
    /// All that is shown, as plain text; for tests and for copying.
    [[nodiscard]] QString plainText() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void setUpChoosers();
    void take(const QByteArray &octets, qint64 size, const QByteArray &picture);
    void setUpForms();
    void unpack();
    void recognise(const QByteArray &picture, bool isCut);
    [[nodiscard]] bool fits(Form form) const;
    [[nodiscard]] Form bestForm() const;
    void showForm(Form form);
    void fill();
    void fillTree();
    void showFacts();
    /// Chooses m_chosen in the form that is shown.
    void chooseAgain();

    PayloadPartBox *m_partBox;
    QComboBox *m_formBox;
    QComboBox *m_packingBox;
    QLabel *m_facts;
    QLabel *m_notice;
    QStackedWidget *m_stack;
    WireTextView *m_text;
    ValueTree *m_tree;
    HexView *m_hex;
    PictureView *m_picture;
    WireTextView *m_base64;
    JsonTreeModel *m_json;
    PayloadTreeModel *m_values;
    Form m_wanted = Form::Picture;
    Form m_form = Form::Hex;
    QByteArray m_raw;
    qint64 m_rawSize = 0;
    QByteArray m_rawPicture;
    std::optional<Payload::Compression> m_compression;
    bool m_isPackingChosen = false; ///< By the user, for this payload.
    QString m_packingNotice;
    QByteArray m_octets; ///< Inflated, where they are.
    QByteArray m_pictureOctets;
    std::array<bool, FormCount> m_isFilled{}; ///< By Form: it shows m_octets.
    bool m_isJson = false;
    bool m_isText = false;
    bool m_isChoosing = false;
    ByteRange m_chosen;               ///< Of m_octets.
    QList<Base64Stretch> m_stretches; ///< Of a text.
};

} // namespace Pushscope
