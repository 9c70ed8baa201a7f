import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Language } from '../../../shared/domain/basics/language.ts'
import { type Clash, heldBy, mostThere } from '../../../shared/domain/event/clashes.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { type FieldWords, type FormProblem, sayProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { formField, formLine } from '../event-form/form-codec.ts'
import { eventFormWords } from '../event-form/form-words.ts'

/** The words for a control of a session's form. */
export const sessionWords = (texts: Texts, name: string): FieldWords =>
  name === 'kind' ? { label: texts.eventForm.fields.sessionKind } : eventFormWords(texts, name)

/** A problem of a session where its form shows it: that of `speakers.2.name` on the third line of the speakers. */
export const sessionProblem = (problem: FieldProblem): FormProblem => {
  const line = formLine(problem.field)
  return { ...problem, field: formField(problem.field), ...(line === undefined ? {} : { line }) }
}

/** What is wrong with the sessions of an event, each by its title; of other fields as the event's form says it. */
export const sayOfSessions = (texts: Texts, sessions: readonly Pick<StoredSession, 'title'>[], problem: FieldProblem): string => {
  const [, index, field] = /^sessions\.(\d+)\.(.*)$/.exec(problem.field) ?? []
  const title = sessions[Number(index)]?.title
  if (field === undefined || title === undefined) return sayProblem(texts, problem, eventFormWords(texts, problem.field))
  const own = sessionProblem({ ...problem, field })
  return sayProblem(texts, own, { ...sessionWords(texts, own.field), part: title })
}

/** What clashes, in a sentence. */
const sayClash = (texts: Texts, language: Language, event: Event, { code, sessions, people = [], room = '' }: Clash): string => {
  const [one, other] = sessions.map((id) => event.sessions.find((session) => session.id === id))
  const says = texts.arranging.says
  const titles = { one: one?.title ?? '', other: other?.title ?? '' }
  switch (code) {
    case 'same-people':
      return says[code]({ ...titles, people: formatsIn(language).list(people), count: people.length })
    case 'same-room':
      return says[code]({ ...titles, room })
    case 'more-places-than-event':
      return says[code]({ one: titles.one, places: one?.capacity ?? 0, limit: event.capacity ?? 0 })
    case 'more-places-than-room':
      return says[code]({ one: titles.one, room, places: one?.capacity ?? 0, limit: heldBy(event.rooms)(room) ?? 0 })
    case 'room-smaller-than-event':
      return says[code]({ one: titles.one, room, places: mostThere(event) ?? 0, limit: heldBy(event.rooms)(room) ?? 0 })
    case 'no-limit-in-room':
      return says[code]({ one: titles.one, room, limit: heldBy(event.rooms)(room) ?? 0 })
  }
}

export const clashList = (texts: Texts, language: Language, event: Event, clashes: readonly Clash[]): Html =>
  html`<ul>${clashes.map((clash) => html`<li>${sayClash(texts, language, event, clash)}</li>`)}</ul>`
