/** The width and height of a picture as shown, in pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength)

const textAt = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

/** PNG (ISO/IEC 15948): the header is always the first chunk. */
const ofPng = (bytes: Uint8Array): PictureSize | undefined => {
  if (bytes.length < 24 || textAt(bytes, 12, 4) !== 'IHDR') return undefined
  const view = viewOf(bytes)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** WebP (RFC 9649): lossy, lossless or extended. */
const ofWebp = (bytes: Uint8Array): PictureSize | undefined => {
  if (bytes.length < 30) return undefined
  const view = viewOf(bytes)
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: three(24) + 1, height: three(27) + 1 }
    default:
      return undefined
  }
}

/** Whether a camera was held upright (Exif 2.32, tag 0x0112): browsers turn such a picture, which exchanges its width and height. */
const isTurned = (segment: Uint8Array): boolean => {
  if (segment.length < 14 || textAt(segment, 0, 6) !== 'Exif\0\0') return false
  const view = viewOf(segment.subarray(6))
  const little = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, little)
  if (first + 2 > view.byteLength) return false
  for (let entry = first + 2, left = view.getUint16(first, little); left > 0 && entry + 12 <= view.byteLength; entry += 12, left--)
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5
  return false
}

// Start of frame: all markers from C0 to CF but three.
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** JPEG (ITU-T T.81): segments up to the one that starts the frame. */
const ofJpeg = (bytes: Uint8Array): PictureSize | undefined => {
  const view = viewOf(bytes)
  let turned = false
  for (let at = 2; at + 9 <= bytes.length && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return turned ? { width: height, height: width } : { width, height }
    }
    if (marker === 0xe1) turned ||= isTurned(bytes.subarray(at + 4, at + 2 + length))
    at += 2 + length
  }
  return undefined
}

const readers = { png: ofPng, webp: ofWebp, jpg: ofJpeg, jpeg: ofJpeg } as const

// What no screen or printer needs takes browsers hundreds of megabytes to show.
const longestSide = 10_000

/** The size of a picture of this kind; undefined if it has none, or one that nobody can look at. */
export const pictureSize = (bytes: Uint8Array, ending: keyof typeof readers): PictureSize | undefined => {
  const size = readers[ending](bytes)
  return size === undefined || Math.min(size.width, size.height) < 1 || Math.max(size.width, size.height) > longestSide ? undefined : size
}
