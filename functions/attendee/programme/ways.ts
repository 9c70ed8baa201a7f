import type { Event } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { paths } from '../../../shared/site/paths.ts'

/** Where the pages about an event lead. */
interface Ways {
  readonly event: string
  readonly programme: string
  readonly register: string
  readonly file: (id: string) => string
}

/** Set where a draft is shown as attendees will see it: its pages lead to each other, and `banner` says what they are. */
export interface Preview extends Ways {
  readonly banner: Html
}

export const waysOf = (event: Pick<Event, 'slug'>, preview: Preview | undefined): Ways =>
  preview ?? {
    event: paths.event.to(event),
    programme: paths.programme.to(event),
    register: paths.register.to(event),
    file: (id) => paths.attachment.to({ slug: event.slug, id }),
  }

/** A link to what a draft does not have yet: in a preview it leads nowhere. */
export const laterLink = (preview: Preview | undefined, href: string, label: string): Html =>
  preview === undefined ? html`<a href="${href}">${label}</a>` : html`<a role="link" aria-disabled="true">${label}</a>`
