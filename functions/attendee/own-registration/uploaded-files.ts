import type { Event } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { FileAnswer, FileQuestion, UploadForm } from '../../../shared/domain/registration-form/file-answer.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Services } from '../services.ts'

/** A question answered with a file, the file if any, and the form to send one while that is allowed. */
export interface FileLine {
  readonly question: FileQuestion
  readonly answer?: FileAnswer
  readonly form?: UploadForm
  /** A file has just been sent that does not count, in place of one that does and stays. */
  readonly refused?: true
  /** A file was sent, and the deadline for changes has passed. A missing file can still be sent. */
  readonly closed?: boolean
  /** The key under which S3 reports that it has just received the file. */
  readonly arrived?: string
}

interface Asked {
  readonly token: string
  readonly registration: Registration
  readonly event: Event
  /** Whether files may still be sent. */
  readonly open: boolean
  /** Whether existing files may still be replaced and removed. */
  readonly changeable: boolean
}

/** What counts when a file was just sent: the new one, unless only the earlier one does. */
const answerOf = (upload: FileAnswer | undefined, before: FileAnswer | undefined) => {
  const refused = upload?.state === 'refused' && before?.state === 'kept'
  return { refused, answer: refused ? before : (upload ?? before) }
}

/** The files of a registration, one line per question; none for an event that asks for no files. */
export const fileLines = (
  { files, fileQuestions }: Pick<Services, 'files' | 'fileQuestions'>,
  { token, registration, event, open, changeable }: Asked,
  { now, query, context }: Pick<Request, 'now' | 'query' | 'context'>,
): Promise<readonly FileLine[]> =>
  Promise.all(
    fileQuestions(event, registration).map(async (question): Promise<FileLine> => {
      const place = { registration, question: question.id }
      const sent = query.get('key') ?? ''
      const arrived = files.isUploadFor(place, sent)
      // Until it has become the answer, which takes a moment, what was just sent is shown as one.
      const { answer, refused } = answerOf(arrived ? await files.getUpload(sent, now) : undefined, await files.get(place, now))
      const back = context.siteUrl + paths.registration.to({ token })
      const closed = open && !changeable && answer?.state === 'kept'
      return {
        question,
        closed,
        ...(arrived ? { arrived: sent } : {}),
        ...(refused ? { refused } : {}),
        ...(answer === undefined ? {} : { answer }),
        ...(open && !closed ? { form: await files.uploadForm(place, back, now) } : {}),
      }
    }),
  )
