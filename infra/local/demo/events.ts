import type * as z from 'zod'
import type { seriesInputSchema } from '../../../shared/domain/event/dates.ts'
import type { eventInputSchema } from '../../../shared/domain/event/input.ts'

/** A demo event: the body that an organiser would send. */
export type DemoEvent = z.input<typeof eventInputSchema>

/** A demo series: the same for `POST /api/v1/series`. */
export type DemoSeries = z.input<typeof seriesInputSchema>

/** The zone of all demo events. */
export const timeZone = 'Europe/Brussels'
const network = 'iProcureNet'
const joinAt = (room: string): string => `https://meet.iprocurenet.example/${room}`

/** What the network's webinars have in common: they last two hours, in the morning. */
const webinar = (day: string, room: string) =>
  ({ kind: 'webinar', format: 'online', timeZone, start: `${day}T10:00`, end: `${day}T12:00`, joinUrl: joinAt(room) }) as const

// The network's programme in spring 2022, from its public Key Findings of April 2022. No person is named.
export const marketEngagement: DemoEvent = {
  ...webinar('2022-04-26', 'market-engagement'),
  title: 'Market engagement and consultation in the procurement process',
  summary:
    'How public buyers in security can talk with the market before a tender, openly and on equal terms, and what suppliers need in order to answer well.',
  description: `A preliminary market consultation tells a buyer what can be bought, at what price and by when, and tells suppliers what will be needed. Done badly it distorts competition; not done at all it leads to tenders that nobody can answer.

This webinar follows a consultation from the first question to the report that goes into the procurement file: whom to ask, what may be told, how to treat everybody equally, and how to record it. Two practitioners show the notices and questionnaires that they used, followed by questions from participants.

For procurers, prescribers and legal advisers; no prior knowledge of innovation procurement is needed.`,
  capacity: 250,
  topics: ['market-engagement'],
  speakers: [
    { name: 'National contact point, France', organisation: network },
    { name: 'National contact point, Estonia', organisation: network },
    { name: 'Legal adviser on public procurement', organisation: network },
  ],
}

export const marketDemand: DemoEvent = {
  ...webinar('2022-05-17', 'building-market-demand'),
  title: 'Building Market Demand',
  summary:
    'Several buyers with one need make a market. What it takes to find them, to agree on a common requirement, and to show suppliers a demand worth developing for.',
  description: `A single authority rarely buys enough to make a supplier develop something new. Buyers who describe their need together can, and they share the cost and the risk.

Together with EcoQUIP Plus and RaDAR we look at how groups of buyers were brought together: aggregating demand across borders, writing requirements as outcomes, and announcing them to the market early enough for it to respond. Each project presents one case, with what went wrong as well as what worked.`,
  capacity: 250,
  topics: ['market-engagement', 'innovation-procurement'],
  partners: ['EcoQUIP Plus', 'RaDAR'],
  speakers: [
    { name: 'Project coordinator', organisation: 'EcoQUIP Plus' },
    { name: 'Project coordinator', organisation: 'RaDAR' },
    { name: 'National contact point, Portugal', organisation: network },
  ],
}

export const conference: DemoEvent = {
  kind: 'conference',
  title: 'Annual Conference: Influential innovation procurement for security in Europe',
  summary:
    'Two days on how public procurement can steer innovation in European security, with the presentation of release 1 of the Toolbox for joint cross-border procurement.',
  description: `The annual conference brings together procurers, practitioners, policy makers, researchers and industry from across the network.

The first day is about influence: how buyers who act together shape what the market offers, and what national contact points have learnt. On the second day release 1 of the Toolbox is presented and worked with; your remarks go into the next release.

Take part in Brussels or online. Places in the room are for those who register first.`,
  format: 'hybrid',
  timeZone,
  start: '2022-06-14T09:30',
  end: '2022-06-15T16:00',
  capacity: 180,
  venue: 'Conference centre, Brussels, Belgium\nStep-free access; the room is announced at the entrance.',
  joinUrl: joinAt('annual-conference'),
  topics: ['innovation-procurement', 'joint-procurement'],
  speakers: [
    { name: 'Network coordinator', organisation: network },
    { name: 'National contact point, Lithuania', organisation: network },
    { name: 'National contact point, Romania', organisation: network },
  ],
  sessions: [
    {
      title: 'Opening: what procurement can do for security in Europe',
      start: '2022-06-14T09:30',
      end: '2022-06-14T10:30',
      room: 'Plenary hall',
      summary: 'Where the network stands, and what it wants to have changed in two years.',
      speakers: [{ name: 'Network coordinator', organisation: network }],
    },
    {
      title: 'Panel: buyers who move a market',
      start: '2022-06-14T11:00',
      end: '2022-06-14T12:30',
      room: 'Plenary hall',
      summary: 'Three buyers of security equipment on the moment at which suppliers began to listen.',
      speakers: [
        { name: 'National contact point, Slovakia', organisation: network },
        { name: 'National contact point, Cyprus', organisation: network },
      ],
    },
    {
      title: 'Workshop: from a shared need to a common requirement',
      start: '2022-06-14T14:00',
      end: '2022-06-14T16:30',
      room: 'Room A',
      summary: 'In groups, participants turn the needs of three authorities into one requirement that a supplier could answer.',
      speakers: [{ name: 'National contact point, Bulgaria', organisation: network }],
    },
    {
      title: 'Toolbox, release 1: presentation and feedback',
      start: '2022-06-15T09:30',
      end: '2022-06-15T12:00',
      room: 'Plenary hall',
      summary: 'A walk through the first release of the Toolbox, then time to try it and to tell its authors what is missing.',
      speakers: [{ name: 'Toolbox team', organisation: network }],
    },
    {
      title: 'Round table: national contact points',
      start: '2022-06-15T13:30',
      end: '2022-06-15T14:45',
      room: 'Room A',
      summary: 'What contact points are asked most often, and how they answer.',
      speakers: [{ name: 'National contact points', organisation: network }],
    },
    {
      title: 'Closing: priorities for the year ahead',
      start: '2022-06-15T15:00',
      end: '2022-06-15T16:00',
      room: 'Plenary hall',
      speakers: [{ name: 'Network coordinator', organisation: network }],
    },
  ],
}

/** A workshop of the action-learning programme, every second Tuesday. */
const workshop = (day: string, title: string) => ({ start: `${day}T10:00`, end: `${day}T12:30`, title })

export const actionLearning: DemoSeries = {
  kind: 'workshop',
  title: 'Action learning: one innovation procurement in four workshops',
  summary:
    'A small group works through one real procurement together, from the need to the contract, and each member takes it home to their own.',
  description: `The programme takes one case from its first question to the signed contract. Between the workshops everyone tries the next step in their own authority, and the following workshop begins with what came of it.

You get most from all four, but each can be attended alone.`,
  format: 'online',
  timeZone,
  capacity: 20,
  joinUrl: joinAt('action-learning'),
  topics: ['innovation-procurement'],
  speakers: [{ name: 'Network coordinator', organisation: network }],
  dates: [
    workshop('2022-09-27', 'Action learning 1: from need to requirement'),
    workshop('2022-10-11', 'Action learning 2: talking with the market'),
    workshop('2022-10-25', 'Action learning 3: choosing the procedure'),
    workshop('2022-11-08', 'Action learning 4: award and contract'),
  ],
}
