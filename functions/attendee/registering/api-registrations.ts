import { longestHeaders } from '../../../shared/api/registering.ts'
import type { Checked } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { checkGroup } from '../../../shared/domain/registration-form/checked-answers.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { refuse, refuseFields, refuseWithoutProof } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import { jsonOf, type Request } from '../../../shared/http/request.ts'
import { findRecent } from '../programme/public-event.ts'
import type { Services } from '../services.ts'
import { checkRegistration } from './checked-registration.ts'
import { refusalOf, refuseForNow } from './refused-registration.ts'

const askedBy = ({ now, language, headers, networks }: Request) => ({
  now,
  network: networks.own,
  wideNetwork: networks.wide,
  language,
  requestKey: headers['idempotency-key'],
})

const tooLong = ({ headers }: Request): readonly FieldProblem[] =>
  Object.entries(longestHeaders).flatMap(([field, limit]): readonly FieldProblem[] =>
    (headers[field] ?? '').length > limit ? [{ field, code: 'too-long', limit }] : [],
  )

/** How a request is rated, with the proof of work that it brings. */
const provedBy = ({ prove }: Pick<Services, 'prove'>, request: Request, slug: string, emails: readonly string[]) =>
  prove({ ...request, emails, slug }, { solution: request.headers['proof-of-work'] })

/** Runs an operation on an event with its body, checked with the event's questions. */
const withChecked = async <Value>(
  { recent }: Pick<Services, 'recent'>,
  request: Request,
  checkBody: (found: EventWithSeats, body: unknown) => Promise<Checked<Value>> | Checked<Value>,
  run: (found: EventWithSeats, value: Value) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const long = tooLong(request)
  if (long.length > 0) return refuseFields(request, long)
  const body = jsonOf(request)
  if (body === undefined) return refuse(request, 'malformed-body', 'json')
  const found = await findRecent(recent, request.parameter('slug'))
  if (found === undefined) return refuse(request, 'not-found', 'event')
  const checked = await checkBody(found, body.value)
  return checked.ok ? run(found, checked.value) : refuseFields(request, checked.problems)
}

/** Registers, unless too many came from there, or the client's key was used with another body. */
export const unlessRefused = async (
  services: Pick<Services, 'prove' | 'claim'>,
  request: Request,
  { slug, emails, input }: { readonly slug: string; readonly emails: readonly string[]; readonly input: unknown },
  register: (asked: ReturnType<typeof askedBy> & { readonly confirms: boolean }) => Promise<Reply>,
): Promise<Reply> => {
  const proved = await provedBy(services, request, slug, emails)
  if (typeof proved === 'object') return refuseWithoutProof(request, proved.challenge)
  if (proved === 'refused') return refuseForNow(request)
  const asked = askedBy(request)
  const claimed = await services.claim(slug, asked.requestKey, input, request.now)
  return claimed ? register({ ...asked, confirms: proved === 'confirm' }) : refuse(request, 'invalid', 'keyUsed')
}

export const registerPerson =
  (services: Pick<Services, 'recent' | 'admit' | 'register' | 'prove' | 'claim'>) =>
  (request: Request): Promise<Reply> =>
    withChecked(
      services,
      request,
      (found, body) => checkRegistration(services, found, body, request.now),
      ({ event: { slug } }, input) =>
        unlessRefused(services, request, { slug, emails: [input.email], input }, async (asked) => {
          const status = await services.register(slug, input, asked)
          if (typeof status === 'object') return refuseFields(request, status.problems)
          return refusalOf(request, status) ?? json({ status }, 201)
        }),
    )

export const registerPeople =
  (services: Pick<Services, 'recent' | 'registerGroup' | 'prove' | 'claim'>) =>
  (request: Request): Promise<Reply> =>
    withChecked(
      services,
      request,
      ({ event }, body) => checkGroup(event, body),
      ({ event }, input) => {
        const { slug } = event
        if (needsPersonalKey(event)) return refuse(request, 'state-conflict', 'noGroup')
        const emails = input.people.map(({ email }) => email)
        return unlessRefused(services, request, { slug, emails, input }, async (asked) => {
          const members = await services.registerGroup(slug, input, asked)
          if (typeof members === 'string') return refusalOf(request, members) ?? refuse(request, 'state-conflict', 'registrationClosed')
          // The key was used so long ago that only the registrations themselves still know of it.
          if (members.some(({ status }) => status === 'first-stands')) return refuse(request, 'invalid', 'keyUsed')
          return json({ registrations: members }, 201)
        })
      },
    )
