"""More forms for make.py: ratings, levels beside each other, units of people, cells in a line. Each with its fields, as in
shapes.py. Invented."""

from corners import title
from make import Cell as C, docx, paragraph as p, table as t


def rated():
    body = [title("示范村创建自评表"), t([14, 60, 40, 20, 26], [
        (9, ["序号", "评价内容", "评价标准", "分值", "自评得分"]),
        (10, ["1", "组织领导", "有专人负责", "10", ""]),
        (10, ["2", "网络设施", "光纤到村", "20", ""]),
        (10, ["3", "实施成效", "群众满意", "20", ""]),
        (9, [C("合计", 3), "50", ""])]),
            p("填报单位（盖章）：            填报日期：    年  月  日")]
    return docx(body), """组织领导（自评得分） decimal
网络设施（自评得分） decimal
实施成效（自评得分） decimal
合计（自评得分） decimal
填报单位 text
填报日期 date"""


def levels():
    body = [title("非遗项目推荐表"), t([40, 40, 40, 40], [
        (10, ["项目名称", C("", 3)]), (10, ["项目级别", C("国家级  省级  市级  县级", 3)]),
        (10, ["传承人类别", C("国家级    省级    市级", 3)]), (10, ["负责人及电话", "", "联系人及手机", ""]),
        (10, ["保护措施（限选3项）", C("□建档 □传习 □展演 □研学 □出版", 3)]),
        (10, ["宣传渠道（可多选，最多2项）", C("□报刊 □电视 □网站", 3)])])]
    return docx(body), """项目名称 text
项目级别 choice
传承人类别 choice
负责人及电话 contact
联系人及手机 contact
保护措施（限选3项） choices
宣传渠道（可多选，最多2项） choices"""


def person():
    body = [title("乡村工匠申报表"), t([30, 50, 30, 50], [
        (10, ["姓    名", "", "性    别", ""]), (10, ["出生年月", "", "民    族", ""]),
        (10, ["身份证号码", C("", 3)]), (40, ["主要技艺", C("", 3)])])]
    return docx(body), """姓名 text
性别 choice
出生年月 month
民族 choice
身份证号码 text
主要技艺 long_text"""


def headed():
    body = [title("数字乡村项目进展情况表"), t([40, 40, 40, 40], [(9, ["填报单位：", "", "填报日期：", ""])], ruled=False),
            t([40, 120], [(10, ["项目名称", ""]), (40, ["进展情况", ""])]),
            t([53, 53, 54], [(9, ["填表人：", "审核人：", "联系电话："])], ruled=False)]
    return docx(body), """填报单位 text
填报日期 date
项目名称 text
进展情况 long_text
填表人 text
审核人 text
联系电话 text"""


RATED = [rated, levels, person, headed]
