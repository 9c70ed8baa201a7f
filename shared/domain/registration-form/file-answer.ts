import { type FileEnding, judgedFile } from '../basics/file-kind.ts'
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

const endings = ['pdf', 'docx', 'odt', 'png', 'jpg', 'jpeg', 'txt'] as const satisfies readonly FileEnding[]

/** The extensions of accepted files, without the dot. */
export const fileEndings: readonly FileEnding[] = endings

/** The file sent for a question: one that counts as the answer, or one refused for its name or kind. */
export type FileAnswer =
  | { readonly state: 'kept'; readonly name: string; readonly size: number; readonly storedAt: Instant }
  | { readonly state: 'refused' }

/** Judges a file that somebody sent as an answer (`judgedFile`). */
export const fileAnswer = (file: { name: string; start: Uint8Array; end?: Uint8Array; size: number; storedAt: Instant }): FileAnswer => {
  const judged = judgedFile(file, endings)
  return judged.ok ? { state: 'kept', name: judged.name, size: file.size, storedAt: file.storedAt } : { state: 'refused' }
}

/** A form with which a browser uploads a file directly to the bucket: multipart, the fields first, then the file as `file`. */
export interface UploadForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}
