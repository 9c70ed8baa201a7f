import { fileNameSchema } from './file-name.ts'

const startsWith =
  (...bytes: readonly number[]) =>
  (start: Uint8Array): boolean =>
    bytes.every((byte, index) => start[index] === byte)

const contains = ({ buffer, byteOffset, length }: Uint8Array, wanted: string): boolean =>
  Buffer.from(buffer, byteOffset, length).includes(wanted)

// Programs write a line break or a byte order mark before it, and readers accept it anywhere in the first 1,024 bytes.
const isPdf = (start: Uint8Array): boolean => contains(start, '%PDF-')
const isPng = startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const isJpeg = startsWith(0xff, 0xd8, 0xff)
// All modern office formats are ZIP archives.
const isZip = startsWith(0x50, 0x4b, 0x03, 0x04)
// A container of which pictures are one kind.
const isWebp = (start: Uint8Array): boolean => startsWith(0x52, 0x49, 0x46, 0x46)(start) && contains(start.subarray(8, 12), 'WEBP')
const isText = (start: Uint8Array): boolean => !start.includes(0)

/** Kinds of files by filename extension, and how such a file begins. */
const beginnings = {
  pdf: isPdf,
  docx: isZip,
  pptx: isZip,
  xlsx: isZip,
  odt: isZip,
  odp: isZip,
  ods: isZip,
  png: isPng,
  jpg: isJpeg,
  jpeg: isJpeg,
  webp: isWebp,
  txt: isText,
} as const satisfies Record<string, (start: Uint8Array) => boolean>

/** The filename extension of a kind of file, without the dot. */
export type FileEnding = keyof typeof beginnings

/** Whether a file is an archive, whose list of files is at its end. */
export const isArchive = isZip

/** How many leading bytes show whether a file is what its name says. */
export const tellingBytes = 1024

/** How many bytes at a file's end hold the list of an archive's files. */
export const listingBytes = 256 * 1024

/** Files in office documents that hold programs: Visual Basic in OOXML, StarBasic and scripts in OpenDocument. */
const programs = ['vbaProject.bin', 'vbaData.xml', 'Basic/script-lc.xml', 'Scripts/']

/** Why a file is refused: its name, what its name says it is, what it is, or that it holds programs. */
export type RefusedFile = 'name' | 'ending' | 'content' | 'programs'

/** A file as judged: accepted under its name, or not. */
export type JudgedFile<Ending extends FileEnding> =
  | { readonly ok: true; readonly name: string; readonly ending: Ending }
  | { readonly ok: false; readonly why: RefusedFile }

const refused = (why: RefusedFile) => ({ ok: false, why }) as const

/**
 * Judges a file by its sender's name for it, its first bytes (`tellingBytes` of them, or all), and for archives the last ones
 * (`listingBytes`). Browsers check none of it reliably, so no file counts before this. Documents with macros are refused under any name.
 */
export const judgedFile = <Ending extends FileEnding>(
  file: { readonly name: string; readonly start: Uint8Array; readonly end?: Uint8Array },
  endings: readonly Ending[],
): JudgedFile<Ending> => {
  const name = fileNameSchema.safeParse(file.name)
  if (!name.success) return refused('name')
  const written = /\.([^.]+)$/.exec(name.data)?.[1]?.toLowerCase() ?? ''
  const { end } = file
  if (end !== undefined && programs.some((program) => contains(end, program))) return refused('programs')
  const ending = endings.find((each) => each === written)
  if (ending === undefined) return refused('ending')
  return beginnings[ending](file.start) ? { ok: true, name: name.data, ending } : refused('content')
}
