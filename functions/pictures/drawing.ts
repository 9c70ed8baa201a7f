import { network } from '../../shared/domain/basics/network.ts'
import { type Html, html } from '../../shared/site/html.ts'
import { type PictureFacts, pictureSize } from '../../shared/views/event/link-picture.ts'
import { fitted } from './fitted-text.ts'
import { fontFamily, widths } from './typefaces.ts'

/** As in the pages' `palette.css`. */
export const colours = { band: '#00286f', text: '#ffffff', muted: '#c9d7f7', gold: '#ffcc00' } as const

const { width, height } = pictureSize
const margin = 72
const inner = width - 2 * margin
const lineHeight = 1.12
// Between the network's name above and the time below.
const [titleTop, titleBottom] = [172, height - 164]
const timeLine = 46

const from = (largest: number, smallest: number, step: number): readonly number[] =>
  Array.from({ length: Math.floor((largest - smallest) / step) + 1 }, (_, index) => largest - index * step)

interface Look {
  readonly x?: number
  readonly y: number
  readonly size: number
  readonly fill?: string
  readonly weight?: 400 | 700
  readonly anchor?: 'start' | 'end'
}

const words = (text: string, { x = margin, y, size, fill = colours.text, weight = 400, anchor = 'start' }: Look): Html =>
  html`<text x="${x}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${text}</text>`

/** One line, smaller if it is long. */
const oneLine = (text: string, room: number, weight: 400 | 700, look: Look): Html => {
  const box = { width: room, height: look.size * 1.2, sizes: from(look.size, 18, 2), lineHeight: 1.2 }
  const { size, lines } = fitted(text, weight === 700 ? widths.bold : widths.regular, { ...box, oneLine: true })
  return words(lines[0] ?? '', { ...look, size, weight })
}

/** Seats in half circles, as on the home page. */
const seats = [112, 160, 208, 255, 303, 350].flatMap((radius) => {
  const last = Math.round(radius / 13.5)
  return Array.from({ length: last + 1 }, (_, index) => {
    const angle = (Math.PI * index) / last
    return html`<circle cx="${(960 - radius * Math.cos(angle)).toFixed(1)}" cy="${(640 - radius * Math.sin(angle)).toFixed(1)}" r="10"/>`
  })
})

/** The picture beside a shared link, as SVG: the network's name, what it leads to, and when that is. */
export const drawn = async ({ title, about, when }: PictureFacts): Promise<string> => {
  const box = { width: inner, height: titleBottom - titleTop, sizes: from(88, 34, 6), lineHeight }
  const { size, lines } = fitted(title, widths.bold, box)
  const first = height - 52 - (when.length - 1) * timeLine
  const image = await html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${fontFamily}">
<rect width="${width}" height="${height}" fill="${colours.band}"/><g fill="${colours.text}" opacity="0.08">${seats}</g>
<rect width="${width}" height="14" fill="${colours.gold}"/>
${oneLine(network.name, inner * 0.6, 700, { y: 108, size: 40 })}
${oneLine(about, inner * 0.38, 400, { x: width - margin, y: 108, size: 30, fill: colours.gold, anchor: 'end' })}
${lines.map((line, index) => words(line, { y: titleTop + size * (0.86 + index * lineHeight), size, weight: 700 }))}
${when.map((line, index) => oneLine(line, inner, index === 0 ? 700 : 400, { y: first + index * timeLine, size: 34, fill: index === 0 ? colours.text : colours.muted }))}
</svg>`
  return image.toString()
}
