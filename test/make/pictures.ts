import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A picture in grey shades that every browser shows. */
export const png = (width: number, height: number): Uint8Array<ArrayBuffer> => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, row) => Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 80 + (row % 120))])),
  )
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Uint8Array.from(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]))
}

const two = (value: number): readonly number[] => [value >> 8, value & 0xff]
const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')]

/** What a camera writes: how it was held (Exif 2.32), in either order of bytes. */
const exif = (orientation: number, little: boolean): readonly number[] => {
  const number = (value: number, bytes: number) => {
    const all = Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff)
    return little ? all : all.toReversed()
  }
  const entry = [...number(0x0112, 2), ...number(3, 2), ...number(1, 4), ...number(orientation, 2), 0, 0]
  const body = [
    ...ascii('Exif\0\0'),
    ...ascii(little ? 'II' : 'MM'),
    ...number(42, 2),
    ...number(8, 4),
    ...number(1, 2),
    ...entry,
    0,
    0,
    0,
    0,
  ]
  return [0xff, 0xe1, ...two(body.length + 2), ...body]
}

/** The beginning of a JPEG, with as many bytes of a colour profile before its size. */
export const jpegStart = (
  width: number,
  height: number,
  { orientation, little = true, profile = 0 }: { readonly orientation?: number; readonly little?: boolean; readonly profile?: number } = {},
): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, ...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...(orientation === undefined ? [] : exif(orientation, little)),
    ...(profile === 0 ? [] : [0xff, 0xe2, ...two(profile + 2), ...Array.from({ length: profile }, () => 0xff)]),
    ...[0xff, 0xc4, 0, 4, 0, 0],
    ...[0xff, 0xc2, 0, 11, 8, ...two(height), ...two(width), 1, 0, 0, 0],
  ])

const webp = (kind: string, data: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...ascii('RIFF'),
    0,
    0,
    0,
    0,
    ...ascii('WEBP'),
    ...ascii(kind),
    0,
    0,
    0,
    0,
    ...data,
    ...Array.from({ length: 20 }, () => 0),
  ])

const littleTwo = (value: number): readonly number[] => [...two(value)].toReversed()
const littleThree = (value: number): readonly number[] => [value & 0xff, (value >> 8) & 0xff, value >> 16]

/** The beginnings of WebP files, one for each way in which they say their size. */
export const webpStarts = (width: number, height: number): readonly Uint8Array<ArrayBuffer>[] => {
  const bits = (width - 1) | ((height - 1) << 14)
  return [
    webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...littleTwo(width), ...littleTwo(height)]),
    webp('VP8L', [0x2f, bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff, (bits >>> 24) & 0xff]),
    webp('VP8X', [0, 0, 0, 0, ...littleThree(width - 1), ...littleThree(height - 1)]),
  ]
}
