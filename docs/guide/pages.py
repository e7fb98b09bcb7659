"""Pages of the guide: A4, flowing text of several styles, pictures, tables, contents with page numbers.

Stands on the program's own pages (`kgdesk.returns.pdf_page`) for paper, typeface and list of contents. The
lines are broken here, because a guide shows the marks of the screens (✔ ✕ ▲ ↳), which the typeface
of administrative documents does not have; they come from a second face.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown import Code, Grid, Heading, Item, Paragraph, Picture, Span

from kgdesk.returns.pdf_fonts import BOLD, ITALIC, REGULAR, register_fonts
from kgdesk.returns.pdf_page import MM, Pages

MARKS, MONO, SANS = "Guide-Marks", "Guide-Mono", "Guide-Sans"
SIZE, SMALL, TABLE = 11.0, 9.0, 9.5
LEADING = 1.32
MARGIN = 22 * MM
_STYLES = {"plain": REGULAR, "bold": BOLD, "italic": ITALIC, "code": MONO}
_HEADINGS = {1: 20.0, 2: 14.0, 3: 12.0}
_ACCENT = (0.08, 0.29, 0.50)
_SYMBOLS = ("NotoSansSymbols2-Regular.ttf", "NotoSansSymbols-Regular.ttf", "NotoSansMath-Regular.ttf", "DejaVuSans.ttf")
_NOTO = Path("/usr/share/fonts/truetype/noto")
_MONO = (
    Path("/usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf"),
    Path("/usr/share/fonts/truetype/croscore/Cousine-Regular.ttf"),
    _NOTO / "NotoSansMono-Regular.ttf",
)


class Faces:
    """The face each letter is set in: the text's own, else the first of the others that has it."""

    def __init__(self) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont, registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        register_fonts()
        self.others: list[str] = []
        mono = next(path for path in _MONO if path.is_file())
        registerFont(TTFont(MONO, str(mono)))
        for name in _SYMBOLS:
            for folder in (_NOTO, Path("/usr/share/fonts/truetype/dejavu")):
                if (folder / name).is_file():
                    registerFont(TTFont(f"{MARKS}-{name}", str(folder / name)))
                    self.others.append(f"{MARKS}-{name}")
        self._known = {
            name: set(getFont(name).face.charToGlyph) for name in (REGULAR, BOLD, ITALIC, MONO, *self.others)
        }

    def split(self, text: str, font: str) -> Iterator[tuple[str, str]]:
        """Divide a word into pieces of one face; raises ValueError for a letter that no face has."""
        piece, face = "", font
        for letter in text:
            name = next((name for name in (font, *self.others) if ord(letter) in self._known[name]), None)
            if name is None:
                raise ValueError(f"no typeface has {letter!r} (U+{ord(letter):04X})")
            if name != face and piece:
                yield piece, face
                piece = ""
            face = name
            piece += letter
        if piece:
            yield piece, face


@cache
def faces() -> Faces:
    """Read the typefaces, once."""
    return Faces()


@cache
def _measured(text: str, font: str) -> tuple[tuple[tuple[str, str], ...], float]:
    """Divide a word by faces and add up its width in a size of one point."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    pieces = tuple(faces().split(text, font))
    return pieces, sum(stringWidth(piece, face, 1.0) for piece, face in pieces)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as pieces of one face each; `width` in points, `space` in front of it."""

    pieces: tuple[tuple[str, str], ...]
    width: float
    space: float


