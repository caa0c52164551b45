# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The sources of theme/, records/, timeline/ and inspector/, for the target of this folder.
set(PUSHSCOPE_VIEW_SOURCES
)
