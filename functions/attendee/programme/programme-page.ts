import { network } from '../../../shared/domain/basics/network.ts'
import { programmeDays } from '../../../shared/domain/event/programme-days.ts'
import { withSpeakers } from '../../../shared/domain/speaker/programme-with-speakers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { type ProgrammeModel, programmeView } from './programme-page-view.ts'
import { findShown } from './public-event.ts'

/** What a reader chose to see of a programme. */
export const askedFilter = ({ query }: Pick<Request, 'query'>): ProgrammeModel['filter'] => {
  const asked = (name: string): string => query.get(name)?.slice(0, 200) ?? ''
  return { day: asked('day'), track: asked('track'), room: asked('room') }
}

/** The programme of an event by day, track and room. */
export const programmePage =
  ({ recent, profiles }: Pick<Services, 'recent' | 'profiles'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findShown(recent, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const speakers = await profiles(found.event)
    const event = withSpeakers(found.event, speakers)
    const running = event.status !== 'cancelled' && event.startsAt <= request.now && request.now < event.endsAt
    return page(
      programmeView(request.context, {
        event,
        profiles: speakers,
        days: programmeDays(event.sessions, network.dayChanges),
        filter: askedFilter(request),
        ...(running ? { now: request.now } : {}),
      }),
    )
  }
