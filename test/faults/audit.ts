import type { OutboxMessage } from '../../shared/domain/outbox-message.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import type { Stores } from '../store/local-store.ts'
import { allMessages, allRegistrations } from '../store/scan.ts'

const countBy = <Item>(items: readonly Item[], key: (item: Item) => number): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/** SEQUENCE numbers of each UID must be 0, 1, 2 …: each once, none left out. */
const brokenSequences = (messages: readonly OutboxMessage[]): readonly string[] => {
  const invitations = messages.flatMap(({ calendar }) => (calendar === undefined ? [] : [calendar]))
  return Object.entries(Object.groupBy(invitations, ({ uid }) => uid)).flatMap(([uid, of = []]) => {
    const numbers = of.map(({ sequence }) => sequence).sort((a, b) => a - b)
    return numbers.every((number, index) => number === index) ? [] : [`${uid}: SEQUENCE ${numbers.join(', ')}`]
  })
}

/** The last mail owed to a person must tell the state that the registration is in. */
const untold = (registration: Registration, messages: readonly OutboxMessage[]): readonly string[] => {
  const own = messages.filter(({ registrationId, round }) => registrationId === registration.id && round === registration.round)
  const last = own
    .filter(({ calendar }) => calendar !== undefined)
    .sort((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0))
    .at(-1)
  const told = {
    confirmed: last?.kind === 'confirmation' || last?.kind === 'update',
    waitlisted: last === undefined && own.some(({ kind }) => kind === 'waitlisted'),
    cancelled: last?.kind === 'cancellation' || own.some(({ kind }) => kind === 'waitlist-left'),
  }[registration.status]
  return told
    ? []
    : [`${registration.email} is ${registration.status}, the last mail is ${last?.kind ?? own.map(({ kind }) => kind).join(', ')}`]
}

/** What is wrong with an event's seats, registrations and mails, in words; nothing if all is well. */
export const audit = async (stores: Stores, slug: string, capacity: number): Promise<readonly string[]> => {
  const [read, registrations, messages] = await Promise.all([
    stores.events.getWithSeats(slug),
    allRegistrations(stores, slug),
    allMessages(stores, slug),
  ])
  const confirmed = registrations.filter(({ status }) => status === 'confirmed')
  const held = countBy(confirmed, ({ seatShard }) => seatShard ?? -1)
  const leaks = (read?.seats ?? [])
    .filter(({ shard, taken }) => taken !== (held.get(shard) ?? 0))
    .map(({ shard, taken }) => `counter ${shard} says ${taken}, ${held.get(shard) ?? 0} people hold seats of it`)
  const oversold = confirmed.length > capacity ? [`${confirmed.length} confirmed of ${capacity} places`] : []
  return [...oversold, ...leaks, ...brokenSequences(messages), ...registrations.flatMap((registration) => untold(registration, messages))]
}
