import { emailKey } from '../../domain/basics/email-address.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import type { ListEntry } from '../../domain/people/address-list.ts'
import type { ErasedRegistration } from '../../domain/registration/erased-registration.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { inGroups } from '../../runtime/in-parallel.ts'
import { lists } from '../../store/address-lists.ts'
import type { Events } from '../../store/events.ts'
import type { Outbox } from '../../store/outbox.ts'
import type { AddressData, PersonalData } from '../../store/people/personal-data.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { AnswerFiles, StoredFile } from '../../store/s3/answer-files.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Speakers } from '../../store/speaker/speakers.ts'
import { personHash, registrationId } from '../../tokens/registration-tokens.ts'
import { type SpeakerData, speakersOf } from '../speaker/finding-speakers.ts'

/** A registration with all that hangs on it. */
export interface RegistrationData {
  readonly event: Event
  readonly registration: Registration
  readonly messages: readonly OutboxMessage[]
  readonly files: readonly StoredFile[]
}

/** What is left of a registration whose person was erased; messages and files only if they were written afterwards. */
interface ErasedData extends Pick<RegistrationData, 'messages' | 'files'> {
  readonly erased: ErasedRegistration
}

/** Everything about an address, in every table and bucket. */
export interface FoundData extends AddressData {
  readonly person: string
  readonly email: string
  readonly registrations: readonly RegistrationData[]
  readonly erased: readonly ErasedData[]
  /** E-mails that belong to no registration. */
  readonly messages: readonly OutboxMessage[]
  /** By list. */
  readonly entries: ReadonlyMap<string, ListEntry>
  /** What they said, or were asked, as a speaker. */
  readonly speakers: readonly SpeakerData[]
  /** The events, by slug. */
  readonly events: ReadonlyMap<string, Event>
}

export interface FindingParts {
  readonly events: Pick<Events, 'listPublic' | 'listInternal'>
  readonly speakers: Pick<Speakers, 'getAll'>
  readonly registrations: Pick<Registrations, 'getAll'>
  readonly outbox: Pick<Outbox, 'allOf'>
  readonly personalData: PersonalData
  readonly files: Pick<AnswerFiles, 'allOf'>
  readonly keys: Pick<Keys, 'links'>
}

/**
 * Finds everything about an address. Registration ids and keys follow from the address, so there is no index of people; events that
 * were never public have no registrations.
 */
export const createFindingPersonalData = ({ events, registrations, speakers, outbox, personalData, files, keys }: FindingParts) => {
  const hanging = async (registration: Pick<Registration, 'id' | 'slug'>, now: Instant) => {
    const [messages, stored] = await Promise.all([outbox.allOf(registration.id), files.allOf(registration, now)])
    return { messages, files: stored }
  }

  return async (address: string, now: Instant): Promise<FoundData> => {
    const [key, email] = [await keys.links(), emailKey(address)]
    const [all, internal] = await Promise.all([events.listPublic(), events.listInternal()])
    const person = personHash(key, email)
    const bySlug = new Map(all.map((event) => [event.slug, event]))
    const found = await registrations.getAll(all.map(({ slug }) => registrationId(key, slug, email)))
    const listed = [lists.members, ...all.filter(({ audience }) => audience === 'invited').map(({ slug }) => lists.invited(slug))]
    const [under, messages, entries] = await Promise.all([
      personalData.underAddress(person),
      outbox.allOf(personMailId({ person })),
      personalData.entriesOf(listed, email),
    ])
    return {
      ...under,
      person,
      email,
      messages,
      entries,
      events: bySlug,
      speakers: await speakersOf(speakers, [...all, ...internal], key, email),
      registrations: await inGroups(
        found.registrations.flatMap((registration) => {
          const event = bySlug.get(registration.slug)
          return event === undefined ? [] : [{ event, registration }]
        }),
        async ({ event, registration }) => ({ event, registration, ...(await hanging(registration, now)) }),
      ),
      erased: await inGroups(found.erased, async (erased) => ({ erased, ...(await hanging(erased, now)) })),
    }
  }
}
