import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { changedFor } from '../../../shared/domain/event/session-changes.ts'
import { changedEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { type Mail, mailOf } from '../../../shared/mail/rendered-mail.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import { sampleRecipient } from '../messages/sample-recipient.ts'
import { registrationsFrom } from '../registrations/export-parts.ts'

/** How many people a change concerns: those whose invitation it updates, those with an offer, and the others who wait. */
export interface Concerned {
  readonly confirmed: number
  readonly offered: number
  readonly waiting: number
}

/** Whom a change concerns; `after` is the event as it would be. */
export const concernedBy = async (
  registrations: Pick<Registrations, 'pageOf'>,
  event: Event,
  after: Pick<Event, 'revision' | 'sessionRevisions'>,
): Promise<Concerned> => {
  const count = { confirmed: 0, offered: 0, waiting: 0 }
  if (!isPublic(event)) return count
  for await (const { status, sessions } of registrationsFrom(registrations, event.slug)) {
    if (status === 'offered') count.offered++
    else if (status === 'confirmed') count.confirmed += changedFor(after, { revision: event.revision, sessions }) ? 1 : 0
    else if (status !== 'cancelled') count.waiting++
  }
  return count
}

/** The sessions whose people are the only ones told of the latest revision, if it concerns some only. */
export const sessionsToldOf = ({ revision, sessionRevisions }: Pick<Event, 'revision' | 'sessionRevisions'>): readonly string[] => {
  const last = sessionRevisions?.at(-1)
  return last?.revision === revision ? last.sessions : []
}

/** The mail that people with a place get about a change. */
export const mailAbout = (request: StaffRequest, after: Event, note: string | undefined): Promise<Mail> => {
  const { to, links } = sampleRecipient(request, after)
  const mail = owedMail.update(changedEvent(after), { ...to, sessions: [...sessionsToldOf(after)] }, request.now)
  return mailOf(note === undefined ? mail : { ...mail, note }, links)
}
