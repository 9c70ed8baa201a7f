import { expect, test } from '@jest/globals'
import emblem from '../../../shared/views/assets/eu-emblem.svg'

const numbers = (text: string): number[] => [...text.matchAll(/-?[\d.]+/g)].map(([number]) => Number(number))

// Interinstitutional style guide, annex A1: the geometrical description of the emblem.
test('the emblem is drawn as specified: twelve upright stars like the hours on a clock', () => {
  const [width = 0, height = 0] = numbers(emblem.match(/viewBox="0 0 (.*?)"/)?.[1] ?? '')
  const stars = [...emblem.matchAll(/<use href="#s" x="([\d.]+)" y="([\d.]+)"\/>/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  const hours = Array.from({ length: 12 }, (_, hour) => (hour * Math.PI) / 6)
  expect(width / height).toBe(1.5)
  expect(stars.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual(
    hours.map((angle) => [Math.round(width / 2 + (height / 3) * Math.sin(angle)), Math.round(height / 2 - (height / 3) * Math.cos(angle))]),
  )
  const points = numbers(emblem.match(/ d="M(.*?)Z"/)?.[1] ?? '')
  expect(points.slice(0, 2)).toEqual([0, -height / 18])
  expect(points).toHaveLength(20)
  expect([...emblem.matchAll(/fill="(#\w+)"/g)].map(([, colour]) => colour)).toEqual(['#003399', '#ffcc00'])
})
