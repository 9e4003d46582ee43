"""A table: the forms that make.py writes, each with its fields, a label and a kind on each line. Invented."""

from controls import CONTROLS
from corners import CORNERS
from feet import FEET
from figures import FIGURES
from make import Cell as C, docx, paragraph as p, table as t
from rated import RATED
from unboxed import OPTIONS

FOOT = "\n\n\n负责人签字：            （盖章）\n年    月    日"


def title(words, **more):
    return p(words, jc="center", size=22, font="方正小标宋简体", **more)


def grid4():
    body = [p("附件1"), title("2025年家庭农场示范场申报表"), t([30, 55, 30, 55], [
        (10, ["农场名称", C(span=3)]),
        (10, ["农场主姓名", "", "身份证号", ""]),
        (10, ["联系电话", "", "电子邮箱", ""]),
        (10, ["经营面积（亩）", "", "年收入（万元）", ""]),
        (10, ["注册时间", "", "家庭劳动力人数", ""]),
        (60, ["主要事迹\n（不超过800字）", C(span=3)]),
        (60, ["村委会意见", C(FOOT, span=3)]),
    ])]
    return docx(body), """农场名称 text
农场主姓名 text
身份证号 text
联系电话 text
电子邮箱 text
经营面积（亩） decimal
年收入（万元） decimal
注册时间 month
家庭劳动力人数 integer
主要事迹（不超过800字） long_text
村委会意见 opinion"""


def side_label():
    body = [title("科普项目申报书"), t([12, 28, 50, 30, 50], [
        (10, [C("项目名称", span=2), C(span=3)]),
        (10, [C("申\n请\n单\n位", down="begin"), "单位全称", C(span=3)]),
        (10, [C(down="on"), "统一社会信用代码", "", "邮政编码", ""]),
        (10, [C(down="on"), "负责人", "", "手机", ""]),
        (10, [C("起止时间", span=2), C("    年   月至    年   月", span=3)]),
        (10, [C("经费（万元）", down="begin"), "总经费", "", "其中：自筹", ""]),
        (10, [C(down="on"), "申请资助", C(span=3)]),
    ])]
    return docx(body), """项目名称 text
单位全称 text
统一社会信用代码 text
邮政编码 text
负责人 text
手机 text
起止时间 period
总经费 decimal
其中：自筹 decimal
申请资助 decimal"""


def options_other():
    body = [title("数字乡村案例申报表"), t([35, 135], [
        (12, ["案例名称", ""]),
        (20, ["案例类型", "□数字治理    □数字产业    □数字服务\n□其他（请注明）：__________"]),
        (12, ["是否首次申报", "□是    □否"]),
        (12, ["是否获奖", "□是（奖项名称：                ）    □否"]),
        (12, ["实施地点", "      县（市、区）      乡（镇）      村"]),
        (12, ["申报日期", "     年    月    日"]),
    ])]
    return docx(body), """案例名称 text
案例类型 choice
其他的说明 text
是否首次申报 yes_no
是否获奖 yes_no
奖项名称 text
实施地点 region
申报日期 date"""


def box_after():
    body = [title("志愿服务组织登记表"), t([40, 45, 40, 45], [
        (10, ["组织名称", C(span=3)]),
        (10, ["服务领域（可多选）", C("扶老□  助残□  环保□  科普□", span=3)]),
        (10, ["组织性质", C("机关□  企业□  社会团体□", span=3)]),
        (10, ["有无固定场所", C("有□  无□", span=3)]),
        (10, ["联系人及电话", "", "网址", ""]),
    ])]
    return docx(body), """组织名称 text
服务领域（可多选） choices
组织性质 choice
有无固定场所 choice
联系人及电话 contact
网址 links"""


