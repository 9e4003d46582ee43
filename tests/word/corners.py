"""More forms for make.py: what once was read wrongly. Each with its fields, as in shapes.py. Invented."""

from make import Cell as C, docx, paragraph as p, table as t


def title(words):
    return p(words, jc="center", size=22, font="方正小标宋简体")


def seal_spoken_of():
    """A sentence that speaks of a seal makes none; a date under a signature belongs to it."""
    body = [title("设备验收表"), t([40, 120], [(10, ["姓名", ""]), (10, ["单位", ""])]),
            p("本表经单位盖章后生效，涂改无效。"), p("        年    月    日", jc="right"),
            p("经办人（签字）："), p("        年    月    日", jc="right")]
    return docx(body), """姓名 text
单位 text"""


def braces():
    """Braces are words of the form, not places for values."""
    body = [title("参赛承诺书"), p("本人{____}承诺"), p("单位{全称}：____"), t([40, 120], [(10, ["联系人{电话}", ""]), (10, ["{备用}", ""])])]
    return docx(body), """本人｛ text
单位｛全称｝ text
联系人｛电话｝ text
｛备用｝ text"""


CORNERS = [seal_spoken_of, braces]
