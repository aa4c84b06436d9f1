"""Seen from outside: merit, that is honours and plaques."""

NOUNS = {
    "honour": (
        "荣誉",
        "荣誉、授牌、聘书、证书：申报到获得，在用到摘牌",
        "honour honour_step",
        "授牌 奖项 表彰 牌匾 聘书 证书 award plaque certificate",
    ),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
