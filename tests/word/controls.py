"""More forms for make.py: controls that Word puts where something is filled in. Each with its fields, as in shapes.py. Invented."""

from corners import control, title
from make import Cell as C, docx, paragraph as p, table as t


def sdt(properties, shown, around=""):
    """A control in the middle of a paragraph."""
    return f'<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{around or f"<w:r><w:t>{shown}</w:t></w:r>"}</w:sdtContent></w:sdt>'


def words(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def drop_down(items):
    return sdt("<w:dropDownList>" + "".join(f'<w:listItem w:displayText="{item}" w:value="{item}"/>' for item in items)
               + "</w:dropDownList><w:showingPlcHdr/>", "选择一项。")


def free_text():
    return sdt("<w:showingPlcHdr/><w:text/>", "单击或点击此处输入文字。")


def day(form="yyyy/M/d"):
    return sdt(f'<w:showingPlcHdr/><w:date><w:dateFormat w:val="{form}"/></w:date>', "单击或点击此处输入日期。")


def tick(shown="☐"):
    return sdt('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', shown)


def legacy(data, code, result):
    """A form field of older files."""
    mark = lambda kind, inside="": f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'
    return (mark("begin", f"<w:ffData>{data}</w:ffData>") + f"<w:r><w:instrText> {code} </w:instrText></w:r>"
            + mark("separate") + words(result) + mark("end"))


def line(*inside):
    return p(raw="".join(inside))


def controls_in_lines():
    """Controls outside of tables, in the middle of lines."""
    body = [title("人才项目登记表"), t([40, 120], [(10, ["项目名称", ""])]),
            line(words("所属行业："), drop_down(["种植业", "养殖业"]), words("    经营规模："), drop_down(["大型", "中型", "小型"])),
            line(words("负责人："), free_text(), words("电话："), free_text()),
            line(words("填报日期："), day()),
            line(words("本单位自愿申报"), drop_down(["省级", "市级", "县级"]), words("示范项目。")),
            line(tick(), words("已阅读通知    "), tick("☒"), words("已核对材料"))]
    return docx(body), """项目名称 text
所属行业 choice
经营规模 choice
负责人 text
电话 text
填报日期 date
本单位自愿申报 choice
已阅读通知或已核对材料 choice"""


def controls_in_cells():
    """Controls around whole cells, boxes to tick and days in cells."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="2268" w:type="dxa"/></w:tcPr>' + p("选择一项。") + "</w:tc>"
    around = sdt('<w:dropDownList><w:listItem w:displayText="甲等" w:value="1"/><w:listItem w:displayText="乙等" w:value="2"/></w:dropDownList><w:showingPlcHdr/>', "", cell)
    body = [title("能手评选登记表"), t([35, 50, 35, 50], [
        (10, ["姓名", C(raw=line(free_text())), "出生日期", C(raw=line(day()))]),
        (10, ["参加工作时间", C(raw=line(day("yyyy年M月"))), "性别", C(raw=line(tick(), words("男 "), tick(), words("女")))]),
        (10, ["学历层次", C(raw=control(["大专", "本科"])), "联系方式", C(raw=line(words("手机："), free_text(), words("邮箱："), free_text()))]),
    ]).replace("</w:tbl>", "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1984\" w:type=\"dxa\"/></w:tcPr>" + p("考核等次") + "</w:tc>" + around
               + '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')]
    return docx(body), """姓名 text
出生日期 date
参加工作时间 month
性别 choice
学历层次 choice
手机 text
邮箱 text
考核等次 choice"""


def older_fields():
    """FORMTEXT, FORMCHECKBOX and FORMDROPDOWN, in cells and in lines."""
    blank = legacy("<w:textInput/>", "FORMTEXT", "\u2002" * 5)
    date = legacy('<w:textInput><w:type w:val="date"/></w:textInput>', "FORMTEXT", "\u2002" * 5)
    box = legacy("<w:checkBox><w:sizeAuto/></w:checkBox>", "FORMCHECKBOX", "")
    lists = legacy('<w:ddList><w:listEntry w:val="请选择"/><w:listEntry w:val="省级"/><w:listEntry w:val="市级"/></w:ddList>', "FORMDROPDOWN", "请选择")
    body = [title("先进集体推荐表"), t([35, 50, 35, 50], [
        (10, ["集体名称", C(raw=line(blank)), "推荐级别", C(raw=line(lists))]),
        (10, ["成立日期", C(raw=line(date)), "集体类型", C(raw=line(box, words("行政  "), box, words("事业  "), box, words("企业")))]),
    ]), line(words("填表人："), blank, words("联系电话："), blank)]
    return docx(body), """集体名称 text
推荐级别 choice
成立日期 date
集体类型 choice
填表人 text
联系电话 text"""


CONTROLS = [controls_in_lines, controls_in_cells, older_fields]
