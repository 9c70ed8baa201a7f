import type { Language } from '../../domain/basics/language.ts'
import type { MessageEvent } from '../../domain/mail/outbox-message.ts'
import { textsIn } from '../../texts/texts.ts'
import { type Fact, joinOf, whenOf, whereOf } from './event-facts.ts'

const differ = (one: Fact | undefined, other: Fact | undefined): boolean => JSON.stringify(one) !== JSON.stringify(other)

/** What changed about an event: words for what changed, and each changed fact with its previous value. */
export const changesOf = (event: MessageEvent, language: Language): { what: readonly string[]; facts: readonly Fact[] } => {
  const texts = textsIn(language).mail
  const { changed } = texts
  const { before = event } = event
  const [when, where, [join]] = [whenOf(event, language), whereOf(event, language), joinOf(event, language)]
  const [whenBefore, whereBefore, [joinBefore]] = [whenOf(before, language), whereOf(before, language), joinOf(before, language)]
  const moved = differ(when, whenBefore)
  const elsewhere = differ(where, whereBefore)
  // An unchanged zone is not repeated. A dead link is not shown.
  const times = whenBefore.lines.filter((line) => !when.lines.includes(line))
  return {
    what: [
      ...(event.title === before.title ? [] : [changed.title]),
      ...(moved ? [changed.when] : []),
      ...(elsewhere ? [changed.where] : []),
      ...(differ(join, joinBefore) ? [changed.join] : []),
    ],
    facts: [
      ...(event.title === before.title ? [] : [{ label: texts.titleBefore, lines: [before.title] }]),
      moved && times.length > 0 ? { ...when, before: times.join(', ') } : when,
      elsewhere ? { ...where, before: whereBefore.lines.join(', ') } : where,
    ],
  }
}
