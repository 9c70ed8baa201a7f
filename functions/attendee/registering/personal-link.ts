import type * as z from 'zod'
import type { acceptedOutput } from '../../../shared/api/registering.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { personalLinkInputSchema } from '../../../shared/domain/mail/asked-mail.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { holdSubject } from '../../../shared/tokens/registration-tokens.ts'
import { findRecent } from '../programme/public-event.ts'
import { postedValues } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { personalLinkSentView, personalLinkView } from './personal-link-view.ts'
import { refusalOf, refuseForNow } from './refused-registration.ts'

type Asking = Pick<Services, 'ask' | 'keys' | 'recent' | 'rate'>

/** Runs with an event that takes registrations by personal link; problems with the event are the same for everyone. */
const withEvent = async (
  { recent }: Pick<Services, 'recent'>,
  request: Request,
  run: (event: EventWithSeats['event']) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const found = await findRecent(recent, request.parameter('slug'))
  if (found === undefined) return refuse(request, 'not-found', 'event')
  const state = registrationState(found.event, request.now)
  const refused = state === 'open' ? undefined : refusalOf(request, state === 'not-open-yet' ? state : 'closed')
  if (refused !== undefined) return refused
  return needsPersonalKey(found.event) ? run(found.event) : refuse(request, 'state-conflict', 'noPersonalLink')
}

/** Requests the mail: the same work and the same answer for every address. */
const asked = async (
  { ask, keys }: Asking,
  slug: string,
  { email, key, language }: z.infer<typeof personalLinkInputSchema>,
  request: Request,
): Promise<void> => {
  const hold = key === undefined ? undefined : holdSubject(await keys.links(), slug, key)
  const what = { asks: 'personal-link', email, slug, ...(hold === undefined ? {} : { hold }) } as const
  await ask(what, { now: request.now, networks: request.networks, language: language ?? request.language })
}

export const askPersonalLink =
  (services: Asking) =>
  (request: Request): Promise<Reply> =>
    withEvent(services, request, async (event) => {
      const form = formOf(request)
      const checked = check(personalLinkInputSchema, filled(form))
      if (!checked.ok)
        return page(personalLinkView(request.context, { event, values: postedValues(form), problems: checked.problems }), 422)
      if ((await services.rate({ ...request, emails: [checked.value.email] })) === 'refused') return refuseForNow(request)
      await asked(services, event.slug, checked.value, request)
      return seeOther(paths.personalLinkSent.to(event))
    })

export const personalLinkSent =
  (services: Pick<Services, 'recent'>) =>
  (request: Request): Promise<Reply> =>
    withEvent(services, request, (event) => page(personalLinkSentView(request.context, { event })))

export const apiPersonalLink =
  (services: Asking) =>
  (request: Request): Promise<Reply> =>
    withEvent(services, request, ({ slug }) =>
      withBody(request, personalLinkInputSchema, async (input) => {
        if ((await services.rate({ ...request, emails: [input.email] })) === 'refused') return refuseForNow(request)
        await asked(services, slug, input, request)
        const body: z.infer<typeof acceptedOutput> = { status: 'accepted' }
        return json(body, 202)
      }),
    )
