import { network } from '../../../shared/domain/basics/network.ts'
import { type Html, html, withMarkup } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { mailtoLink } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

export const aboutView = (context: PageContext): Html => {
  const { language } = context
  const texts = textsIn(language).about
  const { country, compare } = formatsIn(language)
  const contactPoints = network.contactPoints
    .map((point) => ({ name: country(point.country), email: point.email }))
    .sort((a, b) => compare(a.name, b.name))
  return layout(context, {
    title: texts.title({ network: network.name }),
    description: texts.intro,
    main: html`<div class="wrap narrow"><h1>${texts.title({ network: network.name })}</h1>
<p class="lead">${network.tagline[language]}.</p><p class="intro">${texts.intro}</p>
<p class="intro"><a href="${network.webAddress}">${texts.website}</a></p>
<section class="section" aria-labelledby="groups"><h2 id="groups">${texts.groups}</h2><p>${texts.groupsIntro}</p>
<ul class="tags">${network.topicalGroups.map(({ label }) => html`<li>${label[language]}</li>`)}</ul></section>
<section class="section stack"><h2 id="contact-points">${texts.contactPoints}</h2><p>${texts.contactPointsIntro}</p>
${stackedTable({
  caption: texts.contactPoints,
  captionHidden: true,
  columns: [{ label: texts.country }, { label: texts.email }],
  rows: contactPoints.map(({ name, email }) => [name, mailtoLink(email)]),
})}
<p>${withMarkup((address) => texts.noContactPoint({ address }), mailtoLink(network.contactEmail))}</p></section>
<section class="section" aria-labelledby="grant"><h2 id="grant">${texts.grant}</h2><p>${network.grant.statement[language]}</p></section></div>`,
  })
}
