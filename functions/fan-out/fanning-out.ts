import { type FanOut, type FanOutRef, passOf } from '../../shared/domain/mail/fan-out.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { invitedKeptUntil } from '../../shared/domain/people/address-list.ts'
import type { Registration } from '../../shared/domain/registration/registration.ts'
import type { SeatCause } from '../../shared/domain/seats/ledger.ts'
import { chunks, inLanes } from '../../shared/runtime/in-parallel.ts'
import { untilSettled } from '../../shared/runtime/until-settled.ts'
import { lists } from '../../shared/store/address-lists.ts'
import type { FanOuts } from '../../shared/store/fan-outs.ts'
import type { ListRetention } from '../../shared/store/list-retention.ts'
import type { Registrations, Step } from '../../shared/store/registrations.ts'
import type { Pace } from '../../shared/store/sending-pace.ts'
import { createInviting, type Inviting } from './inviting.ts'
import { owingOf } from './owing.ts'

const pageSize = 400
// A transaction takes 100 items (AWS); a person needs two, and up to four if seats are returned.
const togetherWithSeats = 20
const together = 50
// Transactions that return seats contend for the counters; others do not contend.
const sideBySideWithSeats = 2
const sideBySide = 4
// A registration that changes concurrently is read and decided again.
const rounds = 5

const isStep = (owing: object): owing is { readonly step: Step } => 'step' in owing

const causeOf = ({ kind }: FanOut): SeatCause => (kind === 'cancellation' ? 'cancelled' : 'changed')

/**
 * Owes the mail of a fan-out to each person registered or invited, page by page with a checkpoint, until done or out of time.
 * The list is an index, which may lag behind recent registrations: a second pass follows some minutes later.
 */
export const createFanningOut = (
  stores: { fanOuts: FanOuts; registrations: Registrations; retention: ListRetention; pace: Pace } & Inviting,
) => {
  const { fanOuts, registrations, retention, pace } = stores
  const invite = createInviting(stores)

  const write = (fanOut: FanOut, steps: readonly Step[]) => registrations.write(fanOut.slug, causeOf(fanOut), fanOut.createdAt, steps)

  /** The safe way for one person, whatever happens to the registration in the meantime. */
  const oweOne = async (found: Registration, fanOut: FanOut): Promise<void> => {
    const attempt = async (round: number): Promise<'owed' | 'again'> => {
      const current = round === 0 ? found : await registrations.get(found.id)
      const owing = current === undefined ? undefined : owingOf(current, fanOut)
      if (owing === undefined) return 'owed'
      if (isStep(owing)) return (await write(fanOut, [owing.step])).outcome === 'written' ? 'owed' : 'again'
      await registrations.owe([owing.mail])
      return 'owed'
    }
    await untilSettled(attempt, { rounds, otherwise: 'a registration kept changing while its mail was owed' })
  }

  /** Several people in one transaction; one by one if it fails. */
  const oweTogether = async (people: readonly Registration[], fanOut: FanOut): Promise<void> => {
    const owed = people.flatMap((registration) => owingOf(registration, fanOut) ?? [])
    const steps = owed.flatMap((owing) => (isStep(owing) ? [owing.step] : []))
    const mails = owed.flatMap((owing): OutboxMessage[] => (isStep(owing) ? [] : [owing.mail]))
    if (mails.length > 0) await registrations.owe(mails)
    if (steps.length === 0 || (await write(fanOut, steps)).outcome === 'written') return
    for (const person of people) await oweOne(person, fanOut)
  }

  const owePage = (people: readonly Registration[], fanOut: FanOut): Promise<void> =>
    fanOut.kind === 'cancellation'
      ? inLanes(chunks(people, togetherWithSeats), sideBySideWithSeats, (chunk) => oweTogether(chunk, fanOut))
      : inLanes(chunks(people, together), sideBySide, (chunk) => oweTogether(chunk, fanOut))

  /** Everyone has been told; if the event moved, the list of invited people is kept until its new end. */
  const finish: FanOuts['finish'] = async (fanOut, now, pass) => {
    if (fanOut.kind === 'update' && pass === 'first') await retention.moveEnd(lists.invited(fanOut.slug), invitedKeptUntil(fanOut.event))
    await fanOuts.finish(fanOut, now, pass)
  }

  return async (of: FanOutRef, about: { now: () => string; timeLeftMs: () => number }): Promise<void> => {
    const fanOut = await fanOuts.get(of)
    const pass = fanOut === undefined ? 'nothing' : passOf(fanOut)
    if (fanOut === undefined || pass === 'nothing') return
    if (fanOut.kind === 'invited') return invite(fanOut, about)
    let { cursor } = fanOut
    // The checkpoint's stream record starts the next run, which continues from there.
    while (about.timeLeftMs() > 20_000) {
      const page = await registrations.pageOf(fanOut.slug, pageSize, cursor)
      // Anyone who registered since has the confirmation, or was not meant.
      const people =
        pass === 'first' ? page.registrations : page.registrations.filter(({ registeredAt }) => registeredAt <= fanOut.createdAt)
      await owePage(people, fanOut)
      await pace.nudge(about.now())
      cursor = page.next
      if (cursor === undefined) return finish(fanOut, about.now(), pass)
      await fanOuts.checkpoint(fanOut, cursor)
    }
  }
}
