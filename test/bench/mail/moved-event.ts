import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { inputOf, revise } from '../../../shared/domain/event/event.ts'
import type { FanOut, FanOutRef } from '../../../shared/domain/mail/fan-out.ts'
import { messageEvent } from '../../../shared/domain/mail/owed-mail.ts'
import type { Stores } from '../../store/local-store.ts'
import { newRegistration } from '../registration/new-registration.ts'
import { publish } from '../registration/publish.ts'

const writtenAtOnce = 32

/** A published event with this many confirmed people who are owed nothing yet; returns its slug. */
export const eventWithPeople = async (stores: Stores, count: number): Promise<string> => {
  const slug = await publish(stores)
  let left = count
  const write = async (): Promise<void> => {
    while (left-- > 0) await stores.registrations.put(newRegistration(slug))
  }
  await Promise.all(Array.from({ length: writtenAtOnce }, write))
  return slug
}

/** Moves the event by some hours; returns the fan-out. */
export const move = async ({ events }: Stores, slug: string): Promise<FanOut> => {
  const read = await events.getWithSeats(slug)
  if (read === undefined) throw new Error('no event')
  const now = new Date().toISOString()
  const day = read.event.start.slice(0, 10)
  const moved = revise(read.event, { ...inputOf(read.event), start: `${day}T15:00`, end: `${day}T17:00` }, now)
  const fanOut: FanOut = { slug, kind: 'update', revision: moved.revision, createdAt: now, event: messageEvent(moved) }
  if ((await events.save(read, moved, { now, waiting: 0 }, fanOut)) === undefined) throw new Error('not moved')
  return fanOut
}

/** Owes everyone the mail, in this process; returns how long that took. */
export const expand = async (stores: Stores, of: FanOutRef): Promise<number> => {
  const before = performance.now()
  await createFanningOut(stores)(of, { now: () => new Date().toISOString(), timeLeftMs: () => 600_000 })
  return performance.now() - before
}
