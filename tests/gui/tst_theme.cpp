// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/benchpainting.h"
#include "gui/theme/benchstyle.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace Pushscope;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void ratioOfBlackAndWhite();
    void textIsLegible_data();
    void textIsLegible();
    void glyphsAreVisible_data();
    void glyphsAreVisible();
    void paletteNamesItsTheme();
    void fontsAreNamed();
    void controlsAreDrawnInTheTheme();
    void scrollBarHandleFillsWhatIsSeen();
    void headersHaveRoomForTheirWords_data();
    void headersHaveRoomForTheirWords();
    void emptyBoxesAreSeen_data();
    void emptyBoxesAreSeen();
};

namespace {

constexpr double TextContrast = 4.5;  // WCAG 2.1, 1.4.3
constexpr double GlyphContrast = 3.0; // WCAG 2.1, 1.4.11

const Theme &themeNamed(const QString &name)
{
    return name == QLatin1String("dark") ? Theme::dark() : Theme::light();
}

void addPair(const QString &theme, const char *pair, const QColor &front, const QColor &ground)
{
    QTest::addRow("%s %s", qPrintable(theme), pair) << front << ground;
}

} // namespace

void TestTheme::ratioOfBlackAndWhite()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
}

void TestTheme::textIsLegible_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const QString &name : { QStringLiteral("dark"), QStringLiteral("light") }) {
        const Theme &t = themeNamed(name);
        addPair(name, "text on window", t.text, t.window);
        addPair(name, "text on pane", t.text, t.pane);
        addPair(name, "text on raised", t.text, t.raised);
        addPair(name, "text on alternate", t.text, t.alternate);
        addPair(name, "text on selection", t.text, t.selection);
        addPair(name, "text on error tint", t.text, t.errorTint);
        addPair(name, "text on warning tint", t.text, t.warningTint);
        addPair(name, "dim on window", t.dim, t.window);
        addPair(name, "dim on pane", t.dim, t.pane);
        addPair(name, "dim on raised", t.dim, t.raised);
        addPair(name, "dim on alternate", t.dim, t.alternate);
        addPair(name, "link on pane", t.accent, t.pane);
        addPair(name, "main button", t.onAccent, t.accent);
        addPair(name, "error on pane", t.error, t.pane);
        addPair(name, "error on its tint", t.error, t.errorTint);
        addPair(name, "warning on pane", t.warning, t.pane);
        addPair(name, "warning on its tint", t.warning, t.warningTint);
        addPair(name, "ok on pane", t.ok, t.pane);
        addPair(name, "error pill", t.onPill, t.error);
        addPair(name, "warning pill", t.onPill, t.warning);
    }
}

void TestTheme::textIsLegible()
{
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    QVERIFY2(contrastRatio(front, ground) >= TextContrast,
             qPrintable(QString::number(contrastRatio(front, ground))));
}

void TestTheme::glyphsAreVisible_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const QString &name : { QStringLiteral("dark"), QStringLiteral("light") }) {
        const Theme &t = themeNamed(name);
        for (const QColor &ground : { t.pane, t.alternate, t.errorTint, t.warningTint }) {
            addPair(name, "incoming", t.in, ground);
            addPair(name, "outgoing", t.out, ground);
            addPair(name, "ping", t.ping, ground);
        }
        for (const QColor &session : t.sessions)
            addPair(name, "session dot", session, t.pane);
        addPair(name, "focus frame", t.accent, t.pane);
    }
}

void TestTheme::glyphsAreVisible()
{
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    QVERIFY2(contrastRatio(front, ground) >= GlyphContrast,
             qPrintable(QString::number(contrastRatio(front, ground))));
}

void TestTheme::paletteNamesItsTheme()
{
    QCOMPARE(&Theme::of(Theme::dark().palette()), &Theme::dark());
    QCOMPARE(&Theme::of(Theme::light().palette()), &Theme::light());
    QVERIFY(Theme::dark().isDark);
    QVERIFY(!Theme::light().isDark);
    QCOMPARE(Theme::dark().sessionColor(1), Theme::dark().sessions[0]);
    QCOMPARE(Theme::dark().sessionColor(9), Theme::dark().sessions[0]);
}

