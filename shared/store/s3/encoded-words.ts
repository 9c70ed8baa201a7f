const utf8 = new TextDecoder('utf-8', { fatal: true })

const bytesOf = (encoding: string, text: string): Buffer =>
  encoding.toUpperCase() === 'B'
    ? Buffer.from(text, 'base64')
    : Buffer.from(
        text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )

const decoded = (bytes: Buffer): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Repairs UTF-8 whose bytes were mistaken for characters; leaves any other text unchanged. */
const mended = (text: string): string => (/^[^\u0100-\uffff]*$/.test(text) ? (decoded(Buffer.from(text, 'latin1')) ?? text) : text)

/**
 * The text of an object's metadata. S3 returns non-ASCII text as encoded words (RFC 2047) and, by the example in its user guide
 * ("User-defined object metadata"), first treats the UTF-8 bytes of a header as single characters.
 */
export const metadataText = (value: string): string => {
  const words = [...value.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)]
  if (words.length === 0) return value
  const bytes = Buffer.concat(words.map(([, encoding = '', text = '']) => bytesOf(encoding, text)))
  return mended(decoded(bytes) ?? '')
}
