import { network } from '../../shared/domain/network.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'

export const privacyView = (context: PageContext): Html => {
  const texts = textsIn(context.language).privacy
  return layout(context, {
    title: texts.title,
    main: html`<article class="wrap narrow"><h1>${texts.title}</h1><p class="lead">${texts.intro(network.name)}</p>
<div class="prose">${texts.sections.map(
      ({ title, paragraphs, points }) => html`<section class="section"><h2>${title}</h2>${paragraphs.map((text) => html`<p>${text}</p>`)}
${points.length === 0 ? '' : html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>`}</section>`,
    )}
<section class="section"><h2>${texts.contact}</h2><p>${texts.write} <a href="mailto:${network.contactEmail}">${network.contactEmail}</a>.</p></section></div></article>`,
  })
}
