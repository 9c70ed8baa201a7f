import { emailKey } from '../../domain/basics/email-address.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { isDue, obstaclesTo } from '../../domain/event/publication.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { canOrganise } from '../../domain/staff/colleague.ts'
import { logger } from '../../runtime/logger.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { TransactItem } from '../../store/dynamodb/transaction.ts'
import type { Events } from '../../store/events.ts'
import type { Outbox } from '../../store/outbox.ts'
import type { EventMarks } from '../../store/programme/event-marks.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import { personHash } from '../../tokens/registration-tokens.ts'
import type { Managing } from './managing.ts'

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly managing: Pick<Managing, 'publishPlanned'>
  readonly marks: Pick<EventMarks, 'plan'>
  readonly colleagues: Pick<Colleagues, 'withNames'>
  readonly outbox: Pick<Outbox, 'owing'>
  readonly keys: Pick<Keys, 'links'>
}

/** Publishes drafts whose time may have come. Of one that cannot be published its organisers are told why, and it stays a draft. */
export const createPublishingOnTime = ({ events, managing, marks, colleagues, outbox, keys }: Parts) => {
  const mailsAbout = async (
    event: Event & { readonly publication: NonNullable<Event['publication']> },
    now: Instant,
  ): Promise<readonly TransactItem[]> => {
    const known = await colleagues.withNames([event.owner, ...event.coOrganisers])
    const key = await keys.links()
    const to = [...known.values()]
      .filter(canOrganise)
      .map((each) => ({ ...each, id: personMailId({ person: personHash(key, emailKey(each.email)) }) }))
    // Whoever has two accounts with one address gets one.
    const perMailbox = [...new Map(to.map((each) => [each.id, each])).values()]
    const told = { at: event.publication.at, obstacles: [...obstaclesTo(event, now)] }
    return perMailbox.map((each) => outbox.owing(owedMail.notPublished(messageEvent(event), told, each, now)))
  }

  const settle = async (slug: string, now: Instant): Promise<'published' | 'not-published' | 'not-due' | 'again'> => {
    const event = await events.get(slug)
    if (event === undefined || !isDue(event, now)) return 'not-due'
    if (obstaclesTo(event, now).length > 0)
      return (await marks.plan(event, undefined, await mailsAbout(event, now))) ? 'not-published' : 'again'
    return (await managing.publishPlanned(slug, now)).outcome === 'done' ? 'published' : 'again'
  }

  /** Whether one draft was published; done once, however often it is called. */
  const publish = async (slug: string, now: Instant): Promise<void> => {
    const settled = await untilSettled(() => settle(slug, now), {
      rounds: 10,
      pauseMs: doubling(5, 200),
      otherwise: 'a planned publication is changed all the time',
    })
    if (settled === 'published') logger.info('event published as planned', { code: 'published-as-planned', slug })
    if (settled === 'not-published') logger.warn('event not published as planned', { code: 'not-published-as-planned', slug })
  }

  return async (due: readonly Pick<Event, 'slug'>[], now: Instant): Promise<void> => {
    const settled = await Promise.allSettled(due.map(({ slug }) => publish(slug, now)))
    for (const each of settled) if (each.status === 'rejected') throw each.reason
  }
}
