import { emailKey } from '../../domain/basics/email-address.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import { keptDays } from '../../domain/mail/letter.ts'
import type { MessageEvent, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { messageEvent, owedMail, proposedEvent } from '../../domain/mail/owed-mail.ts'
import type { RemarkedProposal } from '../../domain/mail/steering-mail.ts'
import { type Telling, tellingsAt, type WaitingWork } from '../../domain/mail/waiting-work.ts'
import type { Proposal } from '../../domain/proposal/proposal.ts'
import { type Colleague, canOrganise } from '../../domain/staff/colleague.ts'
import { chunks, inGroups } from '../../runtime/in-parallel.ts'
import type { Events } from '../../store/events.ts'
import type { Letters } from '../../store/letters.ts'
import type { Proposals } from '../../store/proposal/proposals.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import { personHash } from '../../tokens/registration-tokens.ts'
import { createGathering } from './gathering-work.ts'

interface TellingParts {
  readonly events: Pick<Events, 'listPublicFrom'>
  readonly registrations: Pick<Registrations, 'due' | 'getMany' | 'owe'>
  readonly letters: Pick<Letters, 'count'>
  readonly proposals: Pick<Proposals, 'listOpen' | 'listClosed' | 'remarksBetween'>
  readonly colleagues: Pick<Colleagues, 'withNames'>
  readonly keys: Pick<Keys, 'links'>
}

/** What somebody is told about: an event with what waits there, or their proposal with its new comments. */
type Share = { readonly subject: string } & (
  | { readonly event: Event; readonly work: WaitingWork }
  | { readonly proposal: Proposal; readonly remarked: RemarkedProposal }
)

// The items of a transaction.
const mostAtOnce = 100

// Who comments on an older proposal expects no answer.
const remarkedDays = 60

const eventOf = (share: Share): MessageEvent => ('event' in share ? messageEvent(share.event) : proposedEvent(share.proposal))

/** Tells organisers in the morning what waits for them, and proposers what was commented; at other times what cannot wait until then, or for hours. */
export const createTelling = ({ events, registrations, letters, proposals, colleagues, keys }: TellingParts) => {
  const gather = createGathering({ registrations, letters })

  const workShares = async (recent: readonly Event[], now: Instant, { urgent }: Telling): Promise<readonly Share[]> => {
    const bySlug = new Map(recent.map((event) => [event.slug, event]))
    return (await gather(recent, now, urgent)).flatMap((work) => {
      const event = bySlug.get(work.slug)
      return event === undefined ? [] : [event.owner, ...event.coOrganisers].map((subject) => ({ subject, event, work }))
    })
  }

  /** Not of a proposal that was withdrawn, nor what its proposer wrote. */
  const remarkShares = async (now: Instant, { remarks }: Telling): Promise<readonly Share[]> => {
    if (remarks === undefined) return []
    const since = new Date(Date.parse(now) - remarkedDays * 86_400_000).toISOString()
    const all = [...(await proposals.listOpen()), ...(await proposals.listClosed())]
    const lively = all.filter(({ status, closesAt }) => status !== 'withdrawn' && closesAt > since)
    const found = await inGroups(lively, async (proposal): Promise<readonly Share[]> => {
      const { id, asked, proposer } = proposal
      const others = (await proposals.remarksBetween(id, remarks.after, remarks.until)).filter(
        ({ subject }) => subject !== proposer.subject,
      )
      const lastAt = others.at(-1)?.at
      if (lastAt === undefined) return []
      return [{ subject: proposer.subject, proposal, remarked: { id, title: asked.title, count: others.length, lastAt } }]
    })
    return found.flat()
  }

  const tell = async (recent: readonly Event[], telling: Telling, now: Instant): Promise<void> => {
    const shares = [...(await workShares(recent, now, telling)), ...(await remarkShares(now, telling))]
    if (shares.length === 0) return
    const known = await colleagues.withNames(shares.map(({ subject }) => subject))
    const key = await keys.links()

    const mailFor = (to: Colleague, all: readonly Share[]): readonly OutboxMessage[] => {
      const own = all.filter((share) => 'proposal' in share || canOrganise(to))
      const [first] = own
      if (first === undefined) return []
      const id = personMailId({ person: personHash(key, emailKey(to.email)) })
      const said = {
        work: own.flatMap((share) => ('work' in share ? [share.work] : [])),
        remarked: own.flatMap((share) => ('remarked' in share ? [share.remarked] : [])),
      }
      return [owedMail.waiting(eventOf(first), said, { ...to, id }, telling.mark, now)]
    }

    const mails = [...Map.groupBy(shares, ({ subject }) => subject)].flatMap(([subject, own]) => {
      const to = known.get(subject)
      return to === undefined ? [] : mailFor(to, own)
    })
    // Whoever has two accounts with one address gets one.
    const perMailbox = [...Map.groupBy(mails, ({ id }) => id).values()].flatMap(([first]) => first ?? [])
    for (const some of chunks(perMailbox, mostAtOnce)) await registrations.owe(some)
  }

  return async (now: Instant): Promise<void> => {
    const tellings = tellingsAt(now)
    if (tellings.length === 0) return
    const recent = await events.listPublicFrom(new Date(Date.parse(now) - 3 * keptDays * 86_400_000).toISOString())
    for (const telling of tellings) await tell(recent, telling, now)
  }
}
