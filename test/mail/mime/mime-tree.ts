/** A header field as written, unfolded. */
interface HeaderField {
  readonly name: string
  readonly value: string
}

/** A part of a mail; `content` is decoded from its transfer encoding, empty for multipart parts. */
export interface MimePart {
  readonly fields: readonly HeaderField[]
  /** `text/calendar`, in lower case. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
  readonly encoding: string
  readonly content: Buffer
  readonly parts: readonly MimePart[]
}

const fieldsOf = (head: string): HeaderField[] =>
  head
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() }
    })

/** All values of a header field of a part. */
export const headers = (part: MimePart, name: string): readonly string[] =>
  part.fields.filter((field) => field.name === name).map((field) => field.value)

const parametersOf = (contentType: string): ReadonlyMap<string, string> =>
  new Map(
    [...contentType.matchAll(/;\s*([\w-]+)=(?:"([^"]*)"|([^;\s]+))/g)].map(([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      quoted ?? plain,
    ]),
  )

const quotedPrintable = (body: string): Buffer =>
  Buffer.from(
    body
      .replace(/[ \t]*=\r?\n/g, (soft) => soft.replace(/=\r?\n/, ''))
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const decode = (body: string, encoding: string): Buffer => {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'latin1')
}

const partOf = (text: string): MimePart => {
  const end = /\r?\n\r?\n/.exec(text)
  const fields = fieldsOf(end === null ? text : text.slice(0, end.index))
  const body = end === null ? '' : text.slice(end.index + end[0].length)
  const value = (name: string): string => fields.find((field) => field.name === name)?.value ?? ''
  const contentType = value('content-type') || 'text/plain'
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const parameters = parametersOf(contentType)
  const encoding = value('content-transfer-encoding').toLowerCase() || '7bit'
  const boundary = parameters.get('boundary')
  if (!type.startsWith('multipart/') || boundary === undefined) {
    return { fields, type, parameters, encoding, content: decode(body, encoding), parts: [] }
  }
  const [, ...pieces] = `\r\n${body}`.split(`\n--${boundary}`)
  const parts = pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => partOf(piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, '')))
  return { fields, type, parameters, encoding, content: Buffer.alloc(0), parts }
}

/** The tree of a mail's parts. */
export const parseMime = (raw: Buffer): MimePart => partOf(raw.toString('latin1'))

/** A part and all parts below it. */
export const allParts = (part: MimePart): readonly MimePart[] => [part, ...part.parts.flatMap(allParts)]

/** The shape of a tree: `multipart/mixed(text/plain,text/html)`. */
export const shape = (part: MimePart): string => (part.parts.length === 0 ? part.type : `${part.type}(${part.parts.map(shape).join(',')})`)

/** The text of a part as its author wrote it, with reflowable lines (format=flowed, RFC 3676) joined again. */
export const textOf = ({ parameters, content }: MimePart): string => {
  const text = content.toString('utf8').replaceAll('\r\n', '\n')
  if (parameters.get('format') !== 'flowed') return text
  return text
    .split('\n')
    .map((line) => line.replace(/^ /, ''))
    .join('\n')
    .replace(/(?<!^--) \n/gm, ' ')
}

/** The addresses in a field such as To. */
export const addressesIn = (value: string): readonly string[] => [...value.matchAll(/[^\s<>,;"]+@[^\s<>,;"]+/g)].map(([address]) => address)
