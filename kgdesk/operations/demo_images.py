"""A hand and a seal that look like the real thing from afar and are nobody's: drawn here, pixel by pixel."""

import math
import struct
import zlib
from functools import cache

_BLUE, _RED = (24, 48, 160), (200, 24, 32)
_HAND, _SEAL = (486, 234), 306  # pixels; 54 x 26 mm and 34 mm at 9 to the millimetre

# Strokes of the hand as points of cubic Bezier curves, in a field of 100 by 48, y downwards.
_STROKES = (
    ((8, 30), (14, 4), (24, 2), (18, 26), (14, 44), (6, 40), (14, 28), (22, 16), (30, 14), (28, 26)),
    ((28, 26), (26, 36), (34, 32), (36, 22), (38, 14), (42, 18), (40, 26), (38, 34), (46, 32), (48, 22)),
    ((48, 22), (50, 6), (58, 2), (54, 20), (50, 38), (56, 36), (62, 24), (66, 16), (70, 20), (68, 27)),
    ((68, 27), (66, 34), (76, 30), (84, 18), (90, 10), (94, 14), (86, 24), (70, 40), (38, 44), (16, 41)),
)


@cache
def hand_png() -> bytes:
    """Draw a signature in blue ink on a transparent ground."""
    width, height = _HAND
    ink = bytearray(width * height)
    for points in _STROKES:
        for start in range(0, len(points) - 1, 3):
            curve = points[start : start + 4]
            for step in range(161):
                x, y, thickness = _on_curve(curve, step / 160)
                _dab(ink, width, height, (x * width / 100, y * height / 48, thickness))
    return _png(width, height, _BLUE, bytes(ink))


@cache
def seal_png() -> bytes:
    """Draw a red seal: two rings, a star; no words, for it is no body's."""
    size, middle = _SEAL, _SEAL / 2
    ink = bytearray(size * size)
    star = _star(middle, middle * 0.42)
    for y in range(size):
        for x in range(size):
            distance = math.hypot(x + 0.5 - middle, y + 0.5 - middle)
            rings = max(4 - abs(distance - middle + 6), 1.8 - abs(distance - middle + 16), 1.8 - abs(distance - 92))
            share = 1.0 if distance < middle * 0.43 and _inside(star, x + 0.5, y + 0.5) else min(max(rings, 0.0), 1.0)
            ink[y * size + x] = round(215 * share)
    return _png(size, size, _RED, bytes(ink))


def _on_curve(points: tuple[tuple[int, int], ...], t: float) -> tuple[float, float, float]:
    """Give a point of a cubic curve, and the pen's width there: thinner where the hand is fast."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
    return x, y, 2.0 + 1.1 * math.cos(2 * math.pi * t)


def _dab(ink: bytearray, width: int, height: int, pen: tuple[float, float, float]) -> None:
    x, y, radius = pen
    reach = math.ceil(radius) + 1
    for row in range(max(0, int(y) - reach), min(height, int(y) + reach + 1)):
        for column in range(max(0, int(x) - reach), min(width, int(x) + reach + 1)):
            share = radius + 0.5 - math.hypot(column + 0.5 - x, row + 0.5 - y)
            value = round(235 * min(max(share, 0.0), 1.0))
            place = row * width + column
            ink[place] = max(ink[place], value)


def _star(middle: float, radius: float) -> tuple[tuple[float, float], ...]:
    lengths = (radius, radius * 0.382)
    return tuple(
        (
            middle + lengths[point % 2] * math.sin(point * math.pi / 5),
            middle - lengths[point % 2] * math.cos(point * math.pi / 5),
        )
        for point in range(10)
    )


def _inside(corners: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _png(width: int, height: int, colour: tuple[int, int, int], ink: bytes) -> bytes:
    """Write an RGBA picture of one colour; `ink` says how much of it stands where."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for share in ink[y * width : (y + 1) * width]:
            rows += bytes((*colour, share))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