def list_header():
    body = [title("青年人才培养项目申报表"), t([15, 35, 35, 45, 40], [
        (10, [C("项目名称", span=2), C(span=3)]),
        (10, [C("主要成员", span=5, bold=True)]),
        (9, ["序号", "姓名", "年龄", "工作单位", "联系电话"]),
        *[(9, [str(n), "", "", "", ""]) for n in range(1, 6)],
        (60, [C("项目简介（500字以内）", span=2), C(span=3)]),
    ])]
    return docx(body), """项目名称 text
主要成员 rows
主要成员/序号 text
主要成员/姓名 text
主要成员/年龄 integer
主要成员/工作单位 text
主要成员/联系电话 text
项目简介（500字以内） long_text"""


def list_side():
    body = [title("优秀教师推荐表"), t([15, 30, 25, 40, 30, 30], [
        (10, [C("姓    名", span=2), "", "性    别", C(span=2)]),
        (10, [C("学\n习\n经\n历", down="begin"), "起止年月", C("学校", span=2), C("专业", span=2)]),
        *[(10, [C(down="on"), "", C(span=2), C(span=2)]) for _ in range(4)],
        (80, [C("主\n要\n业\n绩"), C(span=5)]),
    ])]
    return docx(body), """姓名 text
性别 choice
学习经历 rows
学习经历/起止年月 period
学习经历/学校 text
学习经历/专业 text
主要业绩 long_text"""


def labels_in_rows():
    rows = [(8, [C("指导教师", down="begin" if n == 0 else "on"), "姓名", "", "职称", "", "电话", ""]) for n in range(3)]
    body = [title("学科竞赛基地申报表"), t([20, 20, 30, 20, 30, 20, 30], [
        (10, [C("基地名称", span=2), C(span=5)]), *rows,
        (40, [C("建设内容", span=2), C("包括场地、设备和计划。\n\n\n", span=5)]),
    ])]
    return docx(body), """基地名称 text
指导教师 rows
指导教师/姓名 text
指导教师/职称 text
指导教师/电话 text
建设内容 long_text"""


def photo():
    body = [title("优秀村干部推荐审批表"), t([22] * 6 + [38], [
        (11, ["姓  名", "", "性  别", "", "出生年月", "", C("（近期免冠\n二寸彩照）", down="begin")]),
        (11, ["民  族", "", "籍  贯", "", "入党时间", "", C(down="on")]),
        (11, ["学  历", "", "政治面貌", C(span=3), C(down="on")]),
    ])]
    return docx(body), """姓名 text
性别 choice
出生年月 month
照片 photo
民族 choice
籍贯 text
入党时间 month
学历 choice
政治面貌 choice"""


def photo_full():
    body = [title("乡土人才登记表"), t([25, 40, 25, 40, 40], [
        (11, ["姓  名", "", "性  别", "", C("照\n片", down="begin")]),
        (11, ["民  族", "", "出生日期", "", C(down="on")]),
        (11, ["手机号码", "", "电子邮箱", "", C(down="on")]),
        (11, ["家庭住址", C(span=4)]),
        (45, ["个人简历", C(span=4)]),
    ])]
    return docx(body), """姓名 text
性别 choice
民族 choice
出生日期 date
手机号码 text
电子邮箱 text
家庭住址 text
个人简历 long_text
照片 photo"""


def cover():
    body = [p("项目编号：__________", jc="right"), p(), p(), title("科技创新项目申请书"), p(), p(), p(),
            p("项目名称：____________________", size=16, indent=20), p("申报单位：____________________", size=16, indent=20),
            p("填报日期：     年    月    日", size=16, indent=20), p(),
            p("某某县科学技术局制", jc="center", size=16), p("一、基本信息", break_before=True, bold=True), t([40, 130], [
                (10, ["项目名称", ""]), (10, ["申报单位", ""]), (10, ["项目负责人", ""]), (60, ["研究内容（1000字左右）", ""]),
            ])]
    return docx(body), """项目编号 text
项目名称 text
申报单位 text
填报日期 date
项目负责人 text
研究内容（1000字左右） long_text"""


