import { expect, test } from '@jest/globals'
import { pictureSize } from '../../../shared/domain/attachment/dimensions.ts'
import { shownSize } from '../../../shared/domain/attachment/picture.ts'
import { jpegStart, png, webpStarts } from '../../make/pictures.ts'

test('the size of a picture is read from any kind', () => {
  const size = { width: 1600, height: 900 }
  expect(pictureSize(png(1600, 900), 'png')).toEqual(size)
  expect(pictureSize(jpegStart(1600, 900), 'jpg')).toEqual(size)
  expect(pictureSize(jpegStart(1600, 900, { profile: 60_000 }), 'jpeg')).toEqual(size)
  expect(webpStarts(1600, 900).map((start) => pictureSize(start, 'webp'))).toEqual([size, size, size])
})

test.each([
  [1, 1600, 900],
  [3, 1600, 900],
  [6, 900, 1600],
  [8, 900, 1600],
])('a photo from a camera held as %i is as wide and high as browsers show it', (orientation, width, height) => {
  for (const little of [true, false]) expect(pictureSize(jpegStart(1600, 900, { orientation, little }), 'jpg')).toEqual({ width, height })
})

test.each([
  ['nothing behind its first bytes', Uint8Array.from([0xff, 0xd8, 0xff]), 'jpg'],
  ['segments without end', Uint8Array.from([0xff, 0xd8, ...Array.from({ length: 40 }, () => [0xff, 0xe0, 0, 0]).flat()]), 'jpg'],
  ['a size cut off', jpegStart(1600, 900).slice(0, -10), 'jpg'],
  [
    'a camera’s note that leads nowhere',
    Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, 22, ...Buffer.from('Exif\0\0II*\0'), 255, 255, 255, 255, 0, 0]),
    'jpg',
  ],
  ['no width', png(0, 900), 'png'],
  ['more pixels than anybody sees', png(10_001, 1), 'png'],
  ['nothing but a header', png(1600, 900).slice(0, 20), 'png'],
  ['another kind of chunk', Uint8Array.from(Buffer.from(`RIFF....WEBPXXXX${' '.repeat(20)}`)), 'webp'],
] as const)('a picture with %s has no size', (_, bytes, ending) => {
  expect(pictureSize(bytes, ending)).toBeUndefined()
})

test('every part of a broken picture can be missing without a fault', () => {
  const whole = jpegStart(1600, 900, { orientation: 6 })
  for (let length = 0; length < whole.length; length++) expect(() => pictureSize(whole.slice(0, length), 'jpg')).not.toThrow()
})

test.each([
  [1600, 900, 711, 400],
  [600, 300, 600, 300],
  [3000, 500, 720, 120],
  [300, 4000, 30, 400],
  [10_000, 1, 720, 1],
])('a picture of %i × %i pixels takes %i × %i on the page', (width, height, shownWidth, shownHeight) => {
  expect(shownSize({ width, height })).toEqual({ width: shownWidth, height: shownHeight })
})
