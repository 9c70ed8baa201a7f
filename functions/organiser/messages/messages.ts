import { randomUUID } from 'node:crypto'
import { type Checked, check } from '../../../shared/domain/basics/check.ts'
import { type FieldProblem, withMore } from '../../../shared/domain/basics/field-problem.ts'
import { isPublic } from '../../../shared/domain/event/event.ts'
import { participationFigures, sessionFigures, type Tally } from '../../../shared/domain/feedback/summary.ts'
import {
  groupsAt,
  type MessageGroup,
  sessionOfGroup,
  type WrittenMessage,
  writtenMessageSchema,
} from '../../../shared/domain/mail/organiser-message.ts'
import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther, shownMail } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { emblemId } from '../../../shared/mail/look/emblem.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'
import { paths } from '../../../shared/site/paths.ts'
import { assetUrl } from '../../../shared/views/assets/addresses.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { withProgress } from '../mail-progress/mass-mails.ts'
import type { Services } from '../services.ts'
import { type MessagesModel, messagesView } from './messages-view.ts'
import { sampleRecipient } from './sample-recipient.ts'

type Writing = Pick<Services, 'events' | 'fanOuts' | 'tallies'>
type Shown = Omit<MessagesModel, 'event' | 'groups' | 'sent'>

const show = async (
  { fanOuts, tallies }: Writing,
  request: StaffRequest,
  { event }: EventWithSeats,
  shown: Shown,
  status = 200,
): Promise<Reply> => {
  const groups = groupsAt(event, request.now)
  const [begun, tally] = await Promise.all([fanOuts.listOf(event.slug), tallies.get(event.slug)])
  const sent = withProgress(
    begun.filter(({ kind }) => kind === 'message'),
    tally,
    request.now,
  )
  return page(messagesView(request.context, { event, groups, sent, ...shown }), status)
}

/** Runs a page about an event that was published, even if it is over or cancelled; for others there is nobody to message. */
const withPublished = (
  services: Writing,
  request: StaffRequest,
  run: (found: EventWithSeats) => Promise<Reply> | Reply,
): Promise<Reply> | Reply =>
  withOwnEvent(services.events, request, (found) => (isPublic(found.event) ? run(found) : refuse(request, 'state-conflict', 'transition')))

/** The key of the message in a form, or a new one. */
const keyIn = (form: URLSearchParams | undefined): string => /^[\w-]{8,64}$/.exec(form?.get('requestKey') ?? '')?.[0] ?? randomUUID()

export const messages =
  (services: Writing) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withPublished(services, request, (found) =>
      show(services, request, found, {
        values: Object.fromEntries(request.typed ?? []),
        problems: [],
        key: keyIn(request.typed),
        done: request.query.get('done') === 'sent',
      }),
    )

/** How many people a group has, according to the latest counts; undefined for groups that are not counted. */
const peopleIn = (group: MessageGroup, tally: Tally): number | undefined => {
  const { confirmed, waitlisted, responses } = tally
  const session = sessionOfGroup(group)
  if (session !== undefined) return sessionFigures(tally, session).confirmed
  switch (group) {
    case 'confirmed':
      return confirmed
    case 'waitlisted':
      return waitlisted
    case 'in-person':
    case 'online':
    case 'not-said':
      return participationFigures(tally)[group].confirmed
    case 'not-answered':
      return Math.max(0, confirmed - responses)
    default:
      return undefined
  }
}

/** The mail as a recipient gets it, with a sample name and sample links. */
const sampleMail = (request: StaffRequest, { event }: EventWithSeats, written: WrittenMessage) => {
  const { to, links } = sampleRecipient(request, event)
  return mailOf(owedMail.message(messageEvent(event), to, request.now, 'sample', written), links)
}

/** What a form says, or all that is wrong with it; there are not always people in every group. */
const checkMessage = (form: URLSearchParams, groups: readonly string[]): Checked<WrittenMessage> => {
  const checked = check(writtenMessageSchema, filled(form))
  const absent: readonly FieldProblem[] = groups.includes(form.get('group') ?? '') ? [] : [{ field: 'group', code: 'not-one-of' }]
  if (absent.length === 0) return checked
  return { ok: false, problems: withMore(checked.ok ? [] : checked.problems, absent) }
}

/** The emblem is a part of the mail, which a page does not have. */
const withEmblem = (markup: string): string => markup.replaceAll(`cid:${emblemId}`, assetUrl('eu-emblem.svg'))

/** Handles the form: shows it again with its problems or with a preview, or sends the message once. */
export const writeMessage =
  (services: Writing) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withPublished(services, request, async (found) => {
      const form = formOf(request)
      const { event } = found
      const key = keyIn(form)
      const values = Object.fromEntries(form)
      const checked = checkMessage(form, groupsAt(event, request.now))
      if (!checked.ok) return show(services, request, found, { values, problems: checked.problems, key }, 422)
      const action = form.get('action')
      if (action === 'look') return shownMail(withEmblem((await sampleMail(request, found, checked.value)).html))
      if (action !== 'send') {
        const people = peopleIn(checked.value.group, await services.tallies.get(event.slug))
        const preview = await sampleMail(request, found, checked.value)
        return show(services, request, found, { values, problems: [], key, preview, ...(people === undefined ? {} : { people }) })
      }
      // Pressing the button twice sends once: the key identifies the message.
      await services.fanOuts.begin({
        kind: 'message',
        slug: event.slug,
        revision: event.revision,
        mark: key,
        written: checked.value,
        createdAt: request.now,
        event: messageEvent(event),
      })
      return seeOther(`${paths.eventMessages.to(event)}?done=sent`)
    })