def cover_table():
    body = [title("社区营造计划书"), p(), t([40, 90], [(12, ["计划名称：", ""]), (12, ["实施社区：", ""]), (12, ["联系人：", ""])], ruled=False),
            p("一、计划内容", break_before=True), t([170], [(60, ["（一）背景与需求（不少于300字）"]), (60, ["（二）主要活动（不超过1000字）"]), (40, ["（三）预期效果"])])]
    return docx(body), """计划名称 text
实施社区 text
联系人 text
（一）背景与需求（不少于300字） long_text
（二）主要活动（不超过1000字） long_text
（三）预期效果 long_text"""


def inside_labels():
    body = [p("附件二："), title("优秀论文评选报名表"), t([60, 50, 60], [
        (10, [C("论文题目：", span=3)]),
        (10, [C("内容摘要（200字以内）：", span=3)]),
        (45, [C("\n\n\n\n", span=3)]),
        (10, [C("关键词：", span=3)]),
        (60, [C("作者所在单位意见：\n\n\n\n单位：（公章）\n                     年   月   日", span=3)]),
    ])]
    return docx(body), """论文题目： text
内容摘要（200字以内）： long_text
关键词： text
作者所在单位意见： opinion"""


def cells_of_options():
    body = [title("作品登记表"), t([40, 45, 45, 40], [
        (10, ["作品名称", C(span=3)]),
        (10, ["初中   □", "高中   □", "字数", ""]),
        (10, ["作者", "", "指导教师", ""]),
    ])]
    return docx(body), """作品名称 text
初中或高中 choice
字数 integer
作者 text
指导教师 text"""


def others_fill():
    body = [title("助学金申请表"), t([35, 50, 35, 50], [
        (10, ["学生姓名", "", "身份证号码", ""]),
        (10, ["家庭住址", C(span=3)]),
        (50, ["申请理由", C(span=3)]),
        (9, [C("以下由学校填写", span=4)]),
        (50, ["学校审核意见", C(FOOT, span=3)]),
        (50, ["县教育局意见", C("\n\n\n（盖章）\n年   月   日", span=3)]),
    ])]
    return docx(body), """学生姓名 text
身份证号码 text
家庭住址 text
申请理由 long_text
学校审核意见 opinion
县教育局意见 opinion"""


def roundup():
    body = [p("附件三："), title("优秀案例推荐汇总表"), p("推荐单位（盖章）：                  填报日期：     年   月   日"), t([15, 70, 60, 40, 40], [
        (10, ["序号", "案例名称", "申报单位", "联系人", "联系电话"]), *[(10, [str(n), "", "", "", ""]) for n in range(1, 11)]])]
    return docx(body, landscape=True), """推荐单位 text
填报日期 date
序号 text
案例名称 text
申报单位 text
联系人 text
联系电话 text"""


def units_in_cells():
    body = [title("专业合作社监测表"), t([45, 40, 45, 40], [
        (10, ["合作社名称", C(span=3)]),
        (10, ["成员总数", "        人", "带动农户", "        户"]),
        (10, ["固定资产", "        万元", "基地面积", "        亩"]),
        (10, ["成立日期", "    年   月   日", "注册商标", ""]),
    ])]
    return docx(body), """合作社名称 text
成员总数 integer
带动农户 integer
固定资产 decimal
基地面积 decimal
成立日期 date
注册商标 text"""


def numbered_headings():
    body = [title("教学成果申报书"), p("基本情况", number=1, bold=True), t([40, 130], [(10, ["成果名称", ""]), (10, ["完成单位", ""])]),
            p("成果简介（不超过1500字）", number=1, bold=True), t([170], [(90, [""])]),
            p("获奖情况", number=1, bold=True), t([40, 80, 50], [(9, ["获奖时间", "奖项名称", "授奖部门"]), *[(9, ["", "", ""])] * 4]),
            p("注：本表一式三份，用A4纸双面打印。")]
    return docx(body), """成果名称 text
完成单位 text
成果简介 long_text
获奖情况 rows
获奖情况/获奖时间 month
获奖情况/奖项名称 text
获奖情况/授奖部门 text"""


