import { network } from '../../domain/basics/network.ts'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { textsIn } from '../../texts/texts.ts'
import { subscriptionLinks, webcal } from './calendar-links.ts'

/** A calendar to subscribe to. */
export interface Feed {
  readonly name: string
  /** Absolute, with https. */
  readonly address: string
  /** What it shows. */
  readonly about?: string
}

const feed = ({ language }: PageContext, { name, address, about }: Feed): Html => {
  const { subscribe: texts, addTo } = textsIn(language)
  const links = subscriptionLinks(address, texts.calendarName({ network: network.name, about: name }))
  return html`<li class="feed"><h3>${name}</h3>${about === undefined ? '' : html`<p>${about}</p>`}
<p class="feed-links"><a class="button button-quiet" href="${webcal(address)}" aria-label="${texts.subscribeTo({ name })}">${texts.subscribe}</a>${(
    ['google', 'outlook', 'office'] as const
  ).map(
    (service) =>
      html` <a href="${links[service]}" rel="noreferrer" aria-label="${texts.on({ service: addTo[service], name })}">${addTo[service]}</a>`,
  )}</p>
<p class="small"><span class="muted">${texts.address}</span> <code class="feed-address">${address}</code></p></li>`
}

/** Calendars, each with links to subscribe and the address to copy. */
export const feedList = (context: PageContext, feeds: readonly Feed[]): Html =>
  html`<ul class="feeds">${feeds.map((each) => feed(context, each))}</ul>`
