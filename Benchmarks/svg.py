"""Bar and line charts as SVG, drawn from figures; nothing else is needed to see them."""
import html
import math

PALETTE = ["#0b6e4f", "#c8553d", "#28527a", "#8d6a9f", "#b08900", "#4a4e69", "#3a7d8c"]
STYLE = ("<style>text{font:12px system-ui,sans-serif;fill:#222}.t{font-size:15px;font-weight:600}.n{fill:#555}"
         "line{stroke:#ccc}.s{stroke:#222;stroke-width:1.2}</style>")


def number(value):
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"


def page(width, height, title, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-label="{html.escape(title)}">{STYLE}<rect width="100%" height="100%" fill="#fff"/>'
            f'<text class="t" x="12" y="24">{html.escape(title)}</text>' + "".join(parts) + "</svg>\n")


def bars(title, unit, rows):
    """`rows`: (group, name, median, low, high). A log scale where the largest is over 20 times the smallest."""
    low, high = min(r[3] for r in rows), max(r[4] for r in rows)
    isLog = high > 20 * max(low, 1e-9)
    floor = 10 ** math.floor(math.log10(low)) if isLog else 0
    left, width, top = 250, 860, 44
    span = width - left - 110

    def x(value):
        if isLog:
            return left + span * (math.log10(max(value, floor) / floor) / math.log10(high / floor))
        return left + span * value / high

    parts, y, group, names = [], top, None, []
    for kind, name, median, lower, upper in rows:
        if kind != group:
            group = kind
            y += 20
            parts.append(f'<text x="12" y="{y}" font-weight="600">{html.escape(kind)}</text>')
            y += 6
        if name not in names:
            names.append(name)
        color = PALETTE[names.index(name) % len(PALETTE)]
        parts.append(f'<text x="{left - 8}" y="{y + 12}" text-anchor="end">{html.escape(name)}</text>'
                     f'<rect x="{left}" y="{y}" width="{max(1, x(median) - left):.1f}" height="14" fill="{color}"/>'
                     f'<line class="s" x1="{x(lower):.1f}" x2="{x(upper):.1f}" y1="{y + 7}" y2="{y + 7}"/>'
                     f'<text class="n" x="{x(upper) + 6:.1f}" y="{y + 12}">{number(median)} {unit}</text>')
        y += 18
    note = f"medians, with the least and the most; {'logarithmic' if isLog else 'linear'} scale"
    parts.append(f'<text class="n" x="12" y="{y + 22}">{note}</text>')
    return page(width, y + 34, title, parts)


def lines(title, x_name, y_name, series):
    """`series`: {name: [(x, y)]}, both scales logarithmic."""
    width, height, left, top, right, bottom = 860, 420, 80, 50, 180, 60
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]

    def decade(low, high):
        a, b = math.floor(math.log10(low)), math.ceil(math.log10(high))
        return a, max(b, a + 1)
    (xa, xb), (ya, yb) = decade(min(xs), max(xs)), decade(min(ys), max(ys))
    px = lambda v: left + (width - left - right) * (math.log10(v) - xa) / (xb - xa)
    py = lambda v: height - bottom - (height - top - bottom) * (math.log10(v) - ya) / (yb - ya)
    parts = []
    for e in range(xa, xb + 1):
        parts.append(f'<line x1="{px(10**e):.1f}" x2="{px(10**e):.1f}" y1="{top}" y2="{height - bottom}"/>'
                     f'<text class="n" x="{px(10**e):.1f}" y="{height - bottom + 16}" text-anchor="middle">{number(10**e)}</text>')
    for e in range(ya, yb + 1):
        parts.append(f'<line x1="{left}" x2="{width - right}" y1="{py(10**e):.1f}" y2="{py(10**e):.1f}"/>'
                     f'<text class="n" x="{left - 6}" y="{py(10**e) + 4:.1f}" text-anchor="end">{number(10**e)}</text>')
    for i, (name, points) in enumerate(series.items()):
        color = PALETTE[i % len(PALETTE)]
        path = " ".join(f"{px(x):.1f},{py(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{px(x):.1f}" cy="{py(y):.1f}" r="3" fill="{color}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text x="{px(x) + 8:.1f}" y="{py(y) + 4 + 0:.1f}" style="fill:{color}">{html.escape(name)}</text>')
    parts.append(f'<text x="{(left + width - right) / 2}" y="{height - 18}" text-anchor="middle">{x_name}</text>'
                 f'<text x="16" y="{top - 8}">{y_name}</text>')
    return page(width, height, title, parts)
