import * as z from 'zod'
import type { FileEnding, RefusedFile } from '../basics/file-kind.ts'
import { fileNameSchema } from '../basics/file-name.ts'
import { line } from '../basics/text.ts'
import type { Instant } from '../basics/wall-time.ts'
import { registrationsKeptUntil } from '../people/periods.ts'

/** The extensions of files that can be attached to an event, without the dot. */
export const attachmentEndings = [
  'pdf',
  'pptx',
  'docx',
  'xlsx',
  'odp',
  'odt',
  'ods',
  'png',
  'jpg',
  'jpeg',
  'txt',
] as const satisfies readonly FileEnding[]

/** How many files an event may have. */
export const mostAttachments = 20

export const largestAttachmentMegabytes = 20

/** The allowed size of one, in bytes. */
export const attachmentBytes = { min: 1, max: largestAttachmentMegabytes * 1024 * 1024 } as const

/** How long the bucket keeps one at most: longer than any event is planned ahead and kept, so that nothing is lost before. */
export const attachmentKeptDays = 5 * 365

/** What an organiser says of a file. */
export const attachmentInputSchema = z.object({ title: line(100) })

/** A file that an event's page offers. */
export const attachmentSchema = z.object({
  id: z.string(),
  title: attachmentInputSchema.shape.title,
  /** What it is called when downloaded. */
  name: fileNameSchema,
  /** In bytes. */
  size: z.int(),
  type: z.enum(attachmentEndings),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** A file that an organiser sent and that is not attached yet, as found by its content. */
export type SentAttachment =
  | ({ readonly state: 'kept'; readonly etag: string } & Pick<Attachment, 'name' | 'size' | 'type'>)
  | { readonly state: 'refused'; readonly why: RefusedFile }

/** A title to begin with: the file's name without its ending. */
export const titleFromName = (name: string): string => name.replace(/\.[^.]+$/, '').slice(0, 100)

/** Whether files can still be added. A cancelled event needs none, and later they would be deleted with its registrations. */
export const mayAttach = ({ status, endsAt }: { readonly status: string; readonly endsAt: Instant }, now: Instant): boolean =>
  status !== 'cancelled' && now < registrationsKeptUntil({ endsAt })
