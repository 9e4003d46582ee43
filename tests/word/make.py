#!/usr/bin/env python3
"""Makes blank Word forms in many shapes, with the fields that a person reads in them beside each.

python3 make.py FOLDER writes FOLDER/<name>.docx and FOLDER/<name>.tsv: a label and a kind on each line, columns as
`rows/column`. Only what Python brings along is used, so the bytes are the same everywhere. The forms are invented;
their shapes are those of county offices. shapes.py has the forms, this file what Word writes of them.
"""

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT_RELS = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""
NUMBERING = f"""<?xml version="1.0" encoding="UTF-8"?><w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr></w:style></w:styles>"""


def twips(mm):
    return round(mm / 25.4 * 1440)


def run(text, size=None, bold=False, font=None, underline=False):
    """A run; tabs and soft breaks as Word has them."""
    properties = ""
    if font:
        properties += f'<w:rFonts w:eastAsia="{font}"/>'
    if bold:
        properties += "<w:b/>"
    if size:
        properties += f'<w:sz w:val="{round(size * 2)}"/>'
    if underline:
        properties += '<w:u w:val="single"/>'
    inner = ""
    for index, piece in enumerate(text.split("\v")):
        inner += "<w:br/>" if index else ""
        inner += f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def paragraph(text="", jc=None, size=None, bold=False, font=None, number=None, indent=0, break_before=False, raw=""):
    """A paragraph; `_` in the text is an underlined blank."""
    properties = ""
    if break_before:
        properties += "<w:pageBreakBefore/>"
    if number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    if indent:
        properties += f'<w:ind w:left="{twips(indent)}"/>'
    if jc:
        properties += f'<w:jc w:val="{jc}"/>'
    runs, rest = "", text
    while rest:
        blank = len(rest) - len(rest.lstrip("_"))
        if blank:
            runs += run(" " * blank, size, bold, font, underline=True)
            rest = rest[blank:]
            continue
        words = rest.split("_", 1)[0]
        runs += run(words, size, bold, font)
        rest = rest[len(words):]
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}{raw}</w:p>"


class Cell:
    """A cell: its text (a paragraph for each line), how many columns, whether it goes down."""

    def __init__(self, text="", span=1, down=None, jc=None, bold=False, raw=None):
        self.text, self.span, self.down, self.jc, self.bold, self.raw = text, span, down, jc, bold, raw

    def xml(self, width):
        merge = {"begin": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>", None: ""}[self.down]
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        inner = self.raw or "".join(paragraph(line, self.jc, bold=self.bold) for line in self.text.split("\n"))
        return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merge}</w:tcPr>{inner}</w:tc>'


def table(columns, rows, ruled=True, grid=None):
    """A table: widths in mm, rows of (height, cells); a cell may be a plain text. `grid` may lie, as Word's does."""
    style = '<w:tblStyle w:val="TableGrid"/>' if ruled else ""
    out = f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>"
    out += "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in grid or columns) + "</w:tblGrid>"
    for height, cells in rows:
        properties = f'<w:trPr><w:trHeight w:val="{twips(height)}"/></w:trPr>' if height else ""
        out += f"<w:tr>{properties}"
        at = 0
        for cell in cells:
            cell = Cell(cell) if isinstance(cell, str) else cell
            out += cell.xml(sum(columns[at:at + cell.span]))
            at += cell.span
        out += "</w:tr>"
    return out + "</w:tbl>"


def docx(body, landscape=False, margins=(25, 20, 20, 20)):
    """The bytes of a .docx."""
    width, height = (297, 210) if landscape else (210, 297)
    top, right, bottom, left = (twips(margin) for margin in margins)
    section = f'<w:sectPr><w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"/></w:sectPr>'
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>{"".join(body)}{section}</w:body></w:document>'
    return {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELS, "word/numbering.xml": NUMBERING, "word/styles.xml": STYLES,
    }


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, text)


def main():
    from shapes import SHAPES, REFUSED
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "refused").mkdir(exist_ok=True)
    for name, (parts, truth) in SHAPES().items():
        write(folder / f"{name}.docx", parts)
        lines = [line.rsplit(" ", 1) for line in truth.strip().splitlines()]
        (folder / f"{name}.tsv").write_text("".join(f"{label.strip()}\t{kind}\n" for label, kind in lines), "utf-8")
    for name, parts in REFUSED().items():
        write(folder / "refused" / f"{name}.docx", parts)
    # A part that unpacks to a thousand times its size.
    bomb = docx([paragraph("大")])
    bomb["word/document.xml"] = bomb["word/document.xml"].replace("大", "大" * 7_000_000)
    write(folder / "refused" / "bomb.docx", bomb)


if __name__ == "__main__":
    main()
