#!/usr/bin/env python3
"""Draws pages of clip art, text and charts, undistorted: pictures that are no photographs, for submit/train-shipped-model.sh.

    submit/drawn_pages.py CLIP_ART OUTPUT [--pages 170] [--seed 7]

CLIP_ART is a folder of SVG files, such as /usr/share/openclipart of Debian's openclipart-svg (public domain). Needs Chromium.
The text is this project's README.
"""
import argparse
import pathlib
import random
import re
import subprocess
import tempfile

SIZES = [(1024, 768), (900, 1200), (800, 600), (1280, 720)]
FONTS = ["serif", "sans-serif", "monospace", "DejaVu Sans", "Liberation Serif"]
LARGEST_SVG = 400_000
STYLE = "img{{width:92%;max-height:{}px;object-fit:contain}}p{{margin:0}}"


def words():
    readme = pathlib.Path(__file__).resolve().parent.parent / "README.md"
    return re.findall(r"[A-Za-z,.'-]+", readme.read_text(encoding="utf-8"))


def text(all_words, count):
    start = random.randrange(len(all_words) - count)
    return " ".join(all_words[start:start + count])


def chart(colour):
    points = [(20 * x, 100 - 90 * random.random()) for x in range(11)]
    if random.random() < 0.5:
        shape = "".join(
            f'<rect x="{x + 2}" y="{y}" width="14" height="{100 - y}" fill="hsl({random.randrange(360)},70%,45%)"/>'
            for x, y in points)
    else:
        line = " ".join(f"{x},{y}" for x, y in points)
        shape = (f'<polyline fill="none" stroke="{random.choice(["#c00", "#06c", "#080"])}" '
                 f'stroke-width="{random.choice([1, 2])}" points="{line}"/>')
    return (f'<div><svg viewBox="-5 -5 225 115" width="100%"><path d="M0 0V100H215" stroke="{colour}" fill="none"/>'
            f"{shape}</svg></div>")


def cell(art, all_words, colour):
    kind = random.random()
    if kind < 0.62:
        return f'<div><img src="{art.pop().as_uri()}"><p>{text(all_words, 4)}</p></div>'
    if kind < 0.85:
        size, count = random.choice([10, 12, 14, 18]), random.choice([30, 60])
        return f'<div style="font-size:{size}px;text-align:left">{text(all_words, count)}</div>'
    return chart(colour)


def page(art, all_words, height):
    columns = random.choice([2, 3, 4])
    if random.random() < 0.15:
        paper, ink = "#1d2330", "#e8e8e8"
    else:
        paper = random.choice(["#fff", "#fff", "#fff", "#fdf6e3", "#eef3fa"])
        ink = random.choice(["#111", "#222", "#123"])
    cells = "".join(cell(art, all_words, ink) for _ in range(4 * columns))
    return (f'<body style="margin:6px;background:{paper};color:{ink};font-family:{random.choice(FONTS)};font-size:12px">'
            f'<h2 style="margin:2px">{text(all_words, 5)}</h2>'
            f'<div style="display:grid;grid-template-columns:repeat({columns},1fr);gap:8px;text-align:center">{cells}</div>'
            f"<style>{STYLE.format(height // 4)}</style>")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("clip_art", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=170)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    random.seed(options.seed)
    art = sorted(file.resolve() for file in options.clip_art.rglob("*.svg") if file.stat().st_size < LARGEST_SVG)
    random.shuffle(art)
    all_words = words()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        html = pathlib.Path(folder) / "page.html"
        for number in range(options.pages):
            width, height = random.choice(SIZES)
            html.write_text(page(art, all_words, height), encoding="utf-8")
            picture = options.output / f"page-{number:03}-{width}x{height}.png"
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
                 f"--window-size={width},{height}", f"--screenshot={picture}", html.as_uri()],
                check=True, capture_output=True, timeout=60)


if __name__ == "__main__":
    main()
