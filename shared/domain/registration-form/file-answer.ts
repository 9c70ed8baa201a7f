import { line } from '../basics/text.ts'
import type { Instant } from '../basics/wall-time.ts'
import { type Answered, questionsFor } from './answers.ts'
import type { RegistrationForm } from './form.ts'
import type { FormQuestion } from './question.ts'

/** A question answered with a file. `label` and `help` are the organiser's words. */
export interface FileQuestion {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly required: boolean
}

const asFileQuestion = ({ id, label, help, required }: FormQuestion): FileQuestion => ({
  id,
  label,
  required,
  ...(help === undefined ? {} : { help }),
})

/** An event's file questions; with `answered`, those asked given these answers. */
export const fileQuestionsOf = (form: RegistrationForm, answered?: Answered): readonly FileQuestion[] =>
  (answered === undefined ? form.questions : questionsFor(form, answered)).filter(({ type }) => type === 'file').map(asFileQuestion)

export const largestFileMegabytes = 5

/** The allowed file size, in bytes. */
export const fileBytes = { min: 1, max: largestFileMegabytes * 1024 * 1024 } as const

/** How long an upload form is valid: long enough to find a file, shorter than the credentials of the signing function. */
export const uploadHours = 1

/** How long a file is kept: long enough to follow up on an event and account for it. */
export const fileKeptDays = 400

/** How often it is looked whether the registration of a file was cancelled. */
export const strayFileHours = 6

/** By when the files of a cancelled registration are deleted, even if one look is missed. */
export const strayFilesGoneHours = 2 * strayFileHours

/** By when an upload is deleted that never became an answer. */
export const strayUploadDays = 1

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
// Both modern office formats are ZIP archives.
const isZip = startsWith(0x50, 0x4b, 0x03, 0x04)
const isText = (start: Uint8Array): boolean => !start.includes(0)

/** The accepted kinds of file: filename extension, and how such a file begins. */
const kinds: ReadonlyMap<string, (start: Uint8Array) => boolean> = new Map([
  ['pdf', isPdf],
  ['docx', isZip],
  ['odt', isZip],
  ['png', isPng],
  ['jpg', isJpeg],
  ['jpeg', isJpeg],
  ['txt', isText],
])

/** Whether a file is an archive, whose list of files is at its end. */
export const isArchive = isZip

/** The extensions of accepted files, without the dot. */
export const fileEndings: readonly string[] = [...kinds.keys()]

/** How many leading bytes show whether a file is what its name says. */
export const tellingBytes = 1024

/** How many bytes at a file's end hold the list of an archive's files. */
export const listingBytes = 256 * 1024

/** Files in office documents that hold programs: Visual Basic in OOXML, StarBasic and scripts in OpenDocument. */
const programs = ['vbaProject.bin', 'vbaData.xml', 'Basic/script-lc.xml', 'Scripts/']

/** The file sent for a question: one that counts as the answer, or one refused for its name or kind. */
export type FileAnswer =
  | { readonly state: 'kept'; readonly name: string; readonly size: number; readonly storedAt: Instant }
  | { readonly state: 'refused' }

export const longestFileName = 200

const nameSchema = line(longestFileName)

/**
 * Judges a file by its sender's name for it, its first bytes (`tellingBytes` of them, or all), and for archives the last ones
 * (`listingBytes`). Browsers check none of it reliably, so no file counts before this. Documents with macros are refused under any name.
 */
export const fileAnswer = (file: { name: string; start: Uint8Array; end?: Uint8Array; size: number; storedAt: Instant }): FileAnswer => {
  const name = nameSchema.safeParse(file.name)
  if (!name.success) return { state: 'refused' }
  const ending = /\.([^.]+)$/.exec(name.data)?.[1]?.toLowerCase() ?? ''
  const { end } = file
  if (end !== undefined && programs.some((program) => contains(end, program))) return { state: 'refused' }
  return kinds.get(ending)?.(file.start) === true
    ? { state: 'kept', name: name.data, size: file.size, storedAt: file.storedAt }
    : { state: 'refused' }
}

/** A form with which a browser uploads a file directly to the bucket: multipart, the fields first, then the file as `file`. */
export interface UploadForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}