def auto_serial():
    rows = [(9, [C(raw=p(number=2)), "", "", ""]) for _ in range(4)]
    body = [title("设备清单申报表"), t([35, 135], [(10, ["单位名称", ""])]), p("设备清单"), t([15, 65, 45, 45], [(9, ["序号", "设备名称", "数量（台）", "单价（元）"]), *rows])]
    return docx(body), """单位名称 text
设备清单 rows
设备清单/序号 text
设备清单/设备名称 text
设备清单/数量（台） integer
设备清单/单价（元） decimal"""


def lying_grid():
    body = [title("文明家庭推荐表"), t([25, 60, 25, 60], [
        (10, ["户主姓名", "", "家庭人口数量", ""]), (10, ["家庭住址", C(span=3)]), (60, ["家庭事迹简介", C(span=3)])], grid=[42.5] * 4)]
    return docx(body), """户主姓名 text
家庭人口数量 integer
家庭住址 text
家庭事迹简介 long_text"""


def thin_columns():
    body = [title("网络文明案例报名表"), t([30, 40, 0.4, 30, 0.3, 69.3], [
        (10, ["案例名称", C(span=5)]), (10, ["单位名称", "", C("联系人", span=2), C(span=2)]), (10, [C("联系电话", span=1), C(span=2), "传真", C(span=2)])])]
    return docx(body), """案例名称 text
单位名称 text
联系人 text
联系电话 text
传真 text"""


def sdt_and_changes():
    check = '<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
    options = f'<w:p>{check}<w:r><w:t>个人</w:t></w:r><w:r><w:t xml:space="preserve">    </w:t></w:r>{check}<w:r><w:t>集体</w:t></w:r></w:p>'
    changed = '<w:p><w:del><w:r><w:delText>旧名</w:delText></w:r></w:del><w:ins><w:r><w:t>作品名称</w:t></w:r></w:ins></w:p>'
    sym = '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="00A3"/><w:t xml:space="preserve">图文  </w:t><w:sym w:font="Wingdings 2" w:char="00A3"/><w:t>视频</w:t></w:r></w:p>'
    body = [title("短视频大赛报名表"), t([40, 130], [(10, [C(raw=changed), ""]), (10, ["参赛类别", C(raw=options)]), (10, ["作品形式", C(raw=sym)]), (10, ["作品时长", ""])])]
    return docx(body), """作品名称 text
参赛类别 choice
作品形式 choice
作品时长 text"""


def text_box():
    box = '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>编号：</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>编号：</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    body = [p(raw=box), title("合作意向登记表"), t([40, 130], [(10, ["单位名称", ""]), (10, ["意向内容", ""]), (10, ["合作期限", ""])])]
    return docx(body), """编号 text
单位名称 text
意向内容 text
合作期限 text"""


def nested():
    inner = t([170], [(10, ["项目名称"])])
    body = [title("项目备案表"), t([170], [(None, [C(raw=t([40, 130], [(10, ["备案项目名称", ""]), (10, ["备案单位", ""]), (10, ["备案日期", ""])]) + p())])])]
    del inner
    return docx(body), """备案项目名称 text
备案单位 text
备案日期 date"""


def declaration():
    body = [title("诚信承诺书"), p("本单位接受____________的委托，郑重承诺：所填内容真实、准确，并对其真实性承担全部责任。", indent=8), p(),
            p("承诺单位（盖章）：__________________"), p("法定代表人（签字）：", indent=60), p("年    月    日", jc="right")]
    return docx(body), """本单位接受 text
承诺单位 text"""


def colons_in_cell():
    body = [title("活动场地借用单"), t([35, 135], [(10, ["借用单位", ""]), (12, ["联系方式", "姓名：            电话：            "]), (10, ["借用事由", ""])])]
    return docx(body), """借用单位 text
姓名 text
电话 text
借用事由 text"""


def three_levels():
    body = [title("先进集体审批表"), t([30, 140], [
        (10, ["集体名称", ""]), (70, ["先进事迹\n（2000字左右）", ""]),
        (55, ["所在单位意见", FOOT]), (55, ["县级主管部门意见", "\n\n（盖章）\n年  月  日"]), (55, ["市级评审意见", "\n\n（盖章）\n年  月  日"])])]
    return docx(body), """集体名称 text
先进事迹（2000字左右） long_text
所在单位意见 opinion
县级主管部门意见 opinion
市级评审意见 opinion"""


