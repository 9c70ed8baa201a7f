import { setTimeout as sleep } from 'node:timers/promises'
import { leaveSoon, longestLateness, nextLead } from '../../../shared/domain/mail/sending-pace.ts'
import type { Mailer } from '../../../shared/mail/send.ts'
import { faultFields, logger } from '../../../shared/runtime/logger.ts'
import type { Pace, Reservation } from '../../../shared/store/sending-pace.ts'

const quotaLastsMs = 5 * 60_000
// The limit of a new account; used until SES tells its rate.
const leastRate = 1
// A machine so busy that it misses every slot would never send; if sending late is too fast, SES says so.
const mostMisses = 6

/** Keeps the mails of all workers below SES's rate. */
export const createPacing = ({ mailer, pace }: { readonly mailer: Pick<Mailer, 'rate'>; readonly pace: Pace }) => {
  let known: { readonly rate: number; readonly at: number } | undefined

  const rate = async (): Promise<number> => {
    if (known !== undefined && performance.now() - known.at < quotaLastsMs) return known.rate
    try {
      known = { rate: await mailer.rate(), at: performance.now() }
    } catch (fault) {
      logger.error('sending rate not known', { code: 'sending-rate-not-known', ...faultFields(fault) })
    }
    return known?.rate ?? leastRate
  }

  let lead = nextLead(0, 0)

  interface Asked {
    readonly count: number
    readonly answer: (reservation: Reservation) => void
    readonly fail: (fault: unknown) => void
  }
  let asked: Asked[] = []
  let reserving = false

  const reserveFor = async (all: readonly Asked[]): Promise<void> => {
    try {
      const asked = performance.now()
      const total = all.reduce((sum, { count }) => sum + count, 0)
      const reservation = await pace.reserve(total, await rate(), () => Date.now() + lead)
      lead = nextLead(lead, performance.now() - asked)
      let from = 0
      for (const { count, answer } of all) {
        answer('slots' in reservation ? { slots: reservation.slots.slice(from, from + count) } : reservation)
        from += count
      }
    } catch (fault) {
      for (const { fail } of all) fail(fault)
    }
  }

  const workOff = async (): Promise<void> => {
    reserving = true
    while (asked.length > 0) {
      const all = asked
      asked = []
      await reserveFor(all)
    }
    reserving = false
  }

  /** Reserves slots. Requests made while a reservation is under way are combined, so that each process makes few of them. */
  const reserve = (count: number): Promise<Reservation> =>
    new Promise((answer, fail) => {
      asked.push({ count, answer, fail })
      if (!reserving) void workOff()
    })

  /** Waits for the slot, or for a later one if it has passed; `paused` if sending is paused. */
  const wait = async (slot: number): Promise<'go' | 'paused'> => {
    for (let at = slot, misses = 0; ; misses++) {
      const ahead = at - Date.now()
      if (ahead > 0) await sleep(ahead)
      if (Date.now() - at <= longestLateness || misses === mostMisses) return 'go'
      const again = await reserve(1)
      const [next] = 'slots' in again ? again.slots : []
      if (next === undefined) return 'paused'
      at = next
    }
  }

  /** Whether so many more mails would leave soon. */
  const hasRoom = async (count: number): Promise<boolean> => leaveSoon(count, await pace.aheadMs(Date.now()), await rate())

  return { rate, reserve, wait, hasRoom }
}
export type Pacing = ReturnType<typeof createPacing>
