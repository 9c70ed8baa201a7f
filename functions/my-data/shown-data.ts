import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { file, page, type Reply, seeOther } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { paths } from '../../shared/site/paths.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { myDataSubject } from '../../shared/tokens/my-data-token.ts'
import { personHash } from '../../shared/tokens/registration-tokens.ts'
import { createShowing, type ShownData } from './gathering.ts'
import { sectionsOf } from './sections.ts'
import type { Services } from './services.ts'
import { eraseView, shownDataView } from './shown-data-view.ts'

type Run = (services: Services, request: Request, email: string) => Promise<Reply>

/** A page behind the link in a mail: to anyone without it, and once it has expired, it does not exist. */
const linked =
  (run: Run) =>
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const email = myDataSubject(await services.keys.links(), request.parameter('token'), request.now)
    return email === undefined ? refuse(request, 'not-found', 'link') : run(services, request, email)
  }

/** The data as stored, without what only the software needs. */
const asJson = (
  { email, registrations, speakers, messages, entries, letters, received, unproven, renewals, optionalMail, suppression }: ShownData,
  now: string,
) => {
  const mailOf = ({ kind, state, createdAt, recipient, language, trail, written }: ShownData['messages'][number]) => ({
    kind,
    state,
    owedAt: createdAt,
    recipient,
    language,
    trail,
    subject: written?.subject,
  })
  return {
    email,
    createdAt: now,
    registrations: registrations.map(({ event: { slug, title, startsAt, endsAt }, registration, messages: mails, files }) => {
      const {
        requestKey: _key,
        requestContent: _content,
        handOverContent: _handOver,
        addressChange: _address,
        owes: _owes,
        revision: _revision,
        ...known
      } = registration
      return { event: { slug, title, startsAt, endsAt }, ...known, files, mails: mails.map(mailOf) }
    }),
    speakers: speakers.map(
      ({
        event: { slug, title, startsAt, endsAt },
        speaker: { id: _id, nonce: _nonce, version: _version, entries: _entries, slug: _slug, ...known },
      }) => ({
        event: { slug, title, startsAt, endsAt },
        ...known,
      }),
    ),
    mails: messages.map(mailOf),
    lists: entries.map(({ title, addedAt, invitedAt }) => ({
      list: title === undefined ? 'members' : 'invited',
      event: title,
      addedAt,
      invitedAt,
    })),
    letters: letters.map(({ receivedAt, name, address, subject, text, kind, slug }) => ({
      receivedAt,
      kind,
      event: slug,
      name,
      address,
      subject,
      text,
    })),
    receivedMails: received.map(({ receivedAt }) => ({ receivedAt })),
    unverifiedMails: unproven.map((receivedAt) => ({ receivedAt })),
    calendarLinkRenewals: renewals,
    optionalMail,
    returnedMails: suppression?.bounce && { reason: suppression.bounce.reason, at: suppression.bounce.at },
    complaint: suppression?.complaint && { at: suppression.complaint.at },
  }
}

export const shownData = linked(async (services, request, email) => {
  const data = await createShowing(services)(email, request.now)
  return page(shownDataView(request.context, { email, token: request.parameter('token'), sections: sectionsOf(request.language, data) }))
})

export const dataAsJson = linked(async (services, request, email) => {
  const data = await createShowing(services)(email, request.now)
  return file(`${JSON.stringify(asJson(data, request.now), null, 2)}\n`, 'application/json; charset=utf-8', 'my-data.json')
})

export const dataAsText = linked(async (services, request, email) => {
  const sections = sectionsOf(request.language, await createShowing(services)(email, request.now))
  const { site, myData } = textsIn(request.language)
  const parts = sections.map(({ title, facts }) =>
    [title, '='.repeat(title.length), ...facts.map(([label, value]) => site.labelled({ label, value }))].join('\n'),
  )
  const text = [myData.shown.lead({ email }), ...(parts.length === 0 ? [myData.shown.nothing] : parts)].join('\n\n')
  return file(`${text}\n`, 'text/plain; charset=utf-8', 'my-data.txt')
})

export const eraseForm = linked((_, request, email) => page(eraseView(request.context, { email, token: request.parameter('token') })))

/** Requests the erasure; another function does it, within minutes. Repeating it changes nothing. */
export const erase = linked(async ({ keys, erasures }, request, email) => {
  const person = personHash(await keys.links(), emailKey(email))
  await erasures.request({ person, email: emailKey(email), requestedAt: request.now, request: request.requestId })
  return seeOther(paths.myDataErased.pattern)
})
