import { network } from '../../shared/domain/basics/network.ts'
import { personMailId } from '../../shared/domain/mail/asked-mail.ts'
import type { FanOut } from '../../shared/domain/mail/fan-out.ts'
import { owedMail } from '../../shared/domain/mail/owed-mail.ts'
import { isAddress, type ListEntry } from '../../shared/domain/people/address-list.ts'
import { chunks, inLanes } from '../../shared/runtime/in-parallel.ts'
import { type AddressLists, type Invitation, lists as listNames } from '../../shared/store/address-lists.ts'
import type { FanOuts } from '../../shared/store/fan-outs.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import { notInvited, type ReturnedMails } from '../../shared/store/returned-mails.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import type { Pace } from '../../shared/store/sending-pace.ts'
import { personHash, registrationId } from '../../shared/tokens/registration-tokens.ts'
import { marked } from './owing.ts'

export interface Inviting {
  readonly fanOuts: FanOuts
  readonly registrations: Registrations
  readonly lists: AddressLists
  readonly outbox: Outbox
  readonly returned: ReturnedMails
  readonly keys: Keys
  readonly pace: Pace
}

const pageSize = 400
// A transaction takes 100 items (AWS); an invitation needs two, the entry and the mail.
const together = 50
const sideBySide = 4

/**
 * Owes each address on an event's list its invitation, once ever. Entries record whether theirs is owed, so a run that
 * continues another starts again at the top: no address is stored as a checkpoint with the event.
 */
export const createInviting = ({ fanOuts, registrations, lists, outbox, returned, keys, pace }: Inviting) => {
  /** The addresses that never registered for the event. */
  const strangersOf = async (slug: string, entries: readonly string[]): Promise<readonly string[]> => {
    const key = await keys.links()
    const ids = new Map(entries.map((entry) => [registrationId(key, slug, entry), entry]))
    for (const { id } of await registrations.getMany([...ids.keys()])) ids.delete(id)
    return [...ids.values()]
  }

  /** The safe way for one address. */
  const inviteOne = async (list: string, { entry, owes }: Invitation): Promise<void> => {
    if (await lists.invite(list, [{ entry, owes }])) return
    // Removed, invited concurrently by somebody else, or invited once, removed and put back.
    const before = await outbox.get(owes)
    if (before === undefined) return
    const again = before.fault === notInvited ? await returned.oweAgain(owes, () => true, owes.createdAt) : 'kept'
    await lists.markInvited(list, entry, again === 'owed' ? owes.createdAt : before.createdAt)
  }

  const invitePage = async (entries: readonly ListEntry[], fanOut: FanOut): Promise<void> => {
    const { slug, event, createdAt } = fanOut
    const list = listNames.invited(slug)
    const key = await keys.links()
    const toInvite = entries.flatMap(({ entry, invitedAt }) => (isAddress(entry) && invitedAt === undefined ? [entry] : []))
    const invitations = (await strangersOf(slug, toInvite)).map((entry) => {
      const to = { id: personMailId({ person: personHash(key, entry) }), email: entry, language: fanOut.language ?? network.language }
      return { entry, owes: marked(fanOut, owedMail.invited(event, to, createdAt)) }
    })
    await inLanes(chunks(invitations, together), sideBySide, async (chunk) => {
      if (await lists.invite(list, chunk)) return
      for (const invitation of chunk) await inviteOne(list, invitation)
    })
  }

  return async (fanOut: FanOut, { now, timeLeftMs }: { now: () => string; timeLeftMs: () => number }): Promise<void> => {
    let after: string | undefined
    while (timeLeftMs() > 20_000) {
      const page = await lists.page(listNames.invited(fanOut.slug), pageSize, after === undefined ? {} : { after })
      await invitePage(page.entries, fanOut)
      await pace.nudge(now())
      after = page.next
      if (after === undefined) return fanOuts.finish(fanOut, now(), 'only')
    }
    await fanOuts.callAgain(fanOut, now())
  }
}
