import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { AnswerFiles, FilePlace } from '../../../shared/store/s3/answer-files.ts'
import type { Services } from '../services.ts'

/** A file that somebody sent as an answer, and where the organiser can download it. */
export interface GivenFile {
  readonly question: string
  readonly label: string
  readonly name: string
  readonly size: number
  readonly href: string
}

/** Where it is known which questions are answered with files, and which files there are. */
export interface FileSource extends Pick<Services, 'fileQuestions'> {
  readonly files: Pick<AnswerFiles, 'get'>
}

const addressOf = ({ registration, question }: FilePlace): string =>
  paths.registrationFile.to({ slug: registration.slug, registration: `${registration.id}.${registration.round}`, question })

/** The files that count as answers, for each of these registrations in order. */
export const givenFiles = async (
  { files, fileQuestions }: FileSource,
  event: Event,
  registrations: readonly Registration[],
  now: Instant,
): Promise<readonly (readonly GivenFile[])[]> => {
  const questions = fileQuestions(event)
  if (questions.length === 0) return registrations.map(() => [])
  const places = registrations.flatMap((registration) => questions.map(({ id, label }) => ({ registration, question: id, label })))
  const found = await inGroups(places, async (place): Promise<readonly GivenFile[]> => {
    const answer = await files.get(place, now)
    return answer?.state === 'kept'
      ? [{ question: place.question, label: place.label, name: answer.name, size: answer.size, href: addressOf(place) }]
      : []
  })
  return registrations.map((_, index) => found.slice(index * questions.length, (index + 1) * questions.length).flat())
}

const atOnce = 200

/** A list of registrations, each with the files that count as answers. */
export async function* withGivenFiles<Listed extends Registration>(
  source: FileSource,
  event: Event,
  listed: AsyncIterable<Listed>,
  now: Instant,
): AsyncGenerator<Listed & { readonly files: readonly GivenFile[] }> {
  const asked = source.fileQuestions(event).length > 0
  let group: Listed[] = []
  const found = async () => {
    const files = await givenFiles(source, event, group, now)
    return group.map((registration, index) => ({ ...registration, files: files[index] ?? [] }))
  }
  for await (const registration of listed) {
    group.push(registration)
    if (asked && group.length < atOnce) continue
    yield* await found()
    group = []
  }
  yield* await found()
}
