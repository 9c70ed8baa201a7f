import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { eventFormWords } from './form-words.ts'

export interface Conflict {
  /** What the form would hold for the event as it is saved now, and what it holds, by control name. */
  readonly saved: FormValues
  readonly typed: FormValues
  /** The form with the event as it is saved now. */
  readonly page: string
}

const textOf = (value: FormValues[string]): string => (typeof value === 'string' ? value : (value ?? []).join('\n'))

/** Control names at which the two differ, without those that nobody fills in. */
const differing = ({ saved, typed }: Conflict): readonly string[] =>
  [...new Set([...Object.keys(saved), ...Object.keys(typed)])].filter(
    (name) => !/(?:^|\.)id$|^allowBelowGiven$|^moveSessions$/.test(name) && textOf(saved[name]) !== textOf(typed[name]),
  )

/** A choice in words, a time as it is written, anything else as it was typed. */
const sayValue = (context: PageContext, texts: Texts, name: string, value: string): string => {
  const { kinds, formats, eventForm } = texts
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: kinds,
    format: formats,
    audience: eventForm.audiences,
    waitingList: eventForm.waitingLists,
  }
  const written = formatsIn(context.language)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value)) return `${written.date(value.slice(0, 10))}, ${value.slice(11)}`
  return name === 'language' ? written.language(value) : (choices[name]?.[value] ?? value)
}

/** What to do where somebody else has saved the event in the meantime: both versions beside each other, where they differ. */
export const conflictView = (context: PageContext, conflict: Conflict): Html => {
  const texts = textsIn(context.language)
  const { conflict: title, conflicts: words } = texts.eventForm
  const names = differing(conflict)
  const cell = (name: string, values: FormValues): Html => {
    const value = textOf(values[name])
    return value === ''
      ? html`<span class="muted">${words.empty}</span>`
      : html`<span class="lines">${sayValue(context, texts, name, value)}</span>`
  }
  const labelOf = (name: string): string => {
    const { label, part } = eventFormWords(texts, name)
    return part === undefined ? label : texts.site.labelled({ label: part, value: label })
  }
  const table = stackedTable({
    caption: title,
    captionHidden: true,
    columns: [{ label: words.field }, { label: words.saved, named: true }, { label: words.yours, named: true }],
    rows: names.map((name) => [labelOf(name), cell(name, conflict.saved), cell(name, conflict.typed)]),
  })
  const body = html`<p>${names.length === 0 ? words.same : words.text}</p>${names.length === 0 ? '' : table}
<p><a href="${conflict.page}">${words.link}</a></p>`
  return notice('danger', { title, live: true, body })
}
