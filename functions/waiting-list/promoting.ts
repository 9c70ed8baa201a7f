import { registrationState } from '../../shared/domain/event.ts'
import { messageEvent, owedMail } from '../../shared/domain/owed-mail.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Registrations } from '../../shared/store/registrations.ts'

const peopleAtATime = 25

/** Gives free seats of an event to the people who wait for them, first come, first served, until one or the other runs out. */
export const createPromoting = (stores: { events: Events; registrations: Registrations }) => {
  const { events, registrations } = stores

  /** False when no seat is left for anybody. */
  const promoteOne = async (
    slug: string,
    waiting: Awaited<ReturnType<Registrations['firstWaiting']>>[number],
    now: Instant,
  ): Promise<boolean> => {
    const read = await events.getWithSeats(slug)
    const shard = read?.seats.find(({ taken, capacity }) => capacity === undefined || taken < capacity)
    if (read === undefined || shard === undefined || registrationState(read.event, now) !== 'open') return false
    const message = owedMail.confirmation(messageEvent(read.event), waiting, now)
    await registrations.promote(waiting, read.event, shard.shard, message)
    return true
  }

  return async (slug: string, now: Instant): Promise<void> => {
    const waiting = await registrations.firstWaiting(slug, peopleAtATime)
    for (const registration of waiting) if (!(await promoteOne(slug, registration, now))) return
  }
}
