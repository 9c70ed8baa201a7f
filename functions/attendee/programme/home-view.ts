import type { Language } from '../../../shared/domain/basics/language.ts'
import { type ListPage, markupBytes } from '../../../shared/domain/basics/list-page.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type EventKind, eventKinds } from '../../../shared/domain/event/fields.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { assetUrl } from '../../../shared/views/assets/addresses.ts'
import { dateLeaf, kindBadge, languageMark, topicTags, whenInShort } from '../../../shared/views/event/event-parts.ts'
import { networkPicture } from '../../../shared/views/event/link-picture.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkPreview } from '../../../shared/views/page/link-preview.ts'
import { badge } from '../../../shared/views/page/notice.ts'
import { pager } from '../../../shared/views/page/pager.ts'

/** An event in a list. `availability` is absent without a limit, and while registration is not open. */
export type ListedEvent = Pick<
  Event,
  | 'slug'
  | 'kind'
  | 'title'
  | 'summary'
  | 'format'
  | 'timeZone'
  | 'startsAt'
  | 'endsAt'
  | 'language'
  | 'topics'
  | 'status'
  | 'audience'
  | 'waitingList'
> & { readonly availability?: Availability }

/** `upcoming` soonest first, `past` newest first, both already filtered. */
export interface HomeModel {
  readonly upcoming: readonly ListedEvent[]
  readonly past: readonly ListedEvent[]
  /** What the reader chose: a kind and a Topical Group by id. */
  readonly filter: { readonly kind?: EventKind; readonly topic?: string }
  /** Which page of how many, if there are several; the upcoming events are on the first ones. */
  readonly pages?: Omit<ListPage<unknown>, 'shown'>
}

/** The most bytes of an event in the list; topics are shown by their labels. */
export const cardBytes = ({ slug, title, summary, topics }: ListedEvent): number =>
  1_500 + markupBytes([slug, title, summary, ...topics].join('')) + 120 * topics.length

export const homeView = (context: PageContext, model: HomeModel): Html => {
  const { pages = { page: 1, pages: 1 } } = model
  const { language } = context
  const texts = textsIn(language).home
  const filtered = model.filter.kind !== undefined || model.filter.topic !== undefined
  return layout(context, {
    title: texts.title,
    description: texts.lead,
    head: html`${linkPreview(context, { title: texts.title, description: texts.lead, path: paths.home.pattern, picture: networkPicture(language) })}
<link rel="alternate" type="text/calendar" href="${paths.feed.to({})}" title="${textsIn(language).subscribe.title}">`,
    main: html`<div class="hero"><div class="wrap"><div><h1>${texts.title}</h1><p class="lead">${texts.lead}</p></div>
<img src="${assetUrl('hemicycle.svg')}" alt="" width="340" height="175"></div></div>
<div class="wrap">
${filterForm(language, model.filter, filtered)}
${
  model.upcoming.length === 0 && pages.page > 1
    ? ''
    : html`<section class="section" aria-labelledby="upcoming"><h2 id="upcoming">${texts.upcoming}</h2>
${
  model.upcoming.length === 0
    ? html`<p class="empty">${filtered ? texts.noneFound : texts.noneUpcoming}</p>`
    : html`<ul class="cards">${model.upcoming.map((event) => card(event, language))}</ul>`
}
<p class="small"><a href="${paths.calendar.to({})}">${textsIn(language).subscribe.title}</a></p></section>`
}
${
  model.past.length === 0
    ? ''
    : html`<section class="section" aria-labelledby="past"><h2 id="past">${texts.past}</h2>
<ul class="past">${model.past.map((event) => pastEvent(event, language))}</ul></section>`
}${pager(context, pages)}</div>`,
  })
}

const filterForm = (language: Language, filter: HomeModel['filter'], filtered: boolean): Html => {
  const { home, kinds } = textsIn(language)
  const option = (value: string, label: string, chosen: string | undefined): Html =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`
  return html`<form class="filter" method="get" action="${paths.home.pattern}" role="search" aria-label="${home.filter}">
<div class="filter-choice"><label for="kind">${home.kind}</label><select id="kind" name="kind"><option value="">${home.all}</option>
${eventKinds.map((kind) => option(kind, kinds[kind], filter.kind))}</select></div>
<div class="filter-choice"><label for="topic">${home.topic}</label><select id="topic" name="topic"><option value="">${home.all}</option>
${network.topicalGroups.map(({ id, label }) => option(id, label[language], filter.topic))}</select></div>
<button class="button button-quiet">${home.show}</button>
${filtered ? html`<a class="clear" href="${paths.home.pattern}">${home.clear}</a>` : ''}</form>`
}

const availability = (event: ListedEvent, language: Language): Html | '' => {
  const texts = textsIn(language).home
  if (event.status === 'cancelled') return badge(texts.cancelled, 'danger')
  if (event.availability === undefined) return ''
  if (event.availability === 'none') return badge(event.waitingList === 'none' ? texts.full : texts.fullWithList, 'warning')
  return badge(textsIn(language).available[event.availability], 'success')
}

const card = (event: ListedEvent, language: Language): Html => html`<li class="card">${dateLeaf(event, language)}
<div class="card-body"><p class="card-kind">${kindBadge(event.kind, language)}${event.audience === 'network' ? badge(textsIn(language).home.forMembers) : ''}${availability(event, language)}</p>
<h3><a href="${paths.event.to({ slug: event.slug })}"${languageMark(event, language)}>${event.title}</a></h3>
<p class="card-when">${whenInShort(event, language)} · ${textsIn(language).formats[event.format]}</p>
<p${languageMark(event, language)}>${event.summary}</p>${topicTags(event.topics, language)}</div></li>`

const pastEvent = (
  event: ListedEvent,
  language: Language,
): Html => html`<li><p class="past-day">${formatsIn(language).shortDay(event.startsAt, event.timeZone)}</p>
<div><h3><a href="${paths.event.to({ slug: event.slug })}"${languageMark(event, language)}>${event.title}</a></h3>
<p class="card-kind">${kindBadge(event.kind, language)}${event.status === 'cancelled' ? availability(event, language) : ''}</p></div></li>`
