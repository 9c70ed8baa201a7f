import { isInGroup } from '../../shared/domain/organiser-message.ts'
import { owedMail } from '../../shared/domain/owed-mail.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import { knowsAlready } from '../../shared/domain/scheduled-mail.ts'
import { endStep } from '../../shared/seating/vacating.ts'
import type { FanOut, FanOutRef, FanOuts } from '../../shared/store/fan-outs.ts'
import type { Registrations } from '../../shared/store/registrations.ts'

const pageSize = 50
// A registration that changes at the same moment is read and decided again.
const rounds = 5

type Owe = (registration: Registration, fanOut: FanOut, registrations: Registrations) => Promise<boolean>

const follow = async (
  registration: Registration,
  { event, revision, slug, createdAt }: FanOut,
  registrations: Registrations,
): Promise<boolean> => {
  if (registration.status === 'cancelled' || registration.revision >= revision) return true
  // Who has no invitation yet learns of the change with it.
  const owes = registration.status === 'confirmed' ? owedMail.update(event, registration, createdAt) : undefined
  const set = { revision, sequence: owes?.calendar?.sequence ?? registration.sequence }
  return (await registrations.write(slug, 'changed', createdAt, [{ registration, set, owes }])) === 'written'
}

const takeBack = async (registration: Registration, { event, slug, createdAt }: FanOut, registrations: Registrations): Promise<boolean> =>
  registration.status === 'cancelled' ||
  (await registrations.write(slug, 'cancelled', createdAt, [endStep(event, registration, 'event', createdAt)])) === 'written'

const owePlainly =
  (kind: 'survey' | 'survey-reminder'): Owe =>
  async (registration, { event, createdAt }, registrations) => {
    const { status, answered } = registration
    if (status === 'confirmed' && answered !== true) await registrations.owe(owedMail[kind](event, registration, createdAt))
    return true
  }

const remind: Owe = async (registration, { event, revision, mark, scheduled, createdAt }, registrations) => {
  if (mark === undefined || scheduled === undefined) throw new RangeError('a reminder has its mark and its time')
  if (registration.status === 'confirmed' && !knowsAlready(registration, scheduled))
    await registrations.owe(owedMail.reminder(event, registration, createdAt, mark, revision))
  return true
}

const bring: Owe = async (registration, { event, mark, written, createdAt }, registrations) => {
  if (mark === undefined || written === undefined) throw new RangeError('a message has its key and its text')
  if (isInGroup(written.group, registration)) await registrations.owe(owedMail.message(event, registration, createdAt, mark, written))
  return true
}

/** What each kind owes a registered person; false when the registration changed meanwhile. Nothing owed counts as done. */
const oweByKind: Readonly<Record<FanOut['kind'], Owe>> = {
  update: follow,
  cancellation: takeBack,
  survey: owePlainly('survey'),
  'survey-reminder': owePlainly('survey-reminder'),
  reminder: remind,
  message: bring,
}

/** Owes each registered person the mail of a fan-out, page by page with a checkpoint, until done or out of time. */
export const createFanningOut = (stores: { fanOuts: FanOuts; registrations: Registrations }) => {
  const { fanOuts, registrations } = stores

  const oweOne = async (found: Registration, fanOut: FanOut): Promise<void> => {
    for (let round = 0, current: Registration | undefined = found; round < rounds; round++) {
      if (current === undefined || (await oweByKind[fanOut.kind](current, fanOut, registrations))) return
      current = await registrations.get(found.id)
    }
    throw new Error('a registration kept changing while its mail was owed')
  }

  return async (of: FanOutRef, about: { now: () => string; timeLeftMs: () => number }): Promise<void> => {
    const fanOut = await fanOuts.get(of)
    if (fanOut === undefined || fanOut.finishedAt !== undefined) return
    let { owed, cursor } = fanOut
    // The checkpoint's own stream record starts the next run, which goes on from there.
    while (about.timeLeftMs() > 20_000) {
      const page = await registrations.pageOf(fanOut.slug, pageSize, cursor)
      await Promise.all(page.registrations.map((registration) => oweOne(registration, fanOut)))
      owed += page.registrations.length
      cursor = page.next
      if (cursor === undefined) return fanOuts.finish(fanOut, { owed, now: about.now() })
      await fanOuts.checkpoint(fanOut, { owed, cursor })
    }
  }
}
