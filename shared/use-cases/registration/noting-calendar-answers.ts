import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { CalendarReply } from '../../domain/calendar/calendar-answer.ts'
import { type Noting, noteAnswer } from '../../domain/calendar/noted-answer.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { invitationSubject, type Registration } from '../../domain/registration/registration.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { CalendarAnswers, NotedAnswer } from '../../store/calendar-answers.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'

/** What became of an answer. None of these is an error: calendars answer late, twice, and to events long over. */
export type NotedReply = Exclude<NotedAnswer, 'changed'> | 'unknown-uid' | Exclude<Noting['outcome'], 'note'>

interface NotingParts {
  readonly events: Pick<Events, 'get'>
  readonly registrations: Pick<Registrations, 'get'>
  readonly answers: CalendarAnswers
}

// Only a concurrent change of the same registration makes another round necessary.
const rounds = 5

/** Records a calendar's answer on the registration its UID names, and asks people who declined; repeats are recorded once. */
export const createNoting = ({ events, registrations, answers }: NotingParts) => {
  /** The question whether to give up the place; undefined once the event is over and the place is of no use to anyone. */
  const question = async (registration: Registration, now: Instant): Promise<OutboxMessage | undefined> => {
    const event = await events.get(registration.slug)
    return event !== undefined && isRunning(event, now) ? owedMail.declineQuestion(messageEvent(event), registration, now) : undefined
  }

  return async (reply: CalendarReply, now: Instant): Promise<NotedReply> => {
    const subject = invitationSubject(reply.uid, network.mail.domain)
    if (subject === undefined) return 'unknown-uid'
    const attempt = async (): Promise<NotedReply | 'again'> => {
      const registration = await registrations.get(subject.id)
      if (registration === undefined || subject.round > registration.round) return 'unknown-uid'
      const noting = noteAnswer(registration, subject.round, reply, now)
      if (noting.outcome !== 'note') return noting.outcome
      const noted = await answers.note(registration, noting.answer, noting.asks ? await question(registration, now) : undefined)
      return noted === 'changed' ? 'again' : noted
    }
    return untilSettled(attempt, { rounds, otherwise: 'the registration kept changing while an answer was noted' })
  }
}
export type Note = ReturnType<typeof createNoting>
