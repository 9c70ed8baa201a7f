import { randomUUID } from 'node:crypto'
import { needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { checkGroup } from '../../../shared/domain/registration-form/checked-answers.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { fullWays } from '../../../shared/domain/seats/waiting-list.ts'
import { withWorkers } from '../../../shared/http/headers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { keptForBack, page, type Reply } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { findPublic, places } from '../programme/public-event.ts'
import { postedValues, proofIn } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { type RegisterGroupModel, registerGroupView } from './group-registration-view.ts'
import { registeredGroupView } from './group-sent-view.ts'
import { groupForm, groupIn, rearrangedGroup } from './people-in-form.ts'
import { refusalOf, refuseForNow } from './refused-registration.ts'

const show = (
  request: Request,
  found: EventWithSeats,
  model: Omit<RegisterGroupModel, 'event' | 'availability' | 'full'>,
  status = 200,
): Promise<Reply> =>
  page(registerGroupView(request.context, { event: found.event, full: fullWays(found), ...places(found), ...model }), status)

/** Runs a page for an event that is open for registration, or says why it is not. */
const whileOpen = async (
  { events }: Pick<Services, 'events'>,
  request: Request,
  run: (found: EventWithSeats) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const found = await findPublic(events, request.parameter('slug'))
  if (found === undefined) return refuse(request, 'not-found', 'event')
  const state = registrationState(found.event, request.now)
  if (state !== 'open') return refuse(request, 'state-conflict', state === 'not-open-yet' ? 'registrationNotOpenYet' : 'registrationClosed')
  return needsPersonalKey(found.event) ? refuse(request, 'state-conflict', 'noGroup') : run(found)
}

// Most people who register a group have more than one colleague.
const firstCount = 2

export const registerGroupForm =
  (services: Pick<Services, 'events'>) =>
  (request: Request): Promise<Reply> =>
    whileOpen(services, request, async (found) =>
      keptForBack(await show(request, found, { requestKey: randomUUID(), count: firstCount, values: {}, problems: [] })),
    )

// The result names people, so it is the direct answer to the form: histories and logs would keep a URL with names.
export const registerGroup =
  (services: Pick<Services, 'events' | 'registerGroup' | 'prove'>) =>
  (request: Request): Promise<Reply> =>
    whileOpen(services, request, async (found) => {
      const { event } = found
      const sent = formOf(request)
      const requestKey = sent.get('requestKey') || randomUUID()
      const again = rearrangedGroup(sent)
      if (again !== undefined) return show(request, found, { requestKey, ...again, values: postedValues(again.form), problems: [] })
      const group = groupForm(sent)
      const checked = checkGroup(event, groupIn(group, event))
      if (!checked.ok) {
        const model = { requestKey, count: group.count, values: postedValues(group.form), problems: checked.problems }
        return show(request, found, model, 422)
      }
      const emails = checked.value.people.map(({ email }) => email)
      const proved = await services.prove({ ...request, emails, slug: event.slug }, proofIn(sent))
      if (proved === 'refused') return refuseForNow(request)
      if (typeof proved === 'object') {
        const { proofParts } = await import('./proof-of-work-view.ts')
        const proof = proofParts(request.context, proved.challenge)
        const model = { requestKey, count: group.count, values: postedValues(group.form), problems: [], proof }
        return withWorkers(await show(request, found, model, 429))
      }
      const asked = {
        now: request.now,
        language: request.language,
        requestKey,
        network: request.networks.own,
        wideNetwork: request.networks.wide,
        confirms: proved === 'confirm',
      }
      const members = await services.registerGroup(event.slug, checked.value, asked)
      if (typeof members === 'string') return refusalOf(request, members) ?? refuse(request, 'state-conflict', 'registrationClosed')
      const addressed = members.map((member, index) => ({ ...member, email: emails[index] ?? '' }))
      return page(registeredGroupView(request.context, { event, members: addressed }))
    })