def two_seals():
    body = [title("联合共建协议登记表"), t([30, 55, 30, 55], [
        (10, ["协议名称", C(span=3)]), (10, ["甲方", "", "乙方", ""]), (10, ["签订日期", "", "有效期限", ""]),
        (55, ["甲方意见", "\n\n（盖章）\n年  月  日", "乙方意见", "\n\n（盖章）\n年  月  日"])])]
    return docx(body), """协议名称 text
甲方 text
乙方 text
签订日期 date
有效期限 text
甲方意见 opinion
乙方意见 opinion"""


def date_blanks():
    body = [title("培训班报名表"), t([40, 45, 40, 45], [
        (10, ["学员姓名", "", "出生年月", "    年   月"]), (10, ["工作单位", "", "职务", ""]),
        (10, ["培训时间", C("    年   月至    年   月", span=3)]), (10, ["住宿要求", C("○单住    ○合住    ○不住", span=3)])])]
    return docx(body), """学员姓名 text
出生年月 month
工作单位 text
职务 text
培训时间 period
住宿要求 choice"""


def brackets_as_boxes():
    body = [title("群众文艺节目申报表"), t([40, 130], [
        (10, ["节目名称", ""]), (12, ["节目类别", "（ ）音乐  （ ）舞蹈  （ ）戏剧  （ ）曲艺"]), (10, ["演出人数", ""]), (10, ["节目时长（分钟）", ""])])]
    return docx(body), """节目名称 text
节目类别 choice
演出人数 integer
节目时长（分钟） text"""


def stacked():
    body = [title("产业基地认定表"), t([35, 50, 35, 50], [
        (10, ["基地名称", C(span=3)]), (30, ["认定类别", "□种植类\n□养殖类\n□加工类", "申报级别", "□省级\n□市级\n□县级"]), (10, ["占地面积（平方米）", "", "从业人数（人）", ""])])]
    return docx(body), """基地名称 text
认定类别 choice
申报级别 choice
占地面积（平方米） decimal
从业人数（人） integer"""


def landscape():
    body = [title("重点项目信息表"), t([40, 85, 40, 92], [
        (12, ["项目名称", C(span=3)]), (12, ["总投资（万元）", "", "开工时间", ""]), (40, ["建设内容及规模", C(span=3)])])]
    return docx(body, landscape=True), """项目名称 text
总投资（万元） decimal
开工时间 month
建设内容及规模 long_text"""


def title_in_table():
    body = [t([40, 45, 40, 45], [
        (20, [C("第三届创新创业大赛报名表", span=4, jc="center")]), (10, ["团队名称", C(span=3)]), (10, ["队长姓名", "", "手机", ""]),
        (10, ["指导老师姓名", "", "手机", ""]), (55, ["作品简介（200-300字）", C(span=3)])]), p("注：报名表需打印盖章后扫描报送。")]
    return docx(body), """团队名称 text
队长姓名 text
手机 text
指导老师姓名 text
指导老师的手机 text
作品简介（200-300字） long_text"""


def signature_row():
    body = [title("文物保护员登记表"), t([35, 50, 35, 50], [
        (10, ["姓名", "", "联系电话", ""]), (10, ["守护点名称", C(span=3)]), (14, ["本人签名", "", C("        年   月   日", span=2)]),
        (10, ["备注", C(span=3)])])]
    return docx(body), """姓名 text
联系电话 text
守护点名称 text
备注 text"""


def budget():
    body = [title("项目经费预算表"), t([40, 130], [(10, ["项目名称", ""])]), p("经费预算（万元）"), t([50, 40, 40, 40], [
        (9, ["支出科目", "申请资助", "单位自筹", "备注"]), *[(9, [name, "", "", ""]) for name in ("设备费", "材料费", "差旅费")]]),
            p("（以上须附明细）")]
    return docx(body), """项目名称 text
经费预算 rows
经费预算/申请资助 decimal
经费预算/单位自筹 decimal
经费预算/备注 text"""


