import { network } from '../../../shared/domain/basics/network.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { keptDays, type Letter, type LetterState, letterStates } from '../../../shared/domain/mail/letter.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { lettersLabel } from './open-count.ts'
import { chosenForm, type LetterPlace, letterView, senderOf } from './single-letter-view.ts'

export interface LettersModel {
  /** The event that the letters are about; undefined for letters whose event is unknown. */
  readonly event: Event | undefined
  readonly state: LetterState
  /** How many are open. */
  readonly open: number
  readonly letters: readonly Letter[]
  /** URLs of the list in each state, of the next page and the first one, if any. */
  readonly paths: Readonly<Record<LetterState, string>>
  readonly next?: string
  readonly first?: string
  /** How many were just marked as dealt with. */
  readonly done?: number
  /** Somebody wanted to mark several and chose none. */
  readonly noneChosen?: boolean
}

/** Senders of more than one of these letters. */
const repeatedSenders = (letters: readonly Letter[]): ReadonlySet<string> =>
  new Set([...Map.groupBy(letters, senderOf)].filter(([, all]) => all.length > 1).map(([sender]) => sender))

/** Mails that people sent to the mailbox of invitations, for the organiser. */
export const lettersView = (context: PageContext, model: LettersModel): Html => {
  const { event, state, open, letters, next, first, done, noneChosen = false } = model
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { letters: labels } = texts.organiser
  const timeZone = event?.timeZone ?? network.timeZone
  const many = state === 'open' && letters.length > 1
  const place: LetterPlace = { context, texts, formats, event, timeZone, repeated: many ? repeatedSenders(letters) : undefined }
  const heading = event === undefined ? labels.other : labels.title
  const stateLabels = { open: lettersLabel(texts, formats, open, 'open'), 'dealt-with': labels.dealtWith }
  const pages = [
    ...(first === undefined ? [] : [html`<a href="${first}">${labels.first}</a>`]),
    ...(next === undefined ? [] : [html`<a rel="next" href="${next}">${labels.next}</a>`]),
  ]
  const back =
    event === undefined
      ? html`<a href="${paths.organiser.to({})}">${texts.organiser.desk.title}</a>`
      : html`<a href="${paths.manageEvent.to(event)}">${event.title}</a>`
  return layout(context, {
    title: event === undefined ? heading : texts.site.labelled({ label: heading, value: event.title }),
    main: html`<div class="wrap stack"><p class="back">${back}</p>
<h1>${heading}</h1>
<p class="lead">${event === undefined ? labels.otherLead : labels.lead}</p>
${done === undefined ? '' : notice('success', { title: done === 1 ? labels.done : labels.doneMany({ count: done }), live: true })}
${noneChosen ? notice('danger', { title: labels.noneChosen, live: true }) : ''}
<p class="hint">${labels.keptFor({ zone: timeZone, days: keptDays })}</p>
<nav class="pages" aria-label="${labels.states}">${letterStates.map(
      (each) => html`<a href="${model.paths[each]}"${each === state ? html` aria-current="page"` : ''}>${stateLabels[each]}</a>`,
    )}</nav>
${
  letters.length === 0
    ? html`<p class="empty">${labels.empty[state]}</p>`
    : html`<ul class="letters">${letters.map((letter, index) => letterView(place, letter, index))}</ul>`
}
${
  many
    ? postForm(context, html`<p class="actions">${submitButton(labels.dealWithChosen, { look: 'quiet' })}</p>`, {
        action: event === undefined ? paths.lettersDealtWith.to({}) : paths.eventLettersDealtWith.to(event),
        id: chosenForm,
      })
    : ''
}
${pages.length === 0 ? '' : html`<nav class="pages" aria-label="${heading}">${pages}</nav>`}</div>`,
  })
}