class GuidePages(Pages):
    """A guide being set. `places` collects the headings with their pages for the contents."""

    def __init__(self, *, title: str, foot: str, outlined: bool = True, draft: bool = False) -> None:
        """`draft` leaves room for pictures and does not draw them."""
        super().__init__(title=title, author="KGDesk")
        self.outlined, self.draft = outlined, draft
        self._pictures: list[Path] = []
        self.part_begins = False  # the next chapter stands under the name of its part
        self.faces = faces()
        self.foot = foot
        self.places: list[tuple[int, str, int, str]] = []  # level, title, page, key
        self.y = self.height - MARGIN

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return MARGIN

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.width - MARGIN

    @property
    def page(self) -> int:
        """Number of the page that is being set."""
        return self.index + 1

    def next_page(self) -> None:
        """Finish the page with its foot and begin another."""
        self.draw_foot()
        self.canvas.showPage()
        self.index += 1
        self.y = self.height - MARGIN

    def draw_foot(self) -> None:
        """Set title and page number at the foot; the cover has none."""
        if self.index == 0:
            return
        self.canvas.setFont(REGULAR, SMALL)
        self.canvas.setFillGray(0.35)
        self.canvas.drawString(self.left, MARGIN / 2, self.foot)
        self.canvas.drawRightString(self.right, MARGIN / 2, str(self.page))
        self.canvas.setFillGray(0)

    def need(self, height: float) -> None:
        """Go to a new page unless `height` points are left on this one."""
        if self.y - MARGIN < height and self.y < self.height - MARGIN:
            self.next_page()

    # text ----------------------------------------------------------------------

    def words(self, spans: Sequence[Span], size: float, bold: bool) -> Iterator[Word]:
        """Give words with the gaps between them; where two styles meet without a blank there is no gap."""
        glued = True
        for span in spans:
            font = BOLD if bold and span.style == "plain" else _STYLES[span.style]
            own = size * 0.88 if font == MONO else size
            for number, part in enumerate(span.text.split(" ")):
                if number:
                    glued = False
                if not part:
                    continue
                pieces, width = _measured(part, font)
                yield Word(pieces, width * own, 0.0 if glued else size * 0.25)
                glued = True
        return

    def lines(self, spans: Sequence[Span], size: float, width: float, *, bold: bool = False) -> list[list[Word]]:
        """Break text; words that stick together stay together."""
        broken: list[list[Word]] = [[]]
        used = 0.0
        words = list(self.words(spans, size, bold))
        groups: list[list[Word]] = []
        for word in words:
            if groups and word.space == 0.0:
                groups[-1].append(word)
            else:
                groups.append([word])
        for group in groups:
            extent = sum(word.width for word in group)
            if broken[-1] and used + group[0].space + extent > width:
                broken.append([])
                used = 0.0
            used += extent + (group[0].space if broken[-1] else 0.0)
            broken[-1].extend(group)
        return [line for line in broken if line]

    def draw_line(self, line: Sequence[Word], left: float, base: float, size: float) -> None:
        """Set a line of words."""
        for number, word in enumerate(line):
            left += word.space if number else 0.0
            for piece, face in word.pieces:
                own = size * 0.88 if face == MONO else size
                self.canvas.setFont(face, own)
                self.canvas.drawString(left, base, piece)
                left += _measured(piece, face)[1] * own

    def flow(self, spans: Sequence[Span], *, size: float = SIZE, indent: float = 0.0, gap: float = 5.0,
             bold: bool = False, mark: str = "") -> None:  # fmt: skip
        """Set a paragraph, flush left; `mark` hangs before it."""
        lines = self.lines(spans, size, self.right - self.left - indent, bold=bold)
        step = size * LEADING
        self.y -= gap if self.y < self.height - MARGIN else 0
        self.need(min(len(lines), 2) * step)
        for number, line in enumerate(lines):
            self.need(step)
            self.y -= step
            base = self.y + size * 0.3
            if mark and number == 0:
                self.canvas.setFont(REGULAR, size)
                self.canvas.drawString(self.left + indent - 16, base, mark)
            self.draw_line(line, self.left + indent, base, size)

    # blocks --------------------------------------------------------------------

    def heading(self, block: Heading) -> None:
        """Set a heading and make it reachable."""
        size = _HEADINGS[block.level]
        if block.level == 1:
            if self.y < self.height - MARGIN and not self.part_begins:
                self.next_page()
            self.y -= 14 if self.part_begins else 0
            self.part_begins = False
        else:
            self.need(110)
            self.y -= 12 if self.y < self.height - MARGIN else 0
        key = f"h{len(self.places)}"
        self.canvas.bookmarkHorizontal(key, 0, self.y)
        if self.outlined:
            self.canvas.addOutlineEntry(block.text, key, level=min(block.level, 2), closed=block.level == 1)
        self.places.append((block.level, block.text, self.page, key))
        self.canvas.setFillColorRGB(*_ACCENT)
        self.flow((Span(block.text),), size=size, gap=0, bold=True)
        self.canvas.setFillGray(0)
        if block.level == 1:
            self.canvas.setLineWidth(0.8)
            self.canvas.setStrokeColorRGB(*_ACCENT)
            self.canvas.line(self.left, self.y - 3, self.right, self.y - 3)
            self.canvas.setStrokeGray(0)
            self.y -= 8

    def picture(self, path: Path, caption: str) -> None:
        """Set a picture over the width of the text, with what it shows under it."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        width = self.right - self.left
        with Image.open(path) as image:
            height = width * image.height / image.width
            self.need(height + SMALL * LEADING + 14)
            self.y -= 8
            if not self.draft:
                # a point stands for the picture, which is put in its place when the document is closed
                point = Image.new("RGB", (1, 1), (len(self._pictures), 0, 0))
                self.canvas.drawImage(ImageReader(point), self.left, self.y - height, width, height)
                self._pictures.append(path)
        self.canvas.setStrokeGray(0.6)
        self.canvas.setLineWidth(0.4)
        self.canvas.rect(self.left, self.y - height, width, height)
        self.canvas.setStrokeGray(0)
        self.y -= height
        self.flow((Span(caption, "italic"),), size=SMALL, gap=2)
        self.y -= 4

    def code(self, block: Code) -> None:
        """Set lines of a command on a grey ground."""
        step = SIZE * 0.85 * LEADING
        self.need(len(block.lines) * step + 12)
        self.y -= 6
        height = len(block.lines) * step + 8
        self.canvas.setFillGray(0.94)
        self.canvas.rect(self.left, self.y - height, self.right - self.left, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)
        self.canvas.setFont(MONO, SIZE * 0.8)
        for number, line in enumerate(block.lines, start=1):
            self.canvas.drawString(self.left + 6, self.y - number * step, line)
        self.y -= height + 4

    def grid(self, block: Grid, shares: Sequence[float] = (), size: float = TABLE) -> None:
        """Set a table; the titles are repeated on every page, a row is never divided."""
        whole = self.right - self.left
        shares = shares or self._shares(block, size)
        widths = [whole * share / sum(shares) for share in shares]
        self.y -= 6
        self.need(self._height(block.titles, widths, size) + 3 * size * LEADING + 8)
        self._row(block.titles, widths, size, title=True)
        for row in block.rows:
            if self.y - MARGIN < self._height(row, widths, size):
                self.next_page()
                self._row(block.titles, widths, size, title=True)
            self._row(row, widths, size, title=False)
        self.y -= 4

    def _shares(self, block: Grid, size: float) -> list[float]:
        """Columns as wide as their texts ask for, within reason."""
        wanted = []
        for column in range(len(block.titles)):
            cells = [row[column] for row in (block.titles, *block.rows)]
            lengths = [sum(word.width + word.space for word in self.words(cell, size, bold=False)) for cell in cells]
            longest = max((word.width for cell in cells for word in self.words(cell, size, bold=True)), default=0)
            wanted.append(max(longest + 12, min(max(lengths) + 12, 190 + 0.08 * sum(lengths) / len(lengths))))
        return wanted

    def _height(self, cells: Sequence[Sequence[Span]], widths: Sequence[float], size: float) -> float:
        most = max(len(self.lines(cell, size, width - 8)) for cell, width in zip(cells, widths, strict=True))
        return most * size * LEADING + 5

    def _row(self, cells: Sequence[Sequence[Span]], widths: Sequence[float], size: float, *, title: bool) -> None:
        broken = [self.lines(cell, size, width - 8, bold=title) for cell, width in zip(cells, widths, strict=True)]
        height = max(1, *(len(lines) for lines in broken)) * size * LEADING + 5
        if title:
            self.canvas.setFillColorRGB(0.90, 0.93, 0.97)
            self.canvas.rect(self.left, self.y - height, sum(widths), height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        left = self.left
        self.canvas.setLineWidth(0.4)
        self.canvas.setStrokeGray(0.55)
        for lines, width in zip(broken, widths, strict=True):
            self.canvas.rect(left, self.y - height, width, height)
            for number, line in enumerate(lines, start=1):
                self.draw_line(line, left + 4, self.y - number * size * LEADING + size * 0.15, size)
            left += width
        self.canvas.setStrokeGray(0)
        self.y -= height

    def block(self, block: object, pictures: Path) -> None:
        """Set any block of a chapter."""
        match block:
            case Heading():
                self.heading(block)
            case Paragraph() | Item():
                if block.spans[-1].text.endswith(":"):
                    self.need(90)  # what it announces begins on the same page
                if isinstance(block, Item):
                    self.flow(block.spans, indent=20, gap=3, mark=block.mark)
                else:
                    self.flow(block.spans)
            case Picture():
                self.picture(pictures / block.name, block.caption)
            case Code():
                self.code(block)
            case Grid():
                self.grid(block)

    def close(self) -> bytes:
        """Finish the last page and the document."""
        self.draw_foot()
        return _packed(self.finish(), self._pictures)


def _packed(data: bytes, pictures: Sequence[Path]) -> bytes:
    """Write the document small: streams packed, pictures with the few colours they have."""
    import io
    import zlib

    from pikepdf import Array, Name, ObjectStreamMode, Pdf, PdfImage, Stream, String
    from PIL import Image

    with Pdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if not isinstance(thing, Stream) or thing.get("/Subtype") != Name.Image:
                continue
            number = PdfImage(thing).as_pil_image().convert("RGB").getpixel((0, 0))[0]
            with Image.open(pictures[number]) as image:
                few = image if image.mode == "P" else image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
                palette = bytes(few.getpalette() or ())
                thing.write(zlib.compress(few.tobytes(), 9), filter=Name.FlateDecode)
                thing.Width, thing.Height, thing.BitsPerComponent = few.width, few.height, 8
                thing.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, String(palette)])
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, compress_streams=True, object_stream_mode=ObjectStreamMode.generate)
    return target.getvalue()
