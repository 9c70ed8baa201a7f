import type { Event } from '../../shared/domain/event.ts'
import { lists } from '../../shared/store/address-lists.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { paths } from '../../shared/web/paths.ts'
import type { Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import { addToList, removeFromList, showList } from './address-list.ts'
import { withOwnEvent } from './find-own-event.ts'
import { withProgress } from './mass-mails.ts'
import { massMailsSection } from './mass-mails-view.ts'
import type { Services } from './services.ts'

// Who sends more often has seen the older ones.
const mostShown = 5

/** How far the invitations have come that were sent. */
const sentBefore = async ({ fanOuts, tallies }: Pick<Services, 'fanOuts' | 'tallies'>, request: StaffRequest, event: Event) => {
  const [begun, tally] = await Promise.all([fanOuts.listOf(event.slug), tallies.get(event.slug)])
  const sent = begun.filter(({ kind }) => kind === 'invited').slice(0, mostShown)
  return massMailsSection(textsIn(request.language), formatsIn(request.language), event, withProgress(sent, tally))
}

/** A page of the list of those who are invited to an event, for its organiser. */
const ofInvited =
  (run: typeof showList) =>
  (services: Pick<Services, 'events' | 'lists' | 'fanOuts' | 'tallies'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) =>
      run(services, request, lists.invited(event.slug), {
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
      }),
    )

export const invited = ofInvited(showList)
export const addInvited = ofInvited(addToList)
export const removeInvited = ofInvited(removeFromList)
