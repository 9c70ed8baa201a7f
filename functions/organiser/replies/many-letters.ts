import { chosenLettersInput, chosenLettersOutput } from '../../../shared/api/letters.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { type Letter, mostDealtWith, stateOf } from '../../../shared/domain/mail/letter.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { aboutEvent, aboutNone, type LetterParts, type LettersOf, pathOf } from './letters.ts'
import { senderOf } from './single-letter-view.ts'

const pageSize = 100
// More than one sender's letters of a month.
const mostRead = 2_000

/** The open letters of a list from the sender of one of them. */
const fromSender = async ({ letters }: LetterParts, { event }: LettersOf, letter: Letter, now: string): Promise<readonly Letter[]> => {
  const found: Letter[] = []
  let from: string | undefined
  for (let read = 0; read < mostRead && found.length <= mostDealtWith; read += pageSize) {
    const page = await letters.page({ slug: event?.slug, state: 'open' }, pageSize, now, from)
    found.push(...page.letters.filter((each) => senderOf(each) === senderOf(letter)))
    from = page.next
    if (from === undefined) break
  }
  return found
}

interface Outcome {
  readonly dealtWith: number
  readonly left: number
}

/** Marks those of the chosen letters that are in this list and open; undefined if the letter whose sender is meant is not in it. */
const dealWithChosen = async (
  services: LetterParts,
  request: StaffRequest,
  of: LettersOf,
  { ids = [], sameSenderAs }: ReturnType<typeof chosenLettersInput.parse>,
): Promise<Outcome | undefined> => {
  const isHere = (letter: Letter | undefined): letter is Letter => letter !== undefined && letter.slug === of.event?.slug
  const named = (await inGroups(sameSenderAs === undefined ? ids : [sameSenderAs], (id) => services.letters.get(id, request.now))).filter(
    isHere,
  )
  const [sent] = named
  if (sameSenderAs !== undefined && sent === undefined) return undefined
  const chosen = sameSenderAs === undefined || sent === undefined ? named : await fromSender(services, of, sent, request.now)
  const open = chosen.filter((letter) => stateOf(letter) === 'open')
  const now = open.slice(0, mostDealtWith)
  await inGroups(now, (letter) => services.letters.dealWith(letter, { at: request.now, by: request.staff.subject }))
  return { dealtWith: now.length, left: open.length - now.length }
}

const dealWithMany = async (services: LetterParts, request: StaffRequest, of: LettersOf): Promise<Reply> => {
  const form = formOf(request)
  const sameSenderAs = form.get('sameSenderAs') ?? undefined
  const checked = check(chosenLettersInput, sameSenderAs === undefined ? { ids: form.getAll('ids') } : { sameSenderAs })
  if (!checked.ok) return seeOther(pathOf(of, { none: '' }))
  const outcome = await dealWithChosen(services, request, of, checked.value)
  if (outcome === undefined) return refuse(request, 'not-found', 'letter')
  return concerning(seeOther(pathOf(of, { done: String(outcome.dealtWith) })), { count: outcome.dealtWith })
}

const apiDealWithMany = (services: LetterParts, request: StaffRequest, of: LettersOf): Promise<Reply> =>
  withBody(request, chosenLettersInput, async (chosen) => {
    const outcome = await dealWithChosen(services, request, of, chosen)
    return outcome === undefined
      ? refuse(request, 'not-found', 'letter')
      : concerning(json(chosenLettersOutput.parse(outcome)), { count: outcome.dealtWith })
  })

export const dealWithEventLetters = aboutEvent(dealWithMany)
export const dealWithLetters = aboutNone(dealWithMany)
export const apiDealWithEventLetters = aboutEvent(apiDealWithMany)
export const apiDealWithLetters = aboutNone(apiDealWithMany)