void TestTheme::fontsAreNamed()
{
    QVERIFY(!textFont().families().isEmpty());
    QCOMPARE(textFont().pixelSize(), TextPixels);
    QCOMPARE(wireFont().pixelSize(), WirePixels);
    QVERIFY(SmallPixels >= 11);
}

void TestTheme::controlsAreDrawnInTheTheme()
{
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QVERIFY(qobject_cast<BenchStyle *>(qApp->style()));

        QPushButton button(QStringLiteral("Connect"));
        button.setDefault(true);
        button.resize(button.sizeHint());
        const QImage picture = button.grab().toImage();
        QCOMPARE(picture.pixelColor(6, picture.height() / 2), theme.accent);

        QLineEdit edit;
        edit.resize(edit.sizeHint());
        QCOMPARE(edit.grab().toImage().pixelColor(edit.width() / 2, 0), theme.line);

        QComboBox combo;
        combo.addItem(QStringLiteral("WebSocket"));
        combo.resize(combo.sizeHint());
        QCOMPARE(combo.grab().toImage().pixelColor(combo.width() / 2, 0), theme.line);
    }
}

void TestTheme::scrollBarHandleFillsWhatIsSeen()
{
    applyScheme(*qApp, Scheme::Light);
    QScrollBar bar(Qt::Vertical);
    bar.setRange(0, 900);
    bar.setPageStep(100);
    bar.resize(12, 400);
    const auto handleAt = [&](int value) {
        bar.setValue(value);
        QStyleOptionSlider option;
        option.initFrom(&bar);
        option.orientation = Qt::Vertical;
        option.state &= ~QStyle::State_Horizontal;
        option.minimum = bar.minimum();
        option.maximum = bar.maximum();
        option.pageStep = bar.pageStep();
        option.sliderPosition = bar.sliderPosition();
        return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option,
                                           QStyle::SC_ScrollBarSlider, &bar);
    };
    QCOMPARE(handleAt(0), QRect(0, 0, 12, 40));
    QCOMPARE(handleAt(900), QRect(0, 360, 12, 40));
}

void TestTheme::headersHaveRoomForTheirWords_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("Latin") << QStringLiteral("Times");
    QTest::newRow("Han") << QStringLiteral("次数");
    QTest::newRow("short") << QStringLiteral("#");
}

void TestTheme::headersHaveRoomForTheirWords()
{
    QFETCH(QString, word);

    applyScheme(*qApp, Scheme::Dark);
    QTreeWidget tree;
    tree.setHeaderLabels({ word, QStringLiteral("rest") });
    tree.header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    tree.show();
    const int drawn = tree.header()->sectionSize(0) - 2 * BenchPainting::HeaderMargin;
    QVERIFY(drawn >= tree.header()->fontMetrics().horizontalAdvance(word));
}

void TestTheme::emptyBoxesAreSeen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("dark") << Scheme::Dark;
    QTest::newRow("light") << Scheme::Light;
}

void TestTheme::emptyBoxesAreSeen()
{
    QFETCH(Scheme, scheme);
    applyScheme(*qApp, scheme);
    QCheckBox box;
    QRadioButton radio;
    for (QWidget *widget : { static_cast<QWidget *>(&box), static_cast<QWidget *>(&radio) }) {
        widget->resize(40, 24); // No text: all that is drawn is the box.
        const QImage picture = widget->grab().toImage();
        double most = 1;
        for (int x = 0; x < picture.width(); ++x)
            most = std::max(most, contrastRatio(picture.pixelColor(x, picture.height() / 2),
                                                Theme::of(widget->palette()).window));
        QVERIFY2(most >= GlyphContrast, qPrintable(QString::number(most)));
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
