import { letterListOutput, letterListQuery, letterOutput } from '../../../shared/api/letters.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { aboutEvent, aboutNone, type LetterParts, type LettersOf, withLetter } from './letters.ts'

const list = async ({ letters }: LetterParts, request: StaffRequest, { event }: LettersOf): Promise<Reply> => {
  const query = check(letterListQuery, Object.fromEntries(request.query))
  if (!query.ok) return refuseFields(request, query.problems)
  const { state, limit, from } = query.value
  const slug = event?.slug
  const [open, listed] = await Promise.all([
    letters.count({ slug, state: 'open' }, request.now),
    letters.page({ slug, state }, limit, request.now, from),
  ])
  const path = event === undefined ? paths.apiLetters.to({}) : paths.apiEventLetters.to(event)
  const following = (next: string) => `${path}?${new URLSearchParams({ state, limit: String(limit), from: next })}`
  return json(
    letterListOutput.parse({ open, letters: listed.letters, ...(listed.next === undefined ? {} : { next: following(listed.next) }) }),
  )
}

const dealWith = (services: LetterParts, request: StaffRequest, of: LettersOf): Promise<Reply> =>
  withLetter(services, request, of, async (letter) => {
    await services.letters.dealWith(letter, { at: request.now, by: request.staff.subject })
    const now = await services.letters.get(letter.id, request.now)
    return now === undefined ? refuse(request, 'not-found', 'letter') : json(letterOutput.parse(now))
  })

export const listEventLetters = aboutEvent(list)
export const dealWithEventLetter = aboutEvent(dealWith)
export const listLetters = aboutNone(list)
export const dealWithLetter = aboutNone(dealWith)
