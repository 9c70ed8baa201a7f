import type { Event } from '../../../shared/domain/event/event.ts'
import { type Letter, type LetterState, letterPlace, letterStates } from '../../../shared/domain/mail/letter.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { lettersView } from './letters-view.ts'

export type LetterParts = Pick<Services, 'events' | 'letters' | 'mails'>

/** Which letters are shown: an event's, to its organiser, or those about no event, to administrators. */
export interface LettersOf {
  readonly event: Event | undefined
}

type Run = (services: LetterParts, request: StaffRequest, of: LettersOf) => Promise<Reply>

/** The same for the letters of one of the reader's own events. */
export const aboutEvent =
  (run: Run) =>
  (services: LetterParts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, ({ event }) => run(services, request, { event }))

/** The same for the letters whose event is unknown. */
export const aboutNone =
  (run: Run) =>
  (services: LetterParts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    mayAdminister(request.staff) ? run(services, request, { event: undefined }) : refuse(request, 'not-allowed', 'role')

/** Runs with the letter in the URL if it is one of those shown; to others it does not exist. */
export const withLetter = async (
  { letters }: Pick<LetterParts, 'letters'>,
  request: StaffRequest,
  { event }: LettersOf,
  run: (letter: Letter) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const letter = await letters.get(request.parameter('id'), request.now)
  return letter === undefined || letter.slug !== event?.slug ? refuse(request, 'not-found', 'letter') : run(letter)
}

const pageSize = 10

/** The list's address. */
export const pathOf = ({ event }: LettersOf, query: Readonly<Record<string, string>> = {}): string => {
  const path = event === undefined ? paths.letters.to({}) : paths.eventLetters.to(event)
  const entries = new URLSearchParams(query).toString()
  return entries === '' ? path : `${path}?${entries}`
}

const stateIn = (query: URLSearchParams): LetterState => letterStates.find((state) => state === query.get('state')) ?? 'open'

/** How many letters the address says were marked; one if it does not say. */
const countIn = (text: string | null): number => (/^\d{1,3}$/.test(text ?? '') ? Number(text) : 1)

const list: Run = async ({ letters }, request, of) => {
  const state = stateIn(request.query)
  const from = request.query.get('from') ?? ''
  const slug = of.event?.slug
  const begins = letterPlace.test(from) ? from : undefined
  const [open, listed] = await Promise.all([
    letters.count({ slug, state: 'open' }, request.now),
    letters.page({ slug, state }, pageSize, request.now, begins),
  ])
  const within = state === 'open' ? {} : { state }
  return page(
    lettersView(request.context, {
      event: of.event,
      state,
      open,
      letters: listed.letters,
      paths: { open: pathOf(of), 'dealt-with': pathOf(of, { state: 'dealt-with' }) },
      ...(listed.next === undefined ? {} : { next: pathOf(of, { ...within, from: listed.next }) }),
      ...(begins === undefined ? {} : { first: pathOf(of, within) }),
      ...(request.query.has('done') ? { done: countIn(request.query.get('done')) } : {}),
      noneChosen: request.query.has('none'),
    }),
  )
}

const dealWith: Run = (services, request, of) =>
  withLetter(services, request, of, async (letter) => {
    await services.letters.dealWith(letter, { at: request.now, by: request.staff.subject })
    return seeOther(pathOf(of, { done: '' }))
  })

/** Redirects the organiser to the original mail, with a URL valid for five minutes. */
const download: Run = (services, request, of) =>
  withLetter(services, request, of, async ({ mail, receivedAt }) => {
    const there = await services.mails.read(mail, 1, request.now)
    const name = `letter-${receivedAt.slice(0, 19).replaceAll(/[:T]/g, '-')}.eml`
    return there === undefined
      ? refuse(request, 'not-found', 'letter')
      : seeOther(await services.mails.downloadUrl(mail, name, request.now))
  })

export const eventLetters = aboutEvent(list)
export const dealWithEventLetter = aboutEvent(dealWith)
export const eventLetterMail = aboutEvent(download)
export const otherLetters = aboutNone(list)
export const dealWithLetter = aboutNone(dealWith)
export const letterMail = aboutNone(download)
