/** A line of a chart; `y` is undefined where there is no value. */
export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** Axes are logarithmic; `ticks` are the positions of lines and labels, of which the first and last bound the panel. */
export interface Panel {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly series: readonly Series[]
  /** A reference value, drawn across. */
  readonly reference?: { readonly y: number; readonly name: string }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)
const number = new Intl.NumberFormat('en')
const at = (value: number): string => String(Math.round(value * 10) / 10)

// No single set of colours suits both light and dark themes. Shapes distinguish the lines without colour.
const style = `
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #24304a }
.title { font-weight: 600; font-size: 15px }
.heading { font-weight: 700; font-size: 18px }
.tick, .reference-name { fill: #556080; font-size: 12px }
.back { fill: #ffffff }
.grid { stroke: #d8deeb }
.reference { stroke: #556080; stroke-dasharray: 2 4 }
.line { fill: none; stroke-width: 2.25 }
.s0 { stroke: #a81e1e } .s1 { stroke: #7a5300 } .s2 { stroke: #003399 } .s3 { stroke: #0b6462 } .s4 { stroke: #6b2d86 } .s5 { stroke: #556080 }
.m0 { fill: #a81e1e } .m1 { fill: #7a5300 } .m2 { fill: #003399 } .m3 { fill: #0b6462 } .m4 { fill: #6b2d86 } .m5 { fill: #556080 }
@media (prefers-color-scheme: dark) {
  text { fill: #d6dded }
  .tick, .reference-name { fill: #a4b0cc }
  .back { fill: #0c1222 }
  .grid { stroke: #2c3859 }
  .reference { stroke: #a4b0cc }
  .s0 { stroke: #ff9f98 } .s1 { stroke: #f2cb66 } .s2 { stroke: #a3c0ff } .s3 { stroke: #7fd3cf } .s4 { stroke: #d9aef0 } .s5 { stroke: #a4b0cc }
  .m0 { fill: #ff9f98 } .m1 { fill: #f2cb66 } .m2 { fill: #a3c0ff } .m3 { fill: #7fd3cf } .m4 { fill: #d9aef0 } .m5 { fill: #a4b0cc }
}`

const circle = (x: number, y: number): string => `<circle cx="${at(x)}" cy="${at(y)}" r="4"/>`
const polygon = (...points: readonly (readonly [number, number])[]): string =>
  `<polygon points="${points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ')}"/>`
const shapes: readonly ((x: number, y: number) => string)[] = [
  (x, y) => polygon([x, y - 5], [x + 5, y], [x, y + 5], [x - 5, y]),
  (x, y) => polygon([x - 4, y - 4], [x + 4, y - 4], [x + 4, y + 4], [x - 4, y + 4]),
  circle,
  (x, y) => polygon([x, y - 5], [x + 5, y + 4], [x - 5, y + 4]),
  (x, y) => polygon([x, y + 5], [x + 5, y - 4], [x - 5, y - 4]),
  (x, y) => polygon([x - 5, y - 2], [x + 5, y - 2], [x + 5, y + 2], [x - 5, y + 2]),
]

const width = 960
const height = 520
const area = { top: 92, height: 300, width: 350 } as const
const lefts = [84, 556] as const

const scale = (ticks: readonly number[], from: number, to: number): ((value: number) => number) => {
  const low = Math.log(ticks[0] ?? 1)
  const high = Math.log(ticks.at(-1) ?? 10)
  return (value) => from + ((Math.log(value) - low) / (high - low)) * (to - from)
}

const line = (name: string, x1: number, y1: number, x2: number, y2: number): string =>
  `<line class="${name}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`

const label = (name: string, x: number, y: number, anchor: 'start' | 'middle' | 'end', said: string): string =>
  `<text class="${name}" x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escaped(said)}</text>`

const panelMarkup = ({ title, xLabel, yLabel, xTicks, yTicks, series, reference }: Panel, left: number): string => {
  const { top } = area
  const bottom = top + area.height
  const right = left + area.width
  const x = scale(xTicks, left, right)
  const y = scale(yTicks, bottom, top)
  const grid = [
    ...xTicks.map(
      (tick) => line('grid', x(tick), top, x(tick), bottom) + label('tick', x(tick), bottom + 18, 'middle', number.format(tick)),
    ),
    ...yTicks.map((tick) => line('grid', left, y(tick), right, y(tick)) + label('tick', left - 8, y(tick) + 4, 'end', number.format(tick))),
  ]
  const lines = series.map(({ points }, index) => {
    const path = points.map(([px, py], step) => `${step === 0 ? 'M' : 'L'}${at(x(px))} ${at(y(py))}`).join(' ')
    const marks = points.map(([px, py]) => shapes[index]?.(x(px), y(py)) ?? '')
    return `<path class="line s${index}" d="${path}"/><g class="m${index}">${marks.join('')}</g>`
  })
  const compared = reference && [
    line('reference', left, y(reference.y), right, y(reference.y)),
    label('reference-name', right - 4, y(reference.y) - 6, 'end', reference.name),
  ]
  const middle = (top + bottom) / 2
  return [
    label('title', left, top - 18, 'start', title),
    ...grid,
    ...(compared ?? []),
    ...lines,
    label('', (left + right) / 2, bottom + 40, 'middle', xLabel),
    `<g transform="rotate(-90 ${left - 58} ${middle})">${label('', left - 58, middle, 'middle', yLabel)}</g>`,
  ].join('\n')
}

/** The names of the lines below both panels, in two rows. */
const legend = (series: readonly Series[]): string =>
  series
    .map(({ name }, index) => {
      const x = (lefts[0] ?? 0) + (index % 3) * 290
      const y = height - 52 + Math.floor(index / 3) * 26
      return `${line(`line s${index}`, x, y, x + 30, y)}<g class="m${index}">${shapes[index]?.(x + 15, y) ?? ''}</g>${label('', x + 40, y + 4, 'start', name)}`
    })
    .join('\n')

/** Two panels with the same lines, as a self-contained SVG: readable in light and dark themes, without colours, and by screen readers. */
export const plot = (heading: string, description: string, panels: readonly [Panel, Panel]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${escaped(heading)}</title>
<desc id="description">${escaped(description)}</desc>
<style>${style}
</style>
<rect class="back" width="${width}" height="${height}" rx="8"/>
${label('heading', lefts[0], 38, 'start', heading)}
${panels.map((panel, index) => panelMarkup(panel, lefts[index] ?? 0)).join('\n')}
${legend(panels[0].series)}
</svg>
`
