import { network } from '../../../shared/domain/basics/network.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { feedList } from '../../../shared/views/event/feed-list.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

interface PersonalCalendarModel {
  /** Of the calendar's URLs. */
  readonly token: string
  readonly renewals: number
  /** The link has just been renewed. */
  readonly renewed: boolean
}

export const personalCalendarView = (context: PageContext, { token, renewals, renewed }: PersonalCalendarModel): Html => {
  const { language, siteUrl } = context
  const { personalCalendar: texts, subscribe } = textsIn(language)
  const address = (path: string): string => siteUrl + path + (language === network.language ? '' : `?language=${language}`)
  return layout(context, {
    title: texts.title,
    main: html`<div class="wrap narrow stack"><h1>${texts.title}</h1><p class="lead">${texts.lead}</p>
${renewed ? notice('success', { title: texts.renewed, body: texts.renewedBody, live: true }) : ''}
${notice('info', { title: texts.secretTitle, body: texts.secret })}
<section class="section" aria-labelledby="calendars"><h2 id="calendars">${texts.calendars}</h2>${feedList(context, [
      { ...texts.own, address: address(paths.personalFeed.to({ token })) },
      { ...texts.others, address: address(paths.otherEventsFeed.to({ token })) },
    ])}</section>
<section class="section" aria-labelledby="how"><h2 id="how">${subscribe.how}</h2>
<ol class="steps">${Object.values(subscribe.steps).map((step) => html`<li>${step}</li>`)}</ol></section>
<section class="section stack" aria-labelledby="renew"><h2 id="renew">${texts.renewTitle}</h2><p>${texts.renewBody}</p>
${postForm(context, [hiddenField('renewals', String(renewals)), html`<p class="actions">${submitButton(texts.renew, { look: 'danger' })}</p>`])}</section></div>`,
  })
}
