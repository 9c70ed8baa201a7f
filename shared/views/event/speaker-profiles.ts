import type { Language } from '../../domain/basics/language.ts'
import type { Event } from '../../domain/event/event.ts'
import type { SpeakerProfile } from '../../domain/speaker/profile.ts'
import { type Html, html } from '../../site/html.ts'
import { textsIn } from '../../texts/texts.ts'
import { formattedText } from '../page/formatted-text.ts'
import { languageMark } from './event-parts.ts'

/** What confirmed speakers say of themselves; nothing if none of them says anything. */
export const speakerProfiles = (event: Pick<Event, 'language'>, profiles: readonly SpeakerProfile[], language: Language): Html => {
  const told = profiles.filter(({ biography }) => biography !== undefined)
  return told.length === 0
    ? html``
    : html`<section class="section" aria-labelledby="profiles"><h2 id="profiles">${textsIn(language).event.profiles}</h2>
<div${languageMark(event, language)}>${told.map(
        ({ id, name, organisation, biography = '' }) =>
          html`<article class="section" id="speaker-${id}"><h3>${name}</h3>${organisation === undefined ? '' : html`<p class="muted">${organisation}</p>`}${formattedText(biography, 4)}</article>`,
      )}</div></section>`
}
