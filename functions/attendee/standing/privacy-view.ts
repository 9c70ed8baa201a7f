import { network } from '../../../shared/domain/basics/network.ts'
import { suppressBelow } from '../../../shared/domain/feedback/summary.ts'
import { keptDays } from '../../../shared/domain/mail/letter.ts'
import { invitedKeptDays } from '../../../shared/domain/people/address-list.ts'
import { backupDays, registrationKeptDays, toldAddressMinutes } from '../../../shared/domain/people/periods.ts'
import { fileKeptDays, strayFilesGoneHours } from '../../../shared/domain/registration-form/file-answer.ts'
import { type Html, html, withMarkup } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { layout } from '../../../shared/views/page/layout.ts'

interface Section {
  readonly title: string
  readonly paragraphs: readonly (Html | string)[]
  readonly points?: readonly string[]
}

/** The sections of the notice, with retention times taken from the code. */
const sectionsOf = ({ language }: PageContext): readonly Section[] => {
  const { privacy } = textsIn(language)
  const { responsible, data, purpose, access, feedback, retention, cookies, rights } = privacy
  const points = [
    data.identity,
    data.needs,
    data.answers,
    data.status,
    data.source,
    data.attendance,
    data.files({ days: fileKeptDays, hours: strayFilesGoneHours }),
    data.mails,
    data.lists({ days: invitedKeptDays }),
    data.optional,
    data.returned,
    data.invitation({ days: keptDays }),
    data.letters({ days: keptDays }),
    data.received,
  ]
  return [
    { title: responsible.title, paragraphs: [responsible.text] },
    { title: data.title, paragraphs: [data.lead], points },
    { title: purpose.title, paragraphs: [purpose.use, purpose.interest, purpose.colleague, purpose.speaker, purpose.withdraw] },
    { title: access.title, paragraphs: [access.text({ fewest: suppressBelow })] },
    { title: feedback.title, paragraphs: [feedback.text({ days: backupDays })] },
    {
      title: retention.title,
      paragraphs: [
        withMarkup(
          (table) => retention.text({ days: registrationKeptDays, backups: backupDays, table }),
          html`<a href="${paths.retention.pattern}">${retention.table}</a>`,
        ),
      ],
    },
    { title: cookies.title, paragraphs: [cookies.text({ minutes: toldAddressMinutes })] },
    {
      title: rights.title,
      paragraphs: [withMarkup((page) => rights.text({ page }), html`<a href="${paths.myData.pattern}">${rights.page}</a>`)],
    },
  ]
}

export const privacyView = (context: PageContext): Html => {
  const texts = textsIn(context.language).privacy
  const contact = html`<a href="mailto:${network.contactEmail}">${network.contactEmail}</a>`
  return layout(context, {
    title: texts.title,
    main: html`<article class="wrap narrow"><h1>${texts.title}</h1><p class="lead">${texts.intro({ network: network.name })}</p>
<div class="prose">${sectionsOf(context).map(
      ({
        title,
        paragraphs,
        points = [],
      }) => html`<section class="section"><h2>${title}</h2>${paragraphs.map((text) => html`<p>${text}</p>`)}
${points.length === 0 ? '' : html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>`}</section>`,
    )}
<section class="section"><h2>${texts.contact}</h2><p>${withMarkup((address) => texts.write({ address }), contact)}</p></section></div></article>`,
  })
}
