import type { MessageKind, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { textsIn } from '../../texts/texts.ts'
import { type Fact, sessionLines } from './event-facts.ts'

/** The kinds that name the sessions the recipient chose. */
const namesSessions: ReadonlySet<MessageKind> = new Set(['confirmation', 'update', 'reminder', 'waitlisted', 'pending', 'offered', 'held'])

/** The sessions that the recipient chose, and those that were full when a place came. */
export const sessionsFor = ({ kind, event, language, missed = [] }: OutboxMessage, told: readonly Fact[]): readonly Fact[] => {
  if (!namesSessions.has(kind)) return []
  const { sessions = [] } = event
  const { sessions: label, missed: missedLabel } = textsIn(language).mail
  return [
    ...(sessions.length === 0 || told.some((fact) => fact.label === label) ? [] : [{ label, lines: sessionLines(sessions, language) }]),
    ...(missed.length === 0 ? [] : [{ label: missedLabel, lines: missed }]),
  ]
}
