import { draft, type Event, type EventInput, published } from '../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../shared/domain/event/input.ts'

/** A published webinar as stored. */
export const makeStoredEvent = (overrides: Partial<EventInput> = {}): Event => {
  const input = eventInputSchema.parse({
    kind: 'webinar',
    title: 'Building Market Demand',
    summary: 'How public buyers of security solutions bundle their needs.',
    format: 'online',
    timeZone: 'Europe/Brussels',
    start: '2022-05-17T10:00',
    end: '2022-05-17T12:00',
    joinUrl: 'https://meet.example/building-market-demand',
    ...overrides,
  })
  const made = draft(input, { slug: 'building-market-demand', owner: 'organiser', now: '2022-03-01T09:00:00.000Z' })
  return published(made, '2022-03-02T09:00:00.000Z')
}
