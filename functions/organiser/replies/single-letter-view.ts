import { emailAddressSchema } from '../../../shared/domain/basics/email-address.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Letter } from '../../../shared/domain/mail/letter.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { whenInShort } from '../../../shared/views/event/event-parts.ts'
import { postForm } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'

/** Where letters are shown, and the zone of their times. */
export interface LetterPlace {
  readonly context: PageContext
  readonly texts: Texts
  readonly formats: Formats
  readonly event: Event | undefined
  readonly timeZone: string
  /** If several can be marked at once: the senders of more than one letter on the page. */
  readonly repeated: ReadonlySet<string> | undefined
}

/** The id of the form that marks several letters. */
export const chosenForm = 'chosen'

/** Whom a letter is from, as far as is known: what somebody wrote in another's name is not theirs. */
export const senderOf = ({ id, doubted }: Pick<Letter, 'id' | 'doubted'>): string => `${id.slice(0, id.indexOf('.'))} ${doubted === true}`

/** The address to reply to: only if it is valid and SES verified it. */
const answerTo = ({ address, subject, doubted }: Letter): string | undefined => {
  const checked = emailAddressSchema.safeParse(address)
  if (!checked.success || doubted) return undefined
  const re = subject === undefined ? '' : `?subject=${encodeURIComponent(/^re:/i.test(subject) ? subject : `Re: ${subject}`)}`
  return `mailto:${encodeURIComponent(checked.data).replace('%40', '@')}${re}`
}

// Words from strangers, in any language and script.
const sender = ({ texts }: LetterPlace, { name, address, doubted }: Letter): Html => {
  const { letters } = texts.organiser
  // A name would be believed.
  if (doubted) return address === undefined ? html`${letters.nobody}` : html`${letters.claims} <bdi>${brokenAddress(address)}</bdi>`
  if (address === undefined) return html`${name === undefined ? letters.nobody : html`<bdi>${name}</bdi>`}`
  return html`${name === undefined ? '' : html`<bdi>${name}</bdi> · `}<bdi>${brokenAddress(address)}</bdi>`
}

/** Whether the writer is registered; not shown if the sender may be forged. */
const registered = ({ texts, event }: LetterPlace, { registration, doubted }: Letter): Html | '' => {
  const { letters } = texts.organiser
  if (event === undefined || doubted) return ''
  if (registration === undefined) return html`<span class="needs">${letters.notRegistered}</span>`
  const said = registration.otherAddress ? letters.registeredOtherwise : letters.registered
  return html`<span class="needs"><a href="${paths.registrationHistory.to({ slug: event.slug, id: registration.id })}">${said}</a></span>`
}

const proposed = ({ texts, formats, timeZone, context }: LetterPlace, { kind, proposed: time }: Letter): Html | '' => {
  const { letters } = texts.organiser
  if (kind !== 'counter') return ''
  if (time === undefined) return html`<p>${letters.noTime}</p>`
  const { start, end } = time
  const said =
    end === undefined
      ? `${formats.moment(start, timeZone)} (${timeZone})`
      : whenInShort({ startsAt: start, endsAt: end, timeZone }, context.language)
  return html`<p>${letters.proposes} <strong>${said}</strong></p>`
}

const text = ({ texts }: LetterPlace, { text: kept, cut, kind }: Letter): Html | '' => {
  const { letters } = texts.organiser
  if (kind === 'tnef') return html`<p>${letters.tnef}</p>`
  if (kind === 'unreadable') return html`<p>${letters.unreadable}</p>`
  if (kept === undefined) return kind === 'counter' ? '' : html`<p class="muted">${letters.noText}</p>`
  return html`<p class="lines letter-text" dir="auto">${kept}${cut ? '…' : ''}</p>${cut ? html`<p class="hint">${letters.cut}</p>` : ''}`
}

/** Choosing the letter, alone or with all others from its sender. */
const choice = ({ texts, repeated }: LetterPlace, letter: Letter, heading: string): Html | '' => {
  const { letters } = texts.organiser
  if (repeated === undefined) return ''
  return html`<div class="choice"><input type="checkbox" id="${heading}-chosen" name="ids" value="${letter.id}" form="${chosenForm}" aria-describedby="${heading}"><label for="${heading}-chosen">${letters.choose}</label></div>`
}

const actions = ({ context, texts, event, repeated }: LetterPlace, letter: Letter, heading: string): Html => {
  const { letters } = texts.organiser
  const { id, dealtWith } = letter
  const mail = event === undefined ? paths.letterMail.to({ id }) : paths.eventLetterMail.to({ slug: event.slug, id })
  const done = event === undefined ? paths.letterDealtWith.to({ id }) : paths.eventLetterDealtWith.to({ slug: event.slug, id })
  const answer = answerTo(letter)
  return html`<div class="letter-actions">${
    dealtWith === undefined
      ? postForm(
          context,
          html`<button class="button button-quiet" type="submit" aria-describedby="${heading}">${letters.dealWith}</button>`,
          { action: done },
        )
      : ''
  }${
    repeated?.has(senderOf(letter)) === true
      ? html`<button class="button button-quiet" type="submit" form="${chosenForm}" name="sameSenderAs" value="${id}" aria-describedby="${heading}">${letters.dealWithSender}</button>`
      : ''
  }${answer === undefined ? '' : html`<a href="${answer}" aria-describedby="${heading}">${letters.answer}</a>`}<a href="${mail}" aria-describedby="${heading}">${letters.download}</a></div>`
}

/** One letter. Every word in it is its writer's, and is shown as plain text. */
export const letterView = (place: LetterPlace, letter: Letter, index: number): Html => {
  const { texts, formats, timeZone } = place
  const { letters } = texts.organiser
  const { kind, subject, receivedAt, doubted, dealtWith } = letter
  const id = `letter-${index + 1}`
  const moment = (at: string): Html => html`<time datetime="${at}">${formats.moment(at, timeZone)}</time>`
  return html`<li><article class="panel letter" aria-labelledby="${id}">
${kind === 'letter' ? '' : html`<p class="event-row-state">${badge(letters.kinds[kind], kind === 'counter' ? 'info' : 'warning')}</p>`}
<h2 id="${id}" dir="auto">${subject ?? letters.noSubject}</h2>
<p class="muted">${sender(place, letter)} · ${moment(receivedAt)}${registered(place, letter)}</p>
${doubted ? notice('warning', { title: letters.doubted, body: letters.doubtedHint }) : ''}
${proposed(place, letter)}${text(place, letter)}
${dealtWith === undefined ? '' : html`<p class="muted">${letters.dealtWithAt} ${moment(dealtWith.at)}</p>`}${choice(place, letter, id)}${actions(place, letter, id)}</article></li>`
}
