// Clipboards in the shape in which programs write them: shortened, with other words.

/** Word 2019: styles, indents by text-indent, lists as paragraphs with marks, a table with its misaligned row. */
export const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin:0cm; text-align:justify;}
 p.a, li.a, div.a {mso-style-name:"小标题"; mso-outline-level:2; margin:0cm;}
--></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<!--StartFragment-->
<p class=MsoTitle align=center><span style='font-family:黑体'>一店带多户的做法<span lang=EN-US><o:p></o:p></span></span></p>
<h1><span style='font-family:宋体'>一、基本情况</span><span lang=EN-US><o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:24.0pt;mso-char-indent-count:2.0'><span style='font-family:宋体'>　　舒城县地处大别山
腹地，</span><span lang=EN-US>2019&nbsp;</span><span style='font-family:宋体'>年底实现脱贫。</span><span lang=EN-US><o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=a>（一）主要做法<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings;mso-list:Ignore'>Ø<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>建站点；<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>Ø<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>教本领；<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>Ø<span>&nbsp; </span></span></span><![endif]>拓市场。<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>选店长<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>定标准<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoNormal align=center><span lang=EN-US><!--[if gte vml 1]><v:shape id="图片_x0020_1"><v:imagedata src="file:///C:/Users/li/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]--><![if !vml]><img width=553 height=311 src="file:///C:/Users/li/AppData/Local/Temp/msohtmlclip1/01/clip_image002.jpg" v:shapes="图片_x0020_1"><![endif]><o:p></o:p></span></p>
<p class=MsoCaption align=center>图<span lang=EN-US>1 </span>店长培训<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoCaption align=center>表<span lang=EN-US>1 </span>两年的变化<span lang=EN-US><o:p></o:p></span></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>
 <tr style='mso-yfti-irow:0'><td width=184 rowspan=2 valign=top><p class=MsoNormal>年份<span lang=EN-US><o:p></o:p></span></p></td><td width=368 colspan=2><p class=MsoNormal>服务站<o:p></o:p></p></td></tr>
 <tr style='mso-yfti-irow:1'><td><p class=MsoNormal>新建</p></td><td><p class=MsoNormal>改造</p></td></tr>
 <tr style='mso-yfti-irow:2'><td><p class=MsoNormal><span lang=EN-US>2018<o:p></o:p></span></p></td><td><p class=MsoNormal>12</p></td><td><p class=MsoNormal>3</p></td></tr>
 <![if !supportMisalignedColumns]><tr height=0><td width=184></td><td width=184></td><td width=184></td></tr><![endif]>
</table>
<p class=MsoNormal>完。<span lang=EN-US><o:p></o:p></span></p>
<!--EndFragment-->
</body></html>`;

/** WPS Writer: its styles are classes named by numbers; 等线 and the marks of its lists in old fonts. */
export const WPS = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name="Generator" content="WPS Office"><style>
@list l0:level1{mso-level-number-format:chinese-counting;mso-level-text:"%1、";}
h1{mso-style-name:"标题 1";mso-outline-level:1;}
p.16{mso-style-name:"二级标题";mso-style-noshow:yes;mso-outline-level:2;text-indent:28pt;}
p.MsoNormal{mso-style-name:正文;text-align:justify;}
</style></head><body style="tab-interval:21pt;"><!--StartFragment-->
<h1 style="margin-left:0pt;mso-list:l0 level1 lfo1;"><![if !supportLists]><span style="font-family:宋体;mso-list:Ignore;">一、</span><![endif]><b><span style="font-family:宋体;">总体情况</span></b><b><span><o:p></o:p></span></b></h1>
<p class=MsoNormal style="text-indent:21pt;mso-char-indent-count:2;"><span style="font-family:宋体;">全县建成电商服务站</span><span>&nbsp;38&nbsp;</span><span style="font-family:宋体;"><font face="宋体">个。</font></span><span><o:p></o:p></span></p>
<p class=16><span>（一）带动增收</span><span><o:p></o:p></span></p>
<p class=MsoNormal style="margin-left:21pt;text-indent:-21pt;mso-list:l1 level1 lfo2;"><![if !supportLists]><span><span style='mso-list:Ignore;'>1.<span>&nbsp;&nbsp;</span></span></span><![endif]><span>村村有站点</span></p>
<p class=MsoNormal style="margin-left:21pt;text-indent:-21pt;mso-list:l1 level1 lfo2;"><![if !supportLists]><span><span style='mso-list:Ignore;'>2.<span>&nbsp;&nbsp;</span></span></span><![endif]><span>户户有门路</span></p>
<p class=MsoNormal style="mso-list:l2 level1 lfo3;"><![if !supportLists]><span style="font-family:Wingdings;"><span style='mso-list:Ignore;'>\uF06E<span>&nbsp;</span></span></span><![endif]><span>线上</span></p>
<p class=MsoNormal style="mso-list:l2 level1 lfo3;"><![if !supportLists]><span style="font-family:Wingdings;"><span style='mso-list:Ignore;'>\uF06E<span>&nbsp;</span></span></span><![endif]><span>线下</span></p>
<p class=MsoNormal><span>&nbsp;</span></p>
<!--EndFragment--></body></html>`;

