"""More forms for make.py: what once was read wrongly. Each with its fields, as in shapes.py. Invented."""

from make import Cell as C, docx, paragraph as p, table as t


def title(words):
    return p(words, jc="center", size=22, font="方正小标宋简体")


def seal_spoken_of():
    """A sentence that speaks of a seal makes none; a date under a signature belongs to it."""
    body = [title("设备验收表"), t([40, 120], [(10, ["姓名", ""]), (10, ["单位", ""])]),
            p("本表经单位盖章后生效，涂改无效。"), p("        年    月    日", jc="right"),
            p("经办人（签字）：\v负责人（签字）："), p("        年    月    日", jc="right")]
    return docx(body), """姓名 text
单位 text"""


def braces():
    """Braces are words of the form, not places for values."""
    body = [title("参赛承诺书"), p("本人{____}承诺"), p("单位{全称}：____"), t([40, 120], [(10, ["联系人{电话}", ""]), (10, ["{备用}", ""])])]
    return docx(body), """本人 text
单位｛全称｝ text
联系人｛电话｝ text
｛备用｝ text"""


def near_words():
    """Labels that hold a word of a kind and mean another."""
    pairs = [["编号", "传真"], ["投资主体", "补贴对象"], ["快手账号", "收款账号"], ["身份证地址", "身份证号"], ["数量指标", "数量"],
             ["预算编制人", "投入品种类"], ["是否使用智能手机", "手机"], ["备注", "总投资"]]
    body = [title("养殖户登记表"), t([35, 50, 35, 50], [(10, [left, "", right, ""]) for left, right in pairs] + [
        (60, ["填表说明", C("1.本表用钢笔填写。\n2.照片贴在右上角。\n3.一式三份。", span=3)])])]
    return docx(body), """编号 text
传真 text
投资主体 text
补贴对象 text
快手账号 text
收款账号 text
身份证地址 text
身份证号 text
数量指标 text
数量 integer
预算编制人 text
投入品种类 text
是否使用智能手机 text
手机 text
备注 text
总投资 decimal"""


def control(items):
    """A control that lets one choose from a list; the first entry invites to."""
    listed = "".join(f'<w:listItem w:displayText="{item}" w:value="{item}"/>' for item in items)
    return (f'<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="选择一项。" w:value=""/>{listed}</w:dropDownList>'
            '<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>选择一项。</w:t></w:r></w:sdtContent></w:sdt></w:p>')


def drop_downs():
    """Controls that list what is chosen from are choices, in a cell of its own and in a column."""
    kinds = ["种植业", "养殖业", "加工业"]
    rows = [(10, ["", C(raw=control(["良好", "一般"])), ""])] * 3
    body = [title("产业带头人申报表"), t([40, 120], [(10, ["姓名", ""]), (10, ["行业", C(raw=control(kinds))])]),
            p("家庭成员"), t([50, 50, 60], [(10, ["称谓", "健康状况", "工作单位"]), *rows])]
    return docx(body), """姓名 text
行业 choice
家庭成员 rows
家庭成员/称谓 text
家庭成员/健康状况 choice
家庭成员/工作单位 text"""


def second_blank():
    """A cell with two blanks: the first is the field's, the second is printed and marked."""
    body = [title("项目申请表"), t([40, 120], [(10, ["项目名称", ""]), (10, ["累计投入", "    万元，其中财政资金    万元"])])]
    return docx(body), """项目名称 text
累计投入 decimal"""


def sentence():
    """Blanks in a sentence, and a colon that only leads to what stands under it."""
    body = [title("示范农场承诺书"), p("农场名称：______________________"),
            p("    本人______（身份证号：__________________），系______乡镇______村村民，经营土地____亩，现申报____级示范家庭农场，承诺如下："),
            p("    一、所提交材料真实、合法、有效。"), p("    二、三年内无质量安全事故。"), p("申报日期：____年__月__日"), p("承诺人（签字）：____________", jc="right")]
    return docx(body), """农场名称 text
本人 text
身份证号 text
系 text
乡镇 text
经营土地 text
现申报 text
申报日期 date"""


CORNERS = [sentence, seal_spoken_of, braces, near_words, drop_downs, second_blank]
