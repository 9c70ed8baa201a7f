import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { type fileQuestionsOf, strayFileHours } from '../../shared/domain/registration-form/file-answer.ts'
import { mayBecomeAnswer } from '../../shared/domain/registration-form/receiving-files.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Uploads } from '../../shared/store/people/uploads.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import { type AnswerFiles, type Upload, uploadAt } from '../../shared/store/s3/answer-files.ts'
import type { SentFile } from './sent-files.ts'

interface TakingParts {
  readonly events: Pick<Events, 'get'>
  readonly registrations: Pick<Registrations, 'get'>
  readonly uploads: Pick<Uploads, 'use'>
  readonly files: Pick<AnswerFiles, 'get' | 'getUpload' | 'take' | 'removeUpload'>
  readonly fileQuestions: typeof fileQuestionsOf
}

type Outcome = 'taken' | 'refused' | 'too-late' | 'used' | 'replaced'

/** Makes a file that a browser sent the answer: once for each form, and only while the registration allows it. */
export const createTaking = ({ events, registrations, uploads, files, fileQuestions }: TakingParts) => {
  const take = async (upload: Upload, { key, etag }: SentFile, now: Instant): Promise<Outcome> => {
    const { slug, id, round, question, nonce } = upload
    const [registration, event] = await Promise.all([registrations.get(id), events.get(slug)])
    if (event === undefined || registration?.slug !== slug || registration.round !== round) return 'too-late'
    const place = { registration, question }
    const isAsked = fileQuestions(event, registration).some((each) => each.id === question)
    const before = await files.get(place, now)
    if (!isAsked || !mayBecomeAnswer(event, registration, before, now)) return 'too-late'
    const dueAt = new Date(Date.parse(now) + strayFileHours * 3_600_000).toISOString()
    if (!(await uploads.use({ nonce, slug, registration: id, round, etag, dueAt }))) return 'used'
    // The good file stays until another counts. The page has to say that this one does not: the bucket deletes it later.
    if (before?.state === 'kept' && (await files.getUpload(key, now))?.state !== 'kept') return 'refused'
    return (await files.take(place, key, etag, now)) ? 'taken' : 'replaced'
  }

  return async (sent: SentFile, now: Instant): Promise<void> => {
    const upload = uploadAt(sent.key)
    if (upload === undefined) return
    const outcome = await take(upload, sent, now)
    if (outcome === 'too-late' || outcome === 'used') await files.removeUpload(sent.key, now)
    logger.info('upload handled', { code: 'upload-handled', slug: upload.slug, registration: upload.id, outcome })
  }
}
