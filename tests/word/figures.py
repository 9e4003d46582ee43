"""More forms for make.py: tables of numbers with labels on rows and columns, and their sums. As in shapes.py. Invented."""

from corners import title
from make import Cell as C, docx, paragraph as p, table as t


def merged_header():
    """A header of two rows over labelled rows, with sums of rows and of columns."""
    body = [title("农业项目申报书"), t([40, 130], [(10, ["项目名称", ""])]), p("经费预算"), t([40, 26, 26, 26, 26, 26], [
        (9, [C("支出科目", down="begin"), C("资金来源（万元）", span=3), C("合计", down="begin"), C("测算依据", down="begin")]),
        (9, [C(down="on"), "财政资金", "自筹资金", "社会资金", C(down="on"), C(down="on")]),
        *[(9, [name, "", "", "", "", ""]) for name in ("设备费", "材料费", "劳务费")],
        (9, ["合计", "", "", "", "", ""])])]
    return docx(body), """项目名称 text
经费预算 rows
经费预算/资金来源财政资金 decimal
经费预算/资金来源自筹资金 decimal
经费预算/资金来源社会资金 decimal
经费预算/合计 decimal
经费预算/测算依据 text"""


def years_of_figures():
    """Years over figures whose rows have units of their own."""
    body = [title("企业情况登记表"), t([60, 36, 36, 36], [
        (10, ["企业名称", C(span=3)]), (9, ["指标", "2022年", "2023年", "2024年"]),
        *[(9, [name, "", "", ""]) for name in ("营业收入（万元）", "利润总额（万元）", "从业人数（人）")]])]
    return docx(body), """企业名称 text
企业情况登记表 rows
企业情况登记表/2022年 decimal
企业情况登记表/2023年 decimal
企业情况登记表/2024年 decimal"""


def parts_and_total():
    """Rows in parts, each with a sum of its own, and the sum of all."""
    body = [title("基地建设资金表"), t([25, 45, 35, 35], [
        (10, [C("基地名称", span=2), C(span=2)]),
        (9, ["类别", "明细", "上级资金（万元）", "自筹资金（万元）"]),
        (9, [C("基础设施", down="begin"), "道路", "", ""]), (9, [C(down="on"), "水渠", "", ""]), (9, [C(down="on"), "小计", "", ""]),
        (9, [C("设备购置", down="begin"), "农机", "", ""]), (9, [C(down="on"), "冷库", "", ""]), (9, [C(down="on"), "小计", "", ""]),
        (9, [C("合计", span=2), "", ""])])]
    return docx(body), """基地名称 text
基础设施 rows
基础设施/上级资金（万元） decimal
基础设施/自筹资金（万元） decimal
设备购置 rows
设备购置/上级资金（万元） decimal
设备购置/自筹资金（万元） decimal
合计（上级资金） decimal
合计（自筹资金） decimal"""


def sum_under_rows():
    """Rows that are added to, and their sum under them; a price is not added up."""
    body = [title("设备购置申请表"), t([40, 130], [(10, ["单位名称", ""])]), p("购置清单"), t([15, 55, 30, 35, 35], [
        (9, ["序号", "设备名称", "数量", "单价（元）", "金额（元）"]), *[(9, [str(n), "", "", "", ""]) for n in range(1, 5)],
        (9, [C("合计", span=2), "", "", ""])])]
    return docx(body), """单位名称 text
购置清单 rows
购置清单/序号 text
购置清单/设备名称 text
购置清单/数量 integer
购置清单/单价（元） decimal
购置清单/金额（元） decimal"""


def sum_above():
    """The sum stands above what it adds up, and headings part nothing."""
    body = [title("经费决算表"), t([50, 40, 40, 40], [
        (9, ["项目", "预算数（元）", "决算数（元）", "备注"]), (9, ["总计", "", "", ""]),
        *[(9, [name, "", "", ""]) for name in ("会议费", "培训费", "印刷费", "其他支出")]]), p("单位负责人（签字）：")]
    return docx(body), """经费决算表 rows
经费决算表/预算数（元） decimal
经费决算表/决算数（元） decimal
经费决算表/备注 text"""


def grouped_header():
    """A corner without a word, and two years over two crops each."""
    body = [title("种植情况统计表"), t([40, 30, 30, 30, 30], [
        (9, [C("", down="begin"), C("2023年", span=2), C("2024年", span=2)]),
        (9, [C(down="on"), "面积（亩）", "产量（吨）", "面积（亩）", "产量（吨）"]),
        *[(9, [name, "", "", "", ""]) for name in ("水稻", "小麦", "油菜")]]), p("填表人：____________")]
    return docx(body), """种植情况统计表 rows
种植情况统计表/2023年面积 decimal
种植情况统计表/2023年产量 decimal
种植情况统计表/2024年面积 decimal
种植情况统计表/2024年产量 decimal
填表人 text"""


def words_in_rows():
    """Rows of words and of numbers under one column are no table of numbers: each cell is a field."""
    body = [title("合作企业对照表"), t([50, 60, 60], [
        (9, ["项目", "甲方", "乙方"]), *[(9, [name, "", ""]) for name in ("单位名称", "注册资本（万元）", "员工人数")]])]
    return docx(body), """单位名称（甲方） text
单位名称（乙方） text
注册资本（甲方） decimal
注册资本（乙方） decimal
员工人数（甲方） integer
员工人数（乙方） integer"""


def units_beside():
    """A column with the unit of each row becomes part of the rows' labels."""
    body = [title("经济指标统计表"), t([50, 25, 40, 40], [
        (9, ["指标", "单位", "2022年", "2023年"]), (9, ["产值", "万元", "", ""]), (9, ["种植面积", "亩", "", ""]), (9, ["从业人数", "人", "", ""])]),
            p("填表人：____________")]
    return docx(body), """经济指标统计表 rows
经济指标统计表/2022年 decimal
经济指标统计表/2023年 decimal
填表人 text"""


def heads_counted():
    """Three rows of labels; what a sum adds up are numbers."""
    people = ["党员", "团员", "群众"]
    body = [title("人员统计表"), t([30, *[18] * 7], [
        (9, [C("类别", down="begin"), C("在职", span=6), C("合计", down="begin")]), (9, [C(down="on"), C("男", span=3), C("女", span=3), C(down="on")]),
        (9, [C(down="on"), *people, *people, C(down="on")]), *[(9, [name, *[""] * 7]) for name in ("教师", "职员", "工人")]]), p("填表人：____________")]
    return docx(body), """人员统计表 rows
人员统计表/在职男党员 decimal
人员统计表/在职男团员 decimal
人员统计表/在职男群众 decimal
人员统计表/在职女党员 decimal
人员统计表/在职女团员 decimal
人员统计表/在职女群众 decimal
人员统计表/合计 decimal
填表人 text"""


FIGURES = [units_beside, heads_counted, merged_header, years_of_figures, parts_and_total, sum_under_rows, sum_above, grouped_header, words_in_rows]
