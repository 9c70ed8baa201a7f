import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { eventMeant, type Letter } from '../../shared/domain/mail/letter.ts'
import { invitationSubject, type Registration } from '../../shared/domain/registration/registration.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import { createFindingRegistrations } from '../../shared/use-cases/registration/finding-registrations.ts'

// After an event people write to ask for its documents or a certificate.
const daysAfter = 60

/** The origin of a letter: the invitation in its calendar object, the address in From, and the subject. */
export interface Origin {
  readonly uid: string | undefined
  readonly sender: string | undefined
  readonly subject: string | undefined
}

/** The event that a letter is about, and the sender's registration for it. */
export type Found = Pick<Letter, 'slug' | 'registration'>

interface FindingParts {
  readonly events: Pick<Events, 'listPublicFrom'>
  readonly registrations: Pick<Registrations, 'get' | 'getMany'>
  readonly keys: Pick<Keys, 'links'>
}

/** The registrations that count: live ones or, if there are none, ended ones. */
const telling = (registrations: readonly Registration[]): readonly Registration[] => {
  const live = registrations.filter(({ status }) => status !== 'cancelled')
  return live.length > 0 ? live : registrations
}

/**
 * Finds what a letter is about: from the invitation in it, else from the registrations that its sender's address would have for
 * public events, recent and upcoming, else from its subject. Who a sender claims to be proves nothing.
 */
export const createFindingEvent = ({ events, registrations, keys }: FindingParts) => {
  const registrationsOf = createFindingRegistrations({ registrations, keys })

  const byInvitation = async (uid: string | undefined, sender: string | undefined): Promise<Found | undefined> => {
    const named = uid === undefined ? undefined : invitationSubject(uid, network.mail.domain)
    const registration = named && (await registrations.get(named.id))
    if (registration === undefined) return undefined
    const own = sender !== undefined && emailKey(sender) === emailKey(registration.email)
    return { slug: registration.slug, registration: { id: registration.id, ...(own ? {} : { otherAddress: true }) } }
  }

  return async ({ uid, sender, subject = '' }: Origin, now: Instant): Promise<Found> => {
    const invited = await byInvitation(uid, sender)
    if (invited !== undefined) return invited
    const all = await events.listPublicFrom(new Date(Date.parse(now) - daysAfter * 86_400_000).toISOString())
    const registered = sender === undefined ? [] : telling(await registrationsOf(sender, all))
    const own = all.filter(({ slug }) => registered.some((each) => each.slug === slug))
    const event = eventMeant(subject, { own, all })
    const registration = registered.find(({ slug }) => slug === event?.slug)
    return {
      ...(event === undefined ? {} : { slug: event.slug }),
      ...(registration === undefined ? {} : { registration: { id: registration.id } }),
    }
  }
}
export type FindEvent = ReturnType<typeof createFindingEvent>
