import type { GroupMember } from '../../../shared/domain/registration/group.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'
import { statusTones, statusWords } from './status-words.ts'

/** The answer to a group registration. For each person it is the same whether or not the address was registered before. */
export interface RegisteredGroupModel {
  readonly event: HeadedEvent
  /** With the address that was entered for each. */
  readonly members: readonly (GroupMember & { readonly email: string })[]
}

export const registeredGroupView = (context: PageContext, { event, members }: RegisteredGroupModel): Html => {
  const all = textsIn(context.language)
  const { group: texts, register } = all
  const statuses = statusWords(all)
  return pageAboutEvent(
    context,
    { event, heading: register.sent.title },
    html`
${notice('success', { title: register.sent.thanks, body: texts.sent, live: true })}
${members.some(({ status }) => status === 'share-used') ? notice('warning', { title: texts['share-used'], body: texts.shareUsed }) : ''}
${members.some(({ status }) => status === 'first-stands') ? notice('warning', { title: register.firstStands.notSaved, body: texts.firstStands }) : ''}
<section class="section" aria-labelledby="people"><h2 id="people">${texts.people}</h2>
<ul class="group-members panel">${members.map(({ name, email, status }) => html`<li><span>${name}<br><span class="muted small long-words">${brokenAddress(email)}</span></span> ${badge(statuses[status], statusTones[status])}</li>`)}</ul></section>
<section class="section" aria-labelledby="next"><h2 id="next">${register.sent.next}</h2>
<ol class="steps">${[register.sent.steps.mail, texts.ownLink, texts.again].map((step) => html`<li>${step}</li>`)}</ol></section>
<p class="actions"><a class="button button-quiet" href="${paths.event.to(event)}">${register.sent.back}</a>
<a href="${paths.registerGroup.to(event)}">${texts.more}</a></p>`,
  )
}
