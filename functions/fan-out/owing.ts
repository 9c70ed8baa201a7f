import { knowsAlready } from '../../shared/domain/automatic-mails/due-mails.ts'
import { changedFor } from '../../shared/domain/event/session-changes.ts'
import type { FanOut } from '../../shared/domain/mail/fan-out.ts'
import { isAskedForFeedback, isInGroup } from '../../shared/domain/mail/organiser-message.ts'
import { fanOutKey, type OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { owedMail } from '../../shared/domain/mail/owed-mail.ts'
import type { Registration } from '../../shared/domain/registration/registration.ts'
import type { Step } from '../../shared/store/registrations.ts'
import { endStep } from '../../shared/use-cases/seats/vacating.ts'

/** What a fan-out owes a person: a mail with a change of the registration, only a mail, or nothing. */
export type Owing = { readonly step: Step } | { readonly mail: OutboxMessage } | undefined

type Rule = (registration: Registration, fanOut: FanOut) => Owing

/** A mail marked with the fan-out that owes it, and with what the organiser adds. */
export const marked = <Mail extends OutboxMessage>(fanOut: FanOut, mail: Mail): Mail => ({
  ...mail,
  ...(fanOut.note === undefined ? {} : { note: fanOut.note }),
  fanOut: fanOutKey(fanOut),
})

const askFor =
  (kind: 'survey' | 'survey-reminder'): Rule =>
  (registration, fanOut) => {
    if (!isAskedForFeedback(registration)) return undefined
    return { mail: marked(fanOut, owedMail[kind](fanOut.event, registration, fanOut.createdAt)) }
  }

const rules: Readonly<Record<FanOut['kind'], Rule>> = {
  update: (registration, fanOut) => {
    const { event, revision, createdAt } = fanOut
    if (registration.status === 'cancelled' || registration.revision >= revision) return undefined
    // People without an invitation yet will see the change in it; others may not be concerned by it.
    if (registration.status !== 'confirmed' || !changedFor(fanOut, registration)) return { step: { registration, set: { revision } } }
    const owes = marked(fanOut, owedMail.update(event, registration, createdAt))
    return { step: { registration, set: { revision, sequence: owes.calendar?.sequence ?? registration.sequence }, owes } }
  },

  cancellation: (registration, fanOut) => {
    if (registration.status === 'cancelled') return undefined
    const step = endStep(fanOut.event, registration, 'event', fanOut.createdAt)
    return { step: { ...step, owes: marked(fanOut, step.owes) } }
  },

  survey: askFor('survey'),
  'survey-reminder': askFor('survey-reminder'),

  reminder: (registration, fanOut) => {
    const { event, revision, mark, scheduled, createdAt } = fanOut
    if (mark === undefined || scheduled === undefined) throw new RangeError('a reminder has its mark and its time')
    if (registration.status !== 'confirmed' || knowsAlready(registration, scheduled)) return undefined
    return { mail: marked(fanOut, owedMail.reminder(event, registration, createdAt, mark, revision)) }
  },

  // People already registered need no invitation; `inviting.ts` owes them to others.
  invited: () => undefined,

  message: (registration, fanOut) => {
    const { event, mark, written, createdAt } = fanOut
    if (mark === undefined || written === undefined) throw new RangeError('a message has its key and its text')
    if (!isInGroup(written.group, registration)) return undefined
    return { mail: marked(fanOut, owedMail.message(event, registration, createdAt, mark, written)) }
  },
}

/** What a fan-out owes a registered person, given the current registration. */
export const owingOf: Rule = (registration, fanOut) => rules[fanOut.kind](registration, fanOut)
