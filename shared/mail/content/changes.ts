import type { Language } from '../../domain/basics/language.ts'
import type { MessageEvent } from '../../domain/mail/outbox-message.ts'
import { type Texts, textsIn } from '../../texts/texts.ts'
import { type Fact, joinOf, sessionLines, whenOf, whereOf } from './event-facts.ts'

const differ = (one: Fact | undefined, other: Fact | undefined): boolean => JSON.stringify(one) !== JSON.stringify(other)

/** Which of the recipient's sessions changed, if that is known: the lines now, and those of before that are gone. */
const changedSessions = ({ before, sessions = [] }: MessageEvent, language: Language) => {
  if (before?.sessions === undefined) return undefined
  const [now, then] = [sessionLines(sessions, language), sessionLines(before.sessions, language)]
  return now.join('\n') === then.join('\n') ? undefined : { now, gone: then.filter((line) => !now.includes(line)) }
}

/** The recipient's sessions after a change, with what they were before. */
const sessionFacts = (texts: Texts['mail'], changed: ReturnType<typeof changedSessions>): readonly Fact[] => {
  if (changed === undefined) return []
  const { now, gone } = changed
  const lines = now.length === 0 ? [texts.noSessions] : now
  return [{ label: texts.sessions, lines, ...(gone.length === 0 ? {} : { before: gone.join('; ') }) }]
}

/** What changed about an event: words for what changed, and each changed fact with its previous value. */
export const changesOf = (event: MessageEvent, language: Language): { what: readonly string[]; facts: readonly Fact[] } => {
  const texts = textsIn(language).mail
  const { changed } = texts
  const { before = event } = event
  const [when, where, [join]] = [whenOf(event, language), whereOf(event, language), joinOf(event, language)]
  const [whenBefore, whereBefore, [joinBefore]] = [whenOf(before, language), whereOf(before, language), joinOf(before, language)]
  const moved = differ(when, whenBefore)
  const sessions = changedSessions(event, language)
  const elsewhere = differ(where, whereBefore)
  // An unchanged zone is not repeated. A dead link is not shown.
  const times = whenBefore.lines.filter((line) => !when.lines.includes(line))
  return {
    what: [
      ...(event.title === before.title ? [] : [changed.title]),
      ...(moved ? [changed.when] : []),
      ...(elsewhere ? [changed.where] : []),
      ...(differ(join, joinBefore) ? [changed.join] : []),
      ...(sessions === undefined ? [] : [changed.sessions]),
    ],
    facts: [
      ...(event.title === before.title ? [] : [{ label: texts.titleBefore, lines: [before.title] }]),
      moved && times.length > 0 ? { ...when, before: times.join(', ') } : when,
      elsewhere ? { ...where, before: whereBefore.lines.join(', ') } : where,
      ...sessionFacts(texts, sessions),
    ],
  }
}
