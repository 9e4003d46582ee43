"""More forms for make.py: options without boxes. Each with its fields, as in shapes.py. Invented."""

from corners import title
from make import Cell as C, docx, paragraph as p, table as t


def lettered():
    body = [title("典型经验征集表"), t([40, 120], [
        (10, ["经验名称", ""]), (12, ["所属类别（打√）", "A.基层治理  B.产业发展  C.生态环境"]), (10, ["报送单位", ""]),
        (12, ["推广范围", "A、本村；B、本乡镇；C、其他：____"]), (10, ["是否首次报送", "1.是  2.否"])]),
            p("单位性质：A.机关  B.事业单位  C.企业")]
    return docx(body), """经验名称 text
所属类别（打√） choice
报送单位 text
推广范围 choice
其他的说明 text
是否首次报送 choice
单位性质 choice"""


def opposites():
    body = [title("示范户信息登记表"), t([40, 40, 40, 40], [
        (10, ["户主姓名", "", "户主性别", "男/女"]), (10, ["是否党员", "是 / 否", "是否脱贫户", "是    否"]),
        (10, ["有无网店", "有（  ）无（  ）", "有无商标", "有（ ）   无（ ）"]),
        (10, ["是否愿意公示（是/否）", "", "村委会意见", "同意、不同意"])])]
    return docx(body), """户主姓名 text
户主性别 choice
是否党员 yes_no
是否脱贫户 yes_no
有无网店 choice
有无商标 choice
是否愿意公示（是/否） yes_no
村委会意见 choice"""


def told_to_choose():
    body = [title("名优产品申报表"), t([40, 120], [
        (10, ["产品名称", ""]), (10, ["产品类别", "（请选择：粮油、果蔬、畜禽）"]), (10, ["认证级别（国家级/省级/市级）", ""]),
        (10, ["销售渠道（可多选，打√）", "商超  电商  批发"]), (10, ["经营主体", "企业/合作社/农户（请勾选）"]),
        (10, ["主要原料（名称、产地）", ""])])]
    return docx(body), """产品名称 text
产品类别 choice
认证级别（国家级/省级/市级） choice
销售渠道（可多选，打√） choices
经营主体 choice
主要原料（名称、产地） text"""


OPTIONS = [lettered, opposites, told_to_choose]
