"""More forms for make.py: feet of cells with several seals, in wide and narrow cells. As in shapes.py. Invented."""

from corners import title
from make import Cell as C, docx, paragraph as p, table as t


def seals_side_by_side():
    """Two seals in one cell, each with its date, and cells as narrow as the largest seal."""
    two = "\n\n\n\n申报单位（盖章）                    推荐单位（盖章）\n    年   月   日                      年   月   日"
    body = [title("共建项目申报表"), t([30, 48, 30, 48], [
        (10, ["项目名称", C(span=3)]), (60, ["申报与推荐", C(two, span=3)]),
        (55, ["村委会意见", "\n\n（盖章）\n年  月  日", "乡镇意见", "\n\n（盖章）\n年  月  日"])])]
    return docx(body), """项目名称 text
申报与推荐 long_text
村委会意见 opinion
乡镇意见 opinion"""


FEET = [seals_side_by_side]