def two_headers():
    body = [title("家庭农场生产情况表"), t([30, 35, 35, 35, 35], [
        (10, ["农场名称", C(span=4)]), (10, ["畜禽存栏", "      头（只）", "申请金额", C("        元（大写：            ）", span=2)]),
        (9, [C("主要产品", down="begin"), C("2023年", span=2), C("2024年", span=2)]),
        (9, [C(down="on"), "产量（吨）", "产值（万元）", "产量（吨）", "产值（万元）"]), *[(9, ["", "", "", "", ""])] * 3])]
    return docx(body), """农场名称 text
畜禽存栏 integer
申请金额 decimal
家庭农场生产情况表 rows
家庭农场生产情况表/主要产品 text
家庭农场生产情况表/2023年产量 decimal
家庭农场生产情况表/2023年产值 decimal
家庭农场生产情况表/2024年产量 decimal
家庭农场生产情况表/2024年产值 decimal"""


def two_sides():
    body = [title("社区项目申请书"), t([15, 20, 35, 30, 35, 35], [
        (10, [C("申请团队", down="begin"), C("负责人", down="begin"), "姓名", "", "联系电话", ""]),
        (10, [C(down="on"), C(down="on"), "电子邮箱", "", "职务", ""]),
        (10, [C(down="on"), C("成员", down="begin"), "姓名", "分工", "联系电话", "备注"]),
        *[(10, [C(down="on"), C(down="on"), "", "", "", ""])] * 3,
        (50, [C("申请机构承诺", span=2), C("我单位承诺所填内容真实有效。\n\n负责人签字：          （单位盖章）\n                    年   月   日", span=4)])])]
    return docx(body), """姓名 text
联系电话 text
电子邮箱 text
职务 text
成员 rows
成员/姓名 text
成员/分工 text
成员/联系电话 text
成员/备注 text"""


def samples():
    control = '<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击或点击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    block = f'<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p("选择一项。")}</w:sdtContent></w:sdt>' + p()
    body = [title("讲师资格申请表"), t([35, 50, 35, 50], [
        (10, ["姓名", C(raw=control), "是否在职", "是/否"]), (10, ["任教时间", "例：2020.09", "授课方向", C(raw=block)]),
        (12, [C("申请类别  □专职  □兼职", span=4)]), (40, ["自我评价", C("请填写教学经历和特长\n\n\n", span=3)])])]
    return docx(body), """姓名 text
是否在职 yes_no
任教时间 month
授课方向 text
申请类别 choice
自我评价 long_text"""


def SHAPES():
    """Every form by its name."""
    forms = [grid4, side_label, options_other, box_after, list_header, list_side, labels_in_rows, photo, photo_full, cover, cover_table,
             inside_labels, cells_of_options, others_fill, roundup, units_in_cells, numbered_headings, auto_serial, lying_grid,
             thin_columns, sdt_and_changes, text_box, nested, declaration, colons_in_cell, three_levels, two_seals, date_blanks,
             brackets_as_boxes, stacked, landscape, title_in_table, signature_row, budget, two_headers, two_sides, samples, *CORNERS, *CONTROLS, *OPTIONS, *FEET, *FIGURES, *RATED]
    return {form.__name__: form() for form in forms}


def REFUSED():
    """What is no form of this kind."""
    card = [[f"{word}：        既往：        结果：        " for word in ("身高", "体重")] for _ in range(4)]
    survey = [p(f"{n}. 您对这项服务是否满意？  □满意  □一般  □不满意") for n in range(1, 9)]
    return {
        "card": docx([title("体检卡"), t([85, 85], [(10, row) for row in card])]),
        "survey": docx([title("满意度调查问卷"), *survey]),
        "letter": docx([p("各位同事："), p("请于下周一参加会议。"), p("办公室")]),
    }
