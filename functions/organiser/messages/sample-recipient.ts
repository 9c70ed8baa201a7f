import type { Event } from '../../../shared/domain/event/event.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'

/** Somebody with a sample address and sample links, to show an organiser a mail as its recipients get it. */
export const sampleRecipient = (request: StaffRequest, event: Event) => {
  const url = request.context.siteUrl + paths.event.to(event)
  return {
    to: { id: 'sample', round: 1, sequence: 0, name: request.staff.name, email: 'sample@example.org', language: event.language },
    links: {
      event: url,
      organise: url,
      desk: url,
      registration: url,
      cancel: url,
      feedback: url,
      registrations: [],
      calendar: url,
      unsubscribe: url,
    },
  }
}
