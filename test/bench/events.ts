import { readFileSync } from 'node:fs'
import type { FunctionName } from '../../infra/functions.ts'
import { messageEvent } from '../../shared/domain/mail/owed-mail.ts'
import { paths } from '../../shared/site/paths.ts'
import { transact } from '../../shared/store/dynamodb/transaction.ts'
import { putFanOut } from '../../shared/store/fan-outs.ts'
import { itemKeys, objectKeys } from '../../shared/store/item-keys.ts'
import { contentHash } from '../../shared/views/assets/content-hash.ts'
import { httpEvent } from './http-event.ts'
import type { Stage } from './stage.ts'
import { type Image, queueEvent, streamEvent } from './stream-event.ts'

const nobody = { id: 'n'.repeat(22), round: 1 }
const text = (value: string) => ({ S: value })

// A drawing, whose text no build changes, so that its name is known here.
const drawing = readFileSync(new URL('../../shared/views/assets/hemicycle.svg', import.meta.url), 'utf8')
const drawingName = `hemicycle.${contentHash(drawing)}.svg`

/** A survey request to everyone registered, once per round. */
const fanOutEvent = async ({ stores, event }: Stage, round: number) => {
  const now = new Date().toISOString()
  const fanOut = { kind: 'survey', slug: event.slug, revision: round, createdAt: now, event: messageEvent(event) } as const
  await transact(stores.database, [putFanOut(stores.tables.programme, fanOut)])
  const { pk, sk } = itemKeys.fanOut(event.slug, fanOut.kind, round)
  const { slug, title, summary, timeZone, start, end, startsAt, endsAt, kind, format } = fanOut.event
  const about = { slug, title, summary, timeZone, start, end, startsAt, endsAt, kind, format }
  return streamEvent(
    {
      pk: text(pk),
      sk: text(sk),
      slug: text(slug),
      kind: text(fanOut.kind),
      revision: { N: String(round) },
      createdAt: text(now),
      event: { M: Object.fromEntries(Object.entries(about).map(([name, value]) => [name, text(value)])) },
    },
    round + 1,
  )
}

/** SES's event that it took the mail of a message. */
const sentEvent = ({ id }: Image, round: number) => {
  const mail = { timestamp: new Date().toISOString(), messageId: `ses-${round}`, destination: [], tags: { outbox: [id?.S ?? ''] } }
  return queueEvent({ detail: { eventType: 'Send', send: {}, mail } }, round)
}

/** The input for a function in a round (from 0): real work that has not been done before. */
export const eventFor: Readonly<Record<FunctionName, (stage: Stage, round: number) => unknown>> = {
  attendee: ({ event: { slug } }) =>
    httpEvent({ routeKey: 'GET /events/{slug}', path: paths.event.to({ slug }), pathParameters: { slug } }),
  organiser: ({ event: { slug }, cookie }) =>
    httpEvent({
      routeKey: 'GET /organiser/events/{slug}/registrations',
      path: paths.eventRegistrations.to({ slug }),
      pathParameters: { slug },
      cookies: [cookie],
    }),
  steering: ({ cookie }) => httpEvent({ routeKey: 'GET /steering', path: paths.steering.pattern, cookies: [cookie] }),
  proposals: () =>
    httpEvent({
      routeKey: 'GET /api/v1/proposals',
      path: paths.apiProposals.pattern,
      claims: { sub: 'bench', token_use: 'access', scope: 'plenary/steering' },
    }),
  speakers: () =>
    httpEvent({ routeKey: 'GET /speaking/{token}', path: paths.speaking.to({ token: 'no-token' }), pathParameters: { token: 'no-token' } }),
  'sign-in': () => httpEvent({ routeKey: 'GET /sign-in', path: paths.signIn.pattern }),
  assets: () =>
    httpEvent({ routeKey: 'GET /assets/{file}', path: paths.asset.to({ file: drawingName }), pathParameters: { file: drawingName } }),
  feeds: () => httpEvent({ routeKey: 'GET /calendar/events.ics', path: paths.feed.to({}) }),
  pictures: ({ event: { slug } }) =>
    httpEvent({
      routeKey: 'GET /pictures/{slug}/{file}',
      path: paths.eventPicture.to({ slug, file: 'en-0.png' }),
      pathParameters: { slug, file: 'en-0.png' },
    }),
  'my-data': () => httpEvent({ routeKey: 'GET /my-data', path: paths.myData.to({}) }),
  mail: ({ message }, round) => streamEvent(message(round), round + 1),
  'mail-events': ({ message }, round) => sentEvent(message(round), round),
  'fan-out': fanOutEvent,
  summaries: ({ registration }, round) => streamEvent(registration, round + 1),
  clock: () => ({ time: new Date().toISOString(), 'detail-type': 'Managed Event', detail: {} }),
  seats: ({ seats }, round) => streamEvent({ ...seats, version: { N: String(round + 1000) } }, round + 1),
  replies: ({ reply }, round) => reply(round),
  // A form of nobody, so that what it reads is all.
  uploads: ({ event: { slug } }, round) =>
    queueEvent({ Records: [{ s3: { object: { key: objectKeys.upload(slug, nobody, 'plan', 'n'.repeat(43)), eTag: 'e' } } }] }, round),
  erasure: () => ({ time: new Date().toISOString(), 'detail-type': 'Managed Event', detail: {} }),
  partners: () => ({ time: new Date().toISOString(), 'detail-type': 'Managed Event', detail: {} }),
  prove: () => ({ time: new Date().toISOString(), 'detail-type': 'Managed Event', detail: {} }),
}
