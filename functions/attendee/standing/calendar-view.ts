import { network } from '../../../shared/domain/basics/network.ts'
import { eventKinds } from '../../../shared/domain/event/fields.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { type Feed, feedList } from '../../../shared/views/event/feed-list.ts'
import { layout } from '../../../shared/views/page/layout.ts'

const section = (id: string, title: string, body: Html): Html =>
  html`<section class="section" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`

/** The public calendars, and how to subscribe to them. */
export const calendarView = (context: PageContext): Html => {
  const { language, siteUrl } = context
  const { subscribe: texts } = textsIn(language)
  // The calendar's name is in the reader's language; the URL says so if that is not the network's.
  const address = (path: string): string => siteUrl + path + (language === network.language ? '' : `?language=${language}`)
  const feeds = (list: readonly Feed[]): Html => feedList(context, list)
  return layout(context, {
    title: texts.title,
    description: texts.lead,
    main: html`<div class="wrap narrow"><h1>${texts.title}</h1><p class="lead">${texts.lead}</p>
${section('everything', texts.everything, feeds([{ name: texts.all, address: address(paths.feed.to({})) }]))}
${section(
  'kinds',
  texts.byKind,
  feeds(eventKinds.map((kind) => ({ name: texts.kinds[kind], address: address(paths.feedOfKind.to({ kind })) }))),
)}
${section(
  'topics',
  texts.byTopic,
  feeds(network.topicalGroups.map(({ id, label }) => ({ name: label[language], address: address(paths.feedOfTopic.to({ topic: id })) }))),
)}
${section(
  'personal',
  texts.personal.title,
  html`<p>${texts.personal.body}</p>
<p class="actions"><a class="button button-quiet" href="${paths.myLinks.to({})}">${textsIn(language).myLinks.title}</a></p>`,
)}
${section('how', texts.how, html`<ol class="steps">${Object.values(texts.steps).map((step) => html`<li>${step}</li>`)}</ol>`)}
${section('know', texts.know, html`<ul class="steps">${Object.values(texts.notes).map((note) => html`<li>${note}</li>`)}</ul>`)}</div>`,
  })
}
