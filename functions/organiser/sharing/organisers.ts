import * as z from 'zod'
import { check } from '../../../shared/domain/basics/check.ts'
import { emailAddressSchema } from '../../../shared/domain/basics/email-address.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { mostCoOrganisers } from '../../../shared/domain/staff/colleague.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Shared } from '../../../shared/use-cases/event/sharing.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type OrganisersModel, organisersView } from './organisers-view.ts'

export type Parts = Pick<Services, 'events' | 'colleagues' | 'sharing'>

const notices = ['shared', 'removed', 'handed-over'] as const

/** Who organises an event, the owner first. */
export const organisersOf = async ({ colleagues }: Pick<Parts, 'colleagues'>, { owner, coOrganisers }: Event) => {
  const known = await colleagues.withNames([owner, ...coOrganisers])
  return [owner, ...coOrganisers].map((subject, index) => {
    const { name, email } = known.get(subject) ?? {}
    return { subject, owns: index === 0, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) }
  })
}

const show = async (services: Parts, request: StaffRequest, event: Event, more: Partial<OrganisersModel> = {}): Promise<Reply> => {
  const notice = notices.find((known) => known === request.query.get('done'))
  return page(
    organisersView(request.context, {
      event,
      staff: request.staff,
      organisers: await organisersOf(services, event),
      values: {},
      problems: [],
      ...(notice === undefined || more.problems !== undefined ? {} : { notice }),
      ...more,
    }),
    more.problems === undefined ? 200 : 422,
  )
}

export const organisers =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, ({ event }) => show(services, request, event))

/** What refuses the request as a whole. */
export const sharingRefusals: Readonly<
  Record<Exclude<Shared['outcome'], 'done' | 'no-such-colleague' | 'organises-already' | 'too-many'>, Refusal>
> = {
  'no-such-event': ['not-found', 'event'],
  'not-allowed': ['not-allowed', 'sharing'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

/** What is wrong with the address, if that is what an outcome says. */
export const addressProblem = (outcome: Shared['outcome'], field: string): FieldProblem | undefined => {
  switch (outcome) {
    case 'no-such-colleague':
    case 'organises-already':
      return { field, code: outcome }
    case 'too-many':
      return { field: '', code: 'too-long', limit: mostCoOrganisers, items: true }
    default:
      return undefined
  }
}

/** Handles one of the page's two forms, which each have one address. */
const withAddress =
  (field: 'email' | 'newOwner', done: (typeof notices)[number]) =>
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const values = filled(formOf(request))
      const again = (problems: readonly FieldProblem[]): Promise<Reply> => show(services, request, event, { values, problems })
      const checked = check(z.object({ [field]: emailAddressSchema }), { [field]: values[field] })
      if (!checked.ok) return again(checked.problems)
      const act = field === 'email' ? services.sharing.share : services.sharing.handOver
      const { outcome } = await act(event.slug, request, checked.value[field] ?? '')
      switch (outcome) {
        case 'done':
          return seeOther(`${paths.eventOrganisers.to(event)}?done=${done}`)
        case 'no-such-event':
        case 'not-allowed':
        case 'changed-meanwhile':
          return refuse(request, ...sharingRefusals[outcome])
        default: {
          const problem = addressProblem(outcome, field)
          return again(problem === undefined ? [] : [problem])
        }
      }
    })

export const shareEvent = withAddress('email', 'shared')
export const handOverEvent = withAddress('newOwner', 'handed-over')

/** Removes a co-organiser; whoever removes themselves returns to their desk. */
export const unshareEvent =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const unshared = await services.sharing.unshare(event.slug, request, formOf(request).get('subject') ?? '')
      switch (unshared.outcome) {
        case 'done':
          return seeOther(
            mayManage(request.staff, unshared.event) ? `${paths.eventOrganisers.to(event)}?done=removed` : paths.organiser.pattern,
          )
        case 'no-such-event':
        case 'changed-meanwhile':
          return refuse(request, ...sharingRefusals[unshared.outcome])
        default:
          return refuse(request, ...sharingRefusals['not-allowed'])
      }
    })
