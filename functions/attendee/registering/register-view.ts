import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Event, needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { registrationInputSchema } from '../../../shared/domain/registration/registration.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'
import type { SeatCounter } from '../../../shared/domain/seats/seats.ts'
import { fullWays } from '../../../shared/domain/seats/waiting-list.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type FormValues, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { pageAboutEvent } from '../programme/page-about-event.ts'
import { laterLink, type Preview } from '../programme/ways.ts'
import { consentBox, personFields, personForm } from '../registration-form/person-fields.ts'
import { offeredSessions, sessionChoice } from '../registration-form/session-choice.ts'
import type { ProofParts } from './proof-parts.ts'
import type { LaterReason } from './refused-registration.ts'

/** The form of `registrationInputSchema` with the event's questions; `consent` is posted as `true`. */
export interface RegisterModel {
  readonly event: Event
  /** Its seat counters, from which the places left in sessions are computed. */
  readonly seats: readonly SeatCounter[]
  /** Whether there are free places; absent without a limit. With none, the form is for the waiting list. */
  readonly availability?: Availability
  /** Posted as `requestKey`, so that a repeated request is recognised. */
  readonly requestKey: string
  /** The personal key's address, shown but not editable. */
  readonly address?: string
  /** Why the person has to send it again later. */
  readonly later?: LaterReason
  /** What the form shows because a proof of work has to come with it. */
  readonly proof?: ProofParts
  /** Whether the form starts with what the person said in a registration that ended. It then posts to the page for registering. */
  readonly again?: boolean
  /** Set if it is a draft: the form is shown, and cannot be sent. */
  readonly preview?: Preview
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

const fixedAddress = (label: string, hint: string, address: string): Html =>
  html`<div class="field"><p class="field-label">${label}</p><p class="hint">${hint}</p><p class="long-words"><strong>${brokenAddress(address)}</strong></p></div>`

export const registerView = (context: PageContext, model: RegisterModel): Html => {
  const { event, availability, requestKey, address, later, proof, again, preview, values, problems } = model
  const form = personForm(context, { schema: registrationInputSchema, asked: event, values, problems })
  const { faultDetails, fields, register: texts } = textsIn(context.language)
  const way = event.audience === 'approval' ? 'approval' : availability === 'none' && event.waitingList !== 'none' ? 'full' : 'open'
  const { title, intro, submit } = texts.ways[way]
  return pageAboutEvent(
    context,
    {
      event,
      heading: title,
      title: form.texts.site.labelled({ label: title, value: event.title }),
      form,
      ...(proof === undefined ? {} : { head: proof.head }),
      ...(preview === undefined ? {} : { preview, head: html`<meta name="robots" content="noindex">` }),
    },
    html`
${errorSummary(form)}${later === undefined ? '' : notice('warning', { title: texts.later, body: faultDetails[later], live: true })}${proof?.notice}${again === true ? notice('info', texts.again) : ''}<p class="intro">${intro}${needsPersonalKey(event) ? '' : html` ${laterLink(preview, paths.registerGroup.to(event), texts.group)}`}</p>
${postForm(
  context,
  [
    hiddenField('requestKey', requestKey),
    ...personFields(context, form, {
      asked: event,
      full: fullWays(model),
      between:
        address === undefined
          ? textField(form, { name: 'email', type: 'email', hint: fields.email.hint, autocomplete: 'email' })
          : fixedAddress(fields.email.label, texts.fixedAddress, address),
    }),
    sessionChoice(context, form, offeredSessions(event, model.seats)),
    ...['key', 'personalKey'].flatMap((name) => {
      const value = values[name]
      return typeof value === 'string' ? [hiddenField(name, value)] : []
    }),
    consentBox(form, texts.consentText),
    proof?.widget ?? '',
    preview === undefined
      ? submitButton(submit, { needsProof: proof !== undefined })
      : html`<p class="hint">${textsIn(context.language).preview.notSent}</p><button class="button" type="submit" disabled>${submit}</button>`,
    proof?.instead ?? '',
  ],
  again === true ? { action: paths.register.to(event) } : {},
)}`,
  )
}
