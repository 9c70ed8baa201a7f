import { shownSize } from '../../domain/attachment/picture.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Event } from '../../domain/event/event.ts'
import { type Html, html } from '../../site/html.ts'
import { paths } from '../../site/paths.ts'
import { languageMark } from './event-parts.ts'

/** The picture that an event's organiser chose, if any; the page keeps its place until it arrives. */
export const pictureOf = (
  { slug, picture, language: own }: Pick<Event, 'slug' | 'language' | 'picture'>,
  language: Language,
): Html | '' => {
  if (picture === undefined) return ''
  const { width, height } = shownSize(picture)
  return html`<img class="event-picture" src="${paths.uploadedPicture.to({ slug, id: picture.id })}" alt="${picture.alt}" width="${width}" height="${height}"${languageMark({ language: own }, language)}>`
}
