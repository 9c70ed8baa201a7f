import { handledOf, knowsAlready, markOf, scheduledMails } from '../../../shared/domain/automatic-mails/due-mails.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { progressOf } from '../../../shared/domain/mail/mail-progress.ts'
import { fanOutKey, messageId, type OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'
import type { Stores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'
import { audit } from '../audit.ts'
import { auditCalendars } from './audit-calendars.ts'
import { auditMessages } from './audit-messages.ts'
import { auditPace, auditSuppressions, mostInASecond } from './audit-sending.ts'
import type { StormPlan } from './plan.ts'
import type { SesLog } from './post-office.ts'

/** What was wrong after a storm, in words, and its figures. */
export interface Outcome {
  readonly findings: readonly string[]
  readonly figures: Readonly<Record<string, number>>
}

/** The results of a storm beyond what is stored. */
export interface Lived {
  readonly slug: string
  /** What each person was told, by number. */
  readonly answers: ReadonlyMap<number, Registering>
  /** The messages that a process was handling when it died. */
  readonly diedWith: ReadonlySet<string>
  readonly deaths: number
  readonly givenUp: readonly string[]
}

/** Whether everyone with a place is owed each reminder and survey that was begun. */
const unowed = (event: Event, registrations: readonly Registration[], messages: readonly OutboxMessage[]): readonly string[] => {
  const ids = new Set(messages.map(({ id }) => id))
  return scheduledMails(event).flatMap((mail) => {
    const handled = handledOf(event, mail)
    if (handled?.state !== 'begun') return []
    return registrations
      .filter(({ status, answered }) => status === 'confirmed' && !(mail.kind === 'survey-reminder' && answered === true))
      .filter((registration) => mail.kind !== 'reminder' || !knowsAlready(registration, mail))
      .filter((registration) => registration.registeredAt < handled.at)
      .filter((registration) => !ids.has(messageId(registration, mail.kind, markOf(mail))))
      .map(({ email }) => `${email} was never owed the ${mail.kind} ${mail.offset}`)
  })
}

/** Whether the organiser's figures for mass mails and registrations are correct. */
const miscounted = async (stores: Stores, slug: string, registrations: readonly Registration[], messages: readonly OutboxMessage[]) => {
  const [fanOuts, tally] = await Promise.all([stores.fanOuts.listOf(slug), stores.tallies.get(slug)])
  const mails = fanOuts.flatMap((fanOut) => {
    const key = fanOutKey(fanOut)
    const own = messages.filter((message) => message.fanOut === key)
    const inState = (state: OutboxMessage['state']): number => own.filter((message) => message.state === state).length
    const counts = ['sent', 'failed', 'superseded', 'unknown', 'parked'] as const
    const said = progressOf(tally.mails[key])
    const wrong = [
      ...(said.owed === own.length ? [] : [`owed ${own.length}, said ${said.owed}`]),
      ...counts.flatMap((state) => (said[state] === inState(state) ? [] : [`${state} ${inState(state)}, said ${said[state]}`])),
      ...(fanOut.finishedAt === undefined ? ['not finished'] : []),
    ]
    return wrong.map((text) => `mails ${key}: ${text}`)
  })
  const statuses = ['confirmed', 'waitlisted', 'cancelled'] as const
  const people = statuses.flatMap((status) => {
    const count = registrations.filter((registration) => registration.status === status).length
    return tally[status] === count ? [] : [`${count} registrations are ${status}, said ${tally[status]}`]
  })
  return [...mails, ...people]
}

/** What is wrong after a storm, in words; nothing if all is well. */
export const auditStorm = async (plan: StormPlan, stores: Stores, log: SesLog, lived: Lived): Promise<Outcome> => {
  const { slug, answers, diedWith } = lived
  const [event, registrations, messages] = await Promise.all([
    stores.events.get(slug),
    allRegistrations(stores, slug),
    allMessages(stores, slug),
  ])
  if (event === undefined) throw new Error('the event is gone')
  const known = new Set(registrations.map(({ email }) => email))
  const lost = plan.people
    .filter(({ email }) => !known.has(email))
    .map(({ email, number }) => `${email} was told ${answers.get(number)} and is not registered`)
  // Nobody gets a place once the event is over.
  const seats = (await audit(stores, slug, plan.event.capacity ?? 0)).filter(
    (text) => plan.ending === 'cancelled' || !text.includes('seat is free'),
  )
  const findings = [
    ...lost,
    ...seats,
    ...unowed(event, registrations, messages),
    ...auditMessages(messages, log, diedWith),
    ...auditCalendars(event, registrations, messages, log),
    ...auditPace(log, plan.rate),
    ...auditSuppressions(messages, log),
    ...(await miscounted(stores, slug, registrations, messages)),
  ]
  const accepted = log.asked.filter(({ isAccepted }) => isAccepted)
  const figures = {
    people: plan.people.length,
    mails: messages.length,
    accepted: accepted.length,
    'refused or lost': log.asked.filter(({ fault }) => fault !== undefined).length,
    'processes that died': lived.deaths,
    'batches given up': lived.givenUp.length,
    'most in a second': mostInASecond(log.asked),
    rate: plan.rate,
  }
  return { findings, figures }
}
