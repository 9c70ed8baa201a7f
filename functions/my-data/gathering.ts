import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { inGroups } from '../../shared/runtime/in-parallel.ts'
import { invitedTo } from '../../shared/store/address-lists.ts'
import type { FoundData, RegistrationData } from '../../shared/use-cases/people/finding-personal-data.ts'
import type { Services } from './services.ts'

/** A file as its owner knows it. */
interface ShownFile {
  readonly question: string
  readonly round: number
  readonly name: string
  readonly size: number
}

/** A registration, with what its files are called. */
export interface ShownRegistration extends Omit<RegistrationData, 'files'> {
  readonly files: readonly ShownFile[]
}

/** An entry of a list, and the event it is about, if any. */
interface ShownEntry {
  readonly addedAt: Instant
  readonly invitedAt?: Instant | undefined
  readonly title: string | undefined
}

/** What its owner is shown. */
export interface ShownData extends Omit<FoundData, 'registrations' | 'erased' | 'entries' | 'events'> {
  readonly registrations: readonly ShownRegistration[]
  readonly entries: readonly ShownEntry[]
  /** When e-mails came in their name that they may not have written: these may hold anybody’s words, and are shown to nobody here. */
  readonly unproven: readonly Instant[]
}

const isProven = ({ doubted }: { readonly doubted?: true | undefined }): boolean => doubted !== true

/** What is kept about an address, as it is shown to whoever has the link. */
export const createShowing =
  ({ find, files }: Pick<Services, 'find' | 'files'>) =>
  async (email: string, now: Instant): Promise<ShownData> => {
    const { registrations, erased: _, entries, events, letters, received, ...rest } = await find(email, now)
    const nameOf = async (
      { registration }: RegistrationData,
      { question, round }: RegistrationData['files'][number],
    ): Promise<readonly ShownFile[]> => {
      const file = await files.get({ registration: { ...registration, round }, question }, now)
      if (file === undefined) return []
      return [file.state === 'kept' ? { question, round, name: file.name, size: file.size } : { question, round, name: question, size: 0 }]
    }
    return {
      ...rest,
      letters: letters.filter(isProven),
      received: received.filter(isProven),
      unproven: [...letters, ...received].flatMap((mail) => (isProven(mail) ? [] : [mail.receivedAt])).sort(),
      entries: [...entries].map(([list, { addedAt, invitedAt }]) => ({
        addedAt,
        invitedAt,
        title: events.get(invitedTo(list) ?? '')?.title,
      })),
      registrations: await inGroups(registrations, async (found) => ({
        ...found,
        files: (await inGroups(found.files, (file) => nameOf(found, file))).flat(),
      })),
    }
  }
