import { previewOutput } from '../../../shared/api/managed-event.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import { concernedBy, mailAbout } from './consequences.ts'

/** What the API answers to a change that is only tried: the event as it would be, whom that concerns, and the mail. */
export const previewOf = async (
  registrations: Pick<Registrations, 'pageOf'>,
  request: StaffRequest,
  event: Event,
  after: Event,
  note: string | undefined,
): Promise<Reply> => {
  const tells = after.revision > event.revision
  const concerned = await concernedBy(registrations, event, after)
  const invitations = tells ? concerned.confirmed : 0
  const mail = invitations === 0 ? undefined : await mailAbout(request, after, note)
  return json(
    previewOutput(after, request.context.siteUrl, {
      invitations,
      offers: concerned.offered,
      waiting: concerned.waiting,
      ...(mail === undefined ? {} : { mail: { subject: mail.subject, text: mail.text } }),
    }),
  )
}
