import type { Event } from '../../../shared/domain/event/event.ts'
import { invitedKeptUntil } from '../../../shared/domain/people/address-list.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { withProgress } from '../mail-progress/mass-mails.ts'
import { massMailsSection } from '../mail-progress/mass-mails-view.ts'
import type { Services } from '../services.ts'
import { addToList, removeFromList, showList } from './address-list.ts'

// Organisers who send more often have seen the older ones.
const mostShown = 5

/** The progress of the invitations sent so far. */
const sentBefore = async ({ fanOuts, tallies }: Pick<Services, 'fanOuts' | 'tallies'>, request: StaffRequest, event: Event) => {
  const [begun, tally] = await Promise.all([fanOuts.listOf(event.slug), tallies.get(event.slug)])
  const sent = begun.filter(({ kind }) => kind === 'invited').slice(0, mostShown)
  const texts = textsIn(request.language)
  return massMailsSection(texts, formatsIn(request.language), event, withProgress(sent, tally, request.now), texts.invitations.sent)
}

type Used = Pick<Services, 'events' | 'lists' | 'retention' | 'fanOuts' | 'tallies'>
type Before = (services: Pick<Services, 'retention'>, event: Event) => Promise<void>

/** Records until when the list is kept, before it has any entries, so that none exists without an end. */
export const keepToTheEnd: Before = ({ retention }, event) => retention.keepUntil(lists.invited(event.slug), invitedKeptUntil(event))

/** A page of an event's list of invited people, for its organiser. */
const ofInvited =
  (run: typeof showList, first: Before = () => Promise.resolve()) =>
  (services: Used) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      await first(services, event)
      return run(services, request, lists.invited(event.slug), {
        kind: 'invited',
        path: paths.invited.to(event),
        removePath: paths.removeInvited.to(event),
        back: { href: paths.manageEvent.to(event), label: event.title },
        ...(event.audience === 'invited'
          ? {
              invitations: {
                href: paths.invitations.to(event),
                sent: await sentBefore(services, request, event),
              },
            }
          : {}),
      })
    })

export const invited = ofInvited(showList)
export const addInvited = ofInvited(addToList, keepToTheEnd)
export const removeInvited = ofInvited(removeFromList)
