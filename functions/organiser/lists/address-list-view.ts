import * as z from 'zod'
import { network } from '../../../shared/domain/basics/network.ts'
import { isAddress, type ListEntry, mostLines } from '../../../shared/domain/people/address-list.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import type { FormProblem } from '../../../shared/texts/field-words.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

/** Which list it is, and the URLs of its pages. */
export interface ListAbout {
  readonly kind: 'members' | 'invited'
  readonly path: string
  readonly removePath: string
  readonly back: { readonly href: string; readonly label: string }
  /** Where invitations are sent to the people on the list, and what to say about those sent before. */
  readonly invitations?: { readonly href: string; readonly sent: Html | '' }
}

/** What has just been done to the list. */
export interface ListDone {
  readonly added?: number
  readonly known?: number
  readonly removed?: boolean
  /** Sending invitations has begun. */
  readonly begun?: boolean
}

export interface AddressListModel {
  readonly about: ListAbout
  readonly count: number
  readonly entries: readonly ListEntry[]
  readonly search: string
  /** URLs of the next page and the first one, if any. */
  readonly next?: string
  readonly first?: string
  readonly done: ListDone
  /** The refused lines, for correction, and what is wrong with each by its number among them. */
  readonly refused: { readonly text: string; readonly problems: readonly FormProblem[]; readonly count: number }
  readonly tooMany?: boolean
}

const doneNotice = (texts: Texts, { added, known = 0, removed, begun }: ListDone): Html | '' => {
  const { addressList } = texts
  if (begun === true) return notice('success', { title: texts.invitations.begun, live: true })
  if (removed === true) return notice('success', { title: addressList.removed, live: true })
  if (added === undefined) return ''
  const parts = [
    ...(added === 0 && known > 0 ? [] : [addressList.added({ count: added })]),
    ...(known === 0 ? [] : [addressList.known({ count: known })]),
  ]
  return notice('success', { title: parts.join(' '), live: true })
}

const adding = (context: PageContext, texts: Texts, model: AddressListModel): Html => {
  const { addressList } = texts
  const { refused, about, tooMany } = model
  const form = formOf(texts, refused)
  return html`${tooMany === true ? notice('danger', { title: addressList.tooMany({ most: mostLines }), live: true }) : ''}${
    refused.count === 0 ? '' : html`${notice('warning', { title: addressList.notTaken({ count: refused.count }) })}${errorSummary(form)}`
  }${postForm(
    context,
    [
      textArea(form, { name: 'entries', hint: addressList.entriesHint({ most: mostLines }), rows: 6 }),
      html`<p>${submitButton(addressList.add)}</p>`,
    ],
    { action: about.path },
  )}`
}

const searching = (texts: Texts, { about, search }: AddressListModel): Html => {
  const { addressList } = texts
  return html`<form class="filter" method="get" action="${about.path}" role="search"><div class="filter-choice field"><label for="search">${addressList.search}</label>
<p class="hint" id="search-hint">${addressList.searchHint}</p><input id="search" name="search" type="text" class="full" inputmode="email" autocomplete="off" spellcheck="false" maxlength="254" value="${search}" aria-describedby="search-hint"></div>
<button class="button button-quiet">${addressList.find}</button>${search === '' ? '' : html` <a class="clear" href="${about.path}">${addressList.showAll}</a>`}</form>`
}

const table = (context: PageContext, texts: Texts, formats: Formats, { about, entries, count }: AddressListModel): Html => {
  const { addressList } = texts
  return html`<div class="address-list">${stackedTable({
    caption: addressList[about.kind].count({ count }),
    columns: [{ label: addressList.entry }, { label: addressList.since, named: true }, { label: addressList.change }],
    rows: entries.map(({ entry, addedAt, invitedAt }) => [
      html`${brokenAddress(entry)}${isAddress(entry) ? '' : html`<span class="needs">${addressList.wholeDomain}</span>`}`,
      html`<time datetime="${addedAt}">${formats.shortDay(addedAt, network.timeZone)}</time>${
        invitedAt === undefined
          ? ''
          : html`<span class="needs">${addressList.invitedOn({ day: formats.shortDay(invitedAt, network.timeZone) })}</span>`
      }`,
      postForm(
        context,
        html`${hiddenField('entry', entry)}<button class="tool" type="submit" aria-label="${addressList.removeEntry({ entry })}">${addressList.remove}</button>`,
        { action: about.removePath },
      ),
    ]),
  })}</div>`
}

const formOf = (texts: Texts, { text, problems }: AddressListModel['refused']): Form => ({
  texts,
  schema: z.object({ entries: z.string() }),
  values: { entries: text },
  problems,
  wordsOf: () => ({ label: texts.addressList.entries, missing: texts.addressList.missing }),
})

/** A list of addresses and domains: what is on it, and how to add to it and search it. */
export const addressListView = (context: PageContext, model: AddressListModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { addressList } = texts
  const { about, count, entries, next, first, refused, done } = model
  const { title, lead, empty } = addressList[about.kind]
  const pages = [
    ...(first === undefined ? [] : [html`<a href="${first}">${addressList.first}</a>`]),
    ...(next === undefined ? [] : [html`<a rel="next" href="${next}">${addressList.next}</a>`]),
  ]
  return layout(context, {
    title: formTitle(formOf(texts, refused), title),
    main: html`<div class="wrap stack"><p class="back"><a href="${about.back.href}">${about.back.label}</a></p>
<h1>${title}</h1><p class="lead">${lead}</p>
${doneNotice(texts, done)}${
  about.invitations === undefined || count === 0
    ? ''
    : html`<p class="actions"><a class="button" href="${about.invitations.href}">${texts.invitations.title}</a></p>`
}<div class="section">${adding(context, texts, model)}</div>
<section class="section stack" aria-labelledby="listed"><h2 id="listed">${addressList.listed}</h2>
${
  count === 0
    ? html`<p class="empty">${empty}</p>`
    : html`${searching(texts, model)}${entries.length === 0 ? html`<p class="empty">${addressList.notFound}</p>` : table(context, texts, formats, model)}`
}
${pages.length === 0 ? '' : html`<nav class="pages" aria-label="${addressList.listed}">${pages}</nav>`}</section>${about.invitations?.sent ?? ''}</div>`,
  })
}
