import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FilePlace } from '../../../shared/store/s3/answer-files.ts'
import type { Services } from '../services.ts'

/** A file that somebody sent as an answer, and where the organiser can download it. */
export interface GivenFile {
  readonly label: string
  readonly name: string
  readonly size: number
  readonly href: string
}

const addressOf = ({ registration, question }: FilePlace): string =>
  paths.registrationFile.to({ slug: registration.slug, registration: `${registration.id}.${registration.round}`, question })

/** The files that count as answers, for each of these registrations in order. */
export const givenFiles = async (
  { files, fileQuestions }: Pick<Services, 'files' | 'fileQuestions'>,
  event: Event,
  registrations: readonly Registration[],
  now: Instant,
): Promise<readonly (readonly GivenFile[])[]> => {
  const questions = fileQuestions(event)
  if (questions.length === 0) return registrations.map(() => [])
  const places = registrations.flatMap((registration) => questions.map(({ id, label }) => ({ registration, question: id, label })))
  const found = await inGroups(places, async (place): Promise<readonly GivenFile[]> => {
    const answer = await files.get(place, now)
    return answer?.state === 'kept' ? [{ label: place.label, name: answer.name, size: answer.size, href: addressOf(place) }] : []
  })
  return registrations.map((_, index) => found.slice(index * questions.length, (index + 1) * questions.length).flat())
}
