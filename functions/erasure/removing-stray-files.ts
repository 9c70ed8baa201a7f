import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { strayFileHours } from '../../shared/domain/registration-form/file-answer.ts'
import type { Events } from '../../shared/store/events.ts'
import type { TakenUpload, Uploads } from '../../shared/store/people/uploads.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { AnswerFiles } from '../../shared/store/s3/answer-files.ts'

export interface StrayParts {
  readonly events: Pick<Events, 'get'>
  readonly registrations: Pick<Registrations, 'get'>
  readonly uploads: Pick<Uploads, 'due' | 'lookAgain' | 'remove'>
  readonly files: Pick<AnswerFiles, 'allOf' | 'removeStored'>
}

const uploadsAtATime = 200

/**
 * Deletes the files of cancelled registrations, however these ended: who registers again begins a new round, for which no earlier
 * file counts.
 */
export const createRemovingStrayFiles = ({ events, registrations, uploads, files }: StrayParts) => {
  const look = async (upload: TakenUpload, now: Instant): Promise<void> => {
    const { slug, registration: id, round } = upload
    const [registration, event] = await Promise.all([registrations.get(id), events.get(slug)])
    if (registration?.round !== round || registration.status === 'cancelled') {
      const stray = (await files.allOf({ slug, id }, now)).filter((file) => file.round === round)
      for (const file of stray) await files.removeStored(file, now)
      return uploads.remove(upload)
    }
    // Nobody can cancel any more; the file goes with the event's registrations.
    if (event === undefined || event.endsAt <= now) return uploads.remove(upload)
    return uploads.lookAgain(upload, new Date(Date.parse(now) + strayFileHours * 3_600_000).toISOString())
  }

  return async (now: Instant): Promise<void> => {
    for (const upload of await uploads.due(now, uploadsAtATime)) await look(upload, now)
  }
}
