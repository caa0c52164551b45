# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The sources of theme/, records/, timeline/ and inspector/, for the target of this folder.
set(PUSHSCOPE_VIEW_SOURCES
    inspector/fieldstable.cpp
    inspector/fieldstable.h
    inspector/framebitsview.cpp
    inspector/framebitsview.h
    inspector/hexview.cpp
    inspector/hexview.h
    inspector/inspectionhtml.cpp
    inspector/inspectionhtml.h
    inspector/inspectorpane.cpp
    inspector/inspectorpane.h
    inspector/payloadpage.cpp
    inspector/payloadpage.h
    inspector/picturedecoding.cpp
    inspector/picturedecoding.h
    inspector/pictureview.cpp
    inspector/pictureview.h
    inspector/wiretextview.cpp
    inspector/wiretextview.h
    records/followpill.cpp
    records/followpill.h
    records/recordaccessible.cpp
    records/recordaccessible.h
    records/recordcolumns.h
    records/recordrowpainter.cpp
    records/recordrowpainter.h
    records/recordview.cpp
    records/recordview.h
    records/recordviewinput.cpp
    theme/benchpainting.cpp
    theme/benchpainting.h
    theme/benchstyle.cpp
    theme/benchstyle.h
    theme/fonts.cpp
    theme/fonts.h
    theme/theme.cpp
    theme/theme.h
    timeline/timelinepainter.cpp
    timeline/timelinepainter.h
    timeline/timelineview.cpp
    timeline/timelineview.h
    timeline/timelineviewinput.cpp
)
