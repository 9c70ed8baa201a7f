import { listPage, markupBytes } from '../../../shared/domain/basics/list-page.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { shownTally, summarise, surveyClosesAt } from '../../../shared/domain/feedback/summary.ts'
import { surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { takesVotes } from '../../../shared/domain/proposal/proposal.ts'
import { maySteer } from '../../../shared/domain/who-may.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { inStages, lineBytes } from '../../../shared/views/event/event-line.ts'
import type { Services } from '../services.ts'
import { type AskedTopics, type OpenVote, overviewView } from './overview-view.ts'

interface OverviewServices {
  readonly events: Pick<Services['events'], 'listPublic' | 'listInternal'>
  readonly tallies: Pick<Services['tallies'], 'get'>
  readonly comments: Pick<Services['comments'], 'list'>
  readonly proposals: Pick<Services['proposals'], 'listOpen' | 'get'>
}

/** The open votes, the next to close first, each with whether this member has voted. */
const openVotes = async ({ proposals }: OverviewServices, { staff, now }: StaffRequest): Promise<readonly OpenVote[]> => {
  const open = (await proposals.listOpen()).filter((proposal) => takesVotes(proposal, now))
  const wholes = await Promise.all(open.map(({ id }) => proposals.get(id)))
  return wholes
    .flatMap((whole) => whole ?? [])
    .map(({ proposal: { id, asked, proposer, closesAt }, votes }) => {
      const vote = votes.find(({ subject }) => subject === staff.subject)?.vote
      return { id, title: asked.title, proposer, closesAt, ...(vote === undefined ? {} : { vote }) }
    })
    .toSorted((one, other) => one.closesAt.localeCompare(other.closesAt))
}

/** How many of the latest events are looked at for what people asked for. */
const mostAsked = 6

/** How many answers are shown of each; its summary has them all. */
const mostTopics = 8

/** What people who came to the latest events would like to hear about, by event; only what their summaries show. */
const askedTopics = async (
  { comments, tallies }: OverviewServices,
  past: readonly Event[],
  now: Instant,
): Promise<readonly AskedTopics[]> => {
  const latest = past.toSorted((one, other) => other.endsAt.localeCompare(one.endsAt)).slice(0, mostAsked)
  const asked = await Promise.all(
    latest.map(async (event) => {
      const ended = now >= surveyClosesAt(event)
      const [tally, texts] = await Promise.all([tallies.get(event.slug), comments.list(event.slug, surveyTemplate, ended)])
      const { questions } = summarise(surveyTemplate, shownTally(tally, ended), texts)
      return { event, topics: (questions.find(({ id }) => id === 'next-topics')?.texts ?? []).slice(0, mostTopics) }
    }),
  )
  return asked.filter(({ topics }) => topics.length > 0)
}

const sum = (one: number, other: number): number => one + other

/** The most bytes of an open vote on the page, and of the topics asked for after one event. */
const voteBytes = ({ title, proposer: { name, group = '' } }: OpenVote): number =>
  1_500 + [title, name, group].map(markupBytes).reduce(sum, 0)
const askedBytes = ({ event: { slug, title }, topics }: AskedTopics): number =>
  500 + 3 * Buffer.byteLength(slug) + markupBytes(title) + topics.map((topic) => 20 + markupBytes(topic)).reduce(sum, 0)

/** The steering group's start page. Its sections share its pages, so that none is too large to answer. */
export const overview =
  (services: OverviewServices) =>
  async (request: StaffRequest): Promise<Reply> => {
    const { events, tallies } = services
    const { now } = request
    if (!maySteer(request.staff)) return refuse(request, 'not-allowed', 'role')
    const [open, internal, votes] = await Promise.all([events.listPublic(), events.listInternal(), openVotes(services, request)])
    // A draft is private to its organiser until it is proposed.
    const shown = [...open, ...internal.filter(({ status }) => status === 'proposed')]
    const past = open.filter(({ status, endsAt }) => status === 'published' && endsAt <= now)
    const asked = await askedTopics(services, past, now)
    const { shown: entries, ...pages } = listPage(
      [
        ...votes.map((vote) => ({ vote, bytes: voteBytes(vote) })),
        ...asked.map((topics) => ({ topics, bytes: askedBytes(topics) })),
        ...inStages(shown, now).map((event) => ({ event, bytes: lineBytes(event) })),
      ],
      request.query.get('page'),
      ({ bytes }) => bytes,
    )
    const listed = entries.flatMap((entry) => ('event' in entry ? [entry.event] : []))
    const withFigures = await Promise.all(
      listed.map(async (event) =>
        isPublic(event) ? { ...event, figures: shownTally(await tallies.get(event.slug), now >= surveyClosesAt(event)) } : event,
      ),
    )
    return page(
      overviewView(request.context, {
        events: withFigures,
        votes: entries.flatMap((entry) => ('vote' in entry ? [entry.vote] : [])),
        asked: entries.flatMap((entry) => ('topics' in entry ? [entry.topics] : [])),
        pages,
        now,
      }),
    )
  }
