import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { dateLeaf, kindBadge, languageMark, type PublicEvent, whenInShort } from '../../../shared/views/event/event-parts.ts'
import { type Form, formTitle } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { type Preview, waysOf } from './ways.ts'

/** What a page about an event shows of it. */
export type HeadedEvent = Pick<PublicEvent, 'slug' | 'kind' | 'title' | 'format' | 'timeZone' | 'startsAt' | 'endsAt' | 'language'>

interface PageAboutEvent {
  readonly event: HeadedEvent
  readonly heading: string
  /** The window title, if it says more than the heading. */
  readonly title?: string
  /** The form being filled in: the window title mentions its problems. */
  readonly form?: Form
  /** Additional content for the head. */
  readonly head?: Html
  readonly preview?: Preview
}

/** A page with an action on an event: the title, the event (at the side if there is room), the rest. */
export const pageAboutEvent = (
  context: PageContext,
  { event, heading, title = heading, form, head, preview }: PageAboutEvent,
  body: Html,
): Html => {
  const { language } = context
  const texts = textsIn(language)
  return layout(context, {
    title: form === undefined ? title : formTitle(form, title),
    ...(head === undefined ? {} : { head }),
    main: html`${preview === undefined ? '' : html`<div class="wrap">${preview.banner}</div>`}<div class="wrap about-event"><h1>${heading}</h1>
<aside class="event-reminder" aria-label="${texts.registration.event}">${dateLeaf(event, language)}<div class="reminder-text">${kindBadge(event.kind, language)}
<p class="event-name"><a href="${waysOf(event, preview).event}"${languageMark(event, language)}>${event.title}</a></p>
<p class="muted small">${whenInShort(event, language)} · ${texts.formats[event.format]}</p></div></aside>
<div class="about-event-body">${body}</div></div>`,
  })
}
