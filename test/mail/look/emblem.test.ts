import { inflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { emblemPng } from '../../../shared/mail/look/emblem.ts'

/** The content of all chunks of a type. */
const chunk = (png: Buffer, type: string): Buffer => {
  const found: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === type) found.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return Buffer.concat(found)
}

/** The predictor of PNG's fifth filter (PNG specification §9.4). */
const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value))
  if (a === undefined || b === undefined || c === undefined || (a <= b && a <= c)) return left
  return b <= c ? up : corner
}

const filters: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => Math.floor((left + up) / 2),
  paeth,
]

/** Width, height and colours of a PNG in RGB with eight bits per channel. */
const decode = (png: Buffer) => {
  const header = chunk(png, 'IHDR')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0])
  const data = inflateSync(chunk(png, 'IDAT'))
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const line = data.subarray(y * (width * 3 + 1), (y + 1) * (width * 3 + 1))
    const row = Buffer.alloc(width * 3)
    const above = rows[y - 1]
    const predict = filters[line[0] ?? 0]
    for (let x = 0; x < row.length; x++) {
      row[x] = (line[x + 1] ?? 0) + (predict?.(row[x - 3] ?? 0, above?.[x] ?? 0, above?.[x - 3] ?? 0) ?? 0)
    }
    rows.push(row)
  }
  const colour = (x: number, y: number): string => `#${rows[Math.round(y)]?.toString('hex', Math.round(x) * 3, Math.round(x) * 3 + 3)}`
  return { width, height, colour }
}

// Interinstitutional style guide, annex A1: twelve stars on a circle of a third of the height, like the hours of a clock.
test('the emblem in mails is the flag with its twelve stars, with a white border for dark backgrounds', () => {
  const { width, height, colour } = decode(emblemPng)
  expect([width, height]).toEqual([172, 118])
  const [x, y] = [(width - 1) / 2, (height - 1) / 2]
  const radius = 108 / 3
  const around = (hour: number): string => colour(x + radius * Math.sin((hour * Math.PI) / 6), y - radius * Math.cos((hour * Math.PI) / 6))
  expect(Array.from({ length: 12 }, (_, hour) => around(hour))).toEqual(Array.from({ length: 12 }, () => '#ffcc00'))
  expect(Array.from({ length: 12 }, (_, hour) => around(hour + 0.5))).toEqual(Array.from({ length: 12 }, () => '#003399'))
  expect([colour(x, y), colour(1, y), colour(x, 1), colour(width - 2, y), colour(x, height - 2)]).toEqual([
    '#003399',
    ...Array.from({ length: 4 }, () => '#ffffff'),
  ])
})

test('the emblem is small compared with a mail’s text', () => expect(emblemPng.length).toBeLessThan(6000))
