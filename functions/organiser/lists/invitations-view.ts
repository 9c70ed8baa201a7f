import type { Event } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** `people` is how many addresses have not been invited, `open` whether registration is open, and `key` identifies this sending. */
export interface InvitationsModel {
  readonly event: Event
  readonly people: number
  readonly open: boolean
  readonly key: string
}

/** The confirmation page before invitations to an event are sent. */
export const invitationsView = (context: PageContext, { event, people, open, key }: InvitationsModel): Html => {
  const { invitations, site } = textsIn(context.language)
  const formats = formatsIn(context.language)
  const back = html`<a href="${paths.invited.to(event)}">${invitations.back}</a>`
  return layout(context, {
    title: site.labelled({ label: invitations.title, value: event.title }),
    main: html`<div class="wrap stack"><h1>${invitations.title}</h1>
<p><strong>${event.title}</strong><br>${eventTimes(formats, event)}</p>
${
  open && people > 0
    ? html`${notice('info', {
        title: invitations.people({ count: people }),
        body: html`<p>${invitations.once} ${invitations.language({ language: formats.language(event.language) })}</p>`,
      })}${postForm(context, html`${hiddenField('requestKey', key)}<p class="actions">${submitButton(invitations.submit)} ${back}</p>`, {
        action: paths.invitations.to(event),
      })}`
    : html`${notice('info', { title: open ? invitations.nobody : invitations.notOpen })}<p>${back}</p>`
}</div>`,
  })
}