/** A point of PNG. */
export const POINT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** LibreOffice Writer 7: classes `western`, lists of HTML, pictures in the page. */
export const LIBRE_OFFICE = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
<style type="text/css">p { line-height: 115%; background: transparent }</style></head>
<body lang="zh-CN" dir="ltr"><h2 class="western">做法</h2>
<p style="line-height: 100%; text-indent: 0.85cm">县里办起了电商服务站。</p>
<ol><li><p style="margin-bottom: 0cm">建站点</p></li><li><p style="margin-bottom: 0cm">教本领</p></li></ol>
<p align="center"><img src="data:image/png;base64,${POINT}" name="图像1" width="642" height="482" border="0"/>
</p>
<table width="100%" cellpadding="4" cellspacing="0"><col width="128*"/><col width="128*"/><thead>
<tr valign="top"><th><p>年份</p></th><th><p>户数</p></th></tr></thead><tbody><tr><td><p>2019</p></td><td><p>1268</p></td></tr></tbody></table>
<p><br/><br/></p></body></html>`;

/** Excel: the fragment is in the table, with a hidden row and a cell that only fills. */
export const EXCEL = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style>.xl65 {mso-number-format:"\\#\\,\\#\\#0"; text-align:right;}</style></head>
<body link="#0563C1" vlink="#954F72"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'>
<!--StartFragment--> <col width=64 span=3 style='width:48pt'>
 <tr height=19 style='height:14.4pt'><td height=19 width=64>年份</td><td width=64>服务站</td><td width=64>带动户数</td></tr>
 <tr height=19><td height=19 align=right>2018</td><td align=right>12</td><td align=right>320</td></tr>
 <tr height=0 style='display:none'><td>暗</td><td>1</td><td>2</td></tr>
 <tr height=19><td height=19 align=right>2019</td><td align=right>38</td><td class=xl65>1,268</td></tr>
 <tr height=19><td height=19 colspan=3 style='mso-ignore:colspan'></td></tr>
<!--EndFragment--></table></body></html>`;

/** A page in Chrome: all styles written out, spans around words. */
export const CHROME = `<meta charset='utf-8'><h1 style="color: rgb(36, 41, 47); font-family: sans-serif;">一店带多户</h1><div style="white-space: normal;"><p style="margin: 0px;">店长<span>&nbsp;</span><b>带着</b>农户干，每户 120m<sup>2</sup>。</p><ol><li>建站点</li><li>教本领<ul><li>白天</li><li><p>晚上</p></li></ul></li><li>拓市场</li></ol><blockquote><p>家门口就能挣钱。</p></blockquote><img src="https://example.com/a.png" width="640"><img src="https://example.com/count.gif" width="1" height="1"><ul><li>线上<ul><li>直播</li></ul></li><li>线下</li></ul></div>`;
