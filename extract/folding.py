"""Characters that mean the same: which single form later stages read for each.

`SAME` maps a character to the one form that stands for it, one for one, so that positions do not
move.  `LONGER` maps a character to several, `GONE` lists those nobody sees.  Chinese punctuation
(，。；：、（）“”《》—) is left as it is: to the grammar of a report it is not ASCII's equal.
"""

from __future__ import annotations

import unicodedata

UNKNOWN = "\ufffd"
"""What is read for a character that no table explains."""

# Radicals that NFKC leaves alone, each before the character a reader sees in it (the equivalence
# is that of Unicode's EquivalentUnifiedIdeograph data).  Chromium's PDFs are full of them.
_RADICALS = """
⺀冫 ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣
⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民
⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟
⺱罓 ⺲罒 ⺳网 ⺴网 ⺵网 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺺肀 ⺻聿 ⺼月 ⺽臼 ⺾艹 ⺿艹 ⻀艹
⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅
⻑長 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟飠 ⻠饣
⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙
⻱龟 ⻲亀 ⻳龟
"""

_SIGNS = {
    "．": ".",
    "＋": "+",
    "﹢": "+",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "＝": "=",
    "﹦": "=",
    "＊": "*",
    "∗": "*",
    "／": "/",
    "∕": "/",
    "⁄": "/",
    "✕": "×",
    "✖": "×",
    "╳": "×",
    "＜": "<",
    "＞": ">",
    "≦": "≤",
    "≧": "≥",
    "⩽": "≤",
    "⩾": "≥",
    "％": "%",
    "﹪": "%",
    "∶": ":",
    "＃": "#",
    "＆": "&",
    "＠": "@",
    "＄": "$",
    "￥": "¥",
    "＿": "_",
    "｜": "|",
    "＼": "\\",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "〜": "～",
    "∼": "～",
    "︰": "：",
    "﹐": "，",
    "﹑": "、",
    "﹒": ".",
    "﹔": "；",
    "﹕": "：",
    "﹙": "（",
    "﹚": "）",
    "｡": "。",
    "､": "、",
    "｢": "「",
    "｣": "」",
}

# Bullets of Word's symbol fonts, which live in the private use area.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf0a3": "□",
    "\uf06f": "□",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf050": "✓",
    "\uf0fb": "✗",
    "\uf0fe": "☑",
    "\uf052": "☑",
    "\uf020": " ",
}


def _same() -> dict[int, str]:
    table: dict[int, str] = {}
    table.update(
        dict.fromkeys([*range(0xE000, 0xF900), *range(0xD800, 0xE000), 0xFFFC], UNKNOWN)
    )  # private use, stray halves of pairs, embedded objects
    table.update({ord(old): new for old, new in (_SIGNS | _SYMBOLS).items()})
    for start, end in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)):
        table.update({code: chr(code - 0xFEE0) for code in range(start, end)})
    radicals = range(0x2F00, 0x2FD6)
    ideographs = [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]
    digits = range(0x1D7CE, 0x1D800)
    for code in [*radicals, *ideographs, *digits]:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table.update({ord(pair[0]): pair[1] for pair in _RADICALS.split()})
    spaces = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F]
    table.update(dict.fromkeys(spaces, " "))
    table.update(dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n"))
    return table


SAME: dict[int, str] = _same()

LONGER: dict[str, str] = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}  # ﬁ and its kin, as PDF fonts print them

GONE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef"  # zero width, direction marks, variation selectors
)
"""The inside of a character class of what nobody sees (a soft hyphen included)."""

LINE_END_MINUS = "\x02\u00ad\ufffe"
"""What PDF libraries and fonts give for a hyphen or minus at a line's end."""
