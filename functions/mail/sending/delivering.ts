import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { parkedEnd } from '../../../shared/domain/mail/lanes.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { retryAt } from '../../../shared/domain/mail/sending-pace.ts'
import { sendOrSupersede } from '../../../shared/domain/mail/superseded-mail.ts'
import { mime } from '../../../shared/mail/mime/mime.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'
import type { Mailer, Sending } from '../../../shared/mail/send.ts'
import { faultFields, logger } from '../../../shared/runtime/logger.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Claimed, MessageRef, Outbox } from '../../../shared/store/outbox.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Pace } from '../../../shared/store/sending-pace.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import { mailLinks } from '../../../shared/tokens/mail-links.ts'
import { personalLink } from '../../../shared/tokens/personal-key.ts'
import type { Pacing } from './pacing.ts'
import type { StillInvited } from './still-invited.ts'
import type { StillOpen } from './still-open.ts'
import type { StillSpeaking } from './still-speaking.ts'
import type { Withhold } from './withholding.ts'

export interface Delivery {
  readonly events: Pick<Events, 'get'>
  readonly outbox: Pick<Outbox, 'claim' | 'mark' | 'lose' | 'putBack' | 'waitingIn' | 'newestIn'>
  readonly keys: Pick<Keys, 'links'>
  readonly mailer: Pick<Mailer, 'sendRaw'>
  readonly pace: Pace
  readonly pacing: Pacing
  readonly siteUrl: string
  readonly withhold: Withhold
  readonly stillInvited: StillInvited
  readonly stillOpen: StillOpen
  readonly stillSpeaking: StillSpeaking
}

/** A claimed and rendered message that only waits for its slot. */
export interface Prepared {
  readonly message: OutboxMessage
  readonly raw: Buffer
}

const instant = (): Instant => new Date().toISOString()

// By then an older state of the same invitation, being sent right now, is finished.
const overtakingMs = 2000

/** The registration link in a mail that leads to one. */
const registerLink = (siteUrl: string, keys: LinkKeys, { kind, event, recipient, hold }: OutboxMessage): { register?: string } =>
  kind === 'personal-link' || kind === 'invited' ? { register: personalLink(siteUrl, keys, event.slug, recipient.email, hold) } : {}

/** The bytes of the mail; undefined for a message that cannot be rendered, however often it is tried. */
const render = async ({ keys, siteUrl }: Delivery, message: OutboxMessage): Promise<Buffer | undefined> => {
  try {
    // The same as when the message was owed, so that the bytes are the same whenever it is rendered.
    const key = await keys.links(message.createdAt)
    const links = { ...mailLinks(siteUrl, key, message), ...registerLink(siteUrl, key, message) }
    return mime(message, await mailOf(message, links))
  } catch (fault) {
    logger.error('mail not rendered', { code: 'mail-not-rendered', outbox: message.id, ...faultFields(fault) })
    return undefined
  }
}

/**
 * Does what precedes sending claimed messages. If that fails, they go back to their lanes: otherwise their fate would count as
 * unknown, although SES was never asked, and a reminder would not be sent at all.
 */
export const beforeSending = async <Result>(
  { outbox }: Delivery,
  messages: readonly OutboxMessage[],
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work()
  } catch (fault) {
    // If that fails too, the clock finds them.
    await Promise.allSettled(messages.map((each) => outbox.putBack(each, 'giveBack', retryAt(instant(), each.attempts, Math.random()))))
    throw fault
  }
}

/** Called for a message that could not be claimed, with the reason; it is back in its lane. */
type Failed = (ref: MessageRef, fault: unknown) => void

// Each spends more time waiting for the table than computing.
const claimedAtOnce = 16

/** One failure does not keep the others from being sent. */
const claimAll = async ({ outbox }: Delivery, refs: readonly MessageRef[], failed: Failed): Promise<readonly Claimed[]> => {
  const claimed: Claimed[] = []
  const queue = refs.values()
  const work = async (): Promise<void> => {
    for (const ref of queue) {
      const taken = await outbox.claim(ref, instant()).catch((fault: unknown) => failed(ref, fault))
      if (taken !== undefined) claimed.push(taken)
    }
  }
  await Promise.all(Array.from({ length: Math.min(claimedAtOnce, refs.length) }, work))
  return claimed
}

/** The current state of the events whose revision the messages show. */
const eventsOf = async ({ events }: Delivery, messages: readonly OutboxMessage[]): Promise<ReadonlyMap<string, Event | undefined>> => {
  const slugs = new Set(messages.filter(({ revision }) => revision !== undefined).map(({ event }) => event.slug))
  return new Map(await Promise.all([...slugs].map(async (slug) => [slug, await events.get(slug)] as const)))
}

/** The message to send, if it still should be: it may be out of date, or an older state of the same invitation must go first. */
const sift = async (delivery: Delivery, { message, registration, overtakes }: Claimed, event: Event | undefined): Promise<boolean> => {
  const { outbox, pace } = delivery
  if (sendOrSupersede(message, registration, { now: instant(), event }) === 'supersede') {
    await outbox.mark(message, 'supersede', instant())
    logger.info('mail superseded', { code: 'mail-superseded', outbox: message.id })
    return false
  }
  if (!overtakes) return true
  await outbox.putBack(message, 'giveBack', new Date(Date.now() + overtakingMs).toISOString())
  await pace.nudge(instant())
  return false
}

/** The message as it is to be sent now; undefined if it is not wanted any more, for kinds that depend on more than a registration. */
const current = async (delivery: Delivery, message: OutboxMessage): Promise<OutboxMessage | undefined> => {
  switch (message.kind) {
    case 'invited':
      return delivery.stillInvited(message, instant())
    case 'proposal-opened':
    case 'proposal-reminder':
      return delivery.stillOpen(message, instant())
    case 'speaker-invited':
    case 'speaker-reminder':
    case 'speaker-entry':
    case 'speaker-entry-ended':
      return delivery.stillSpeaking(message, instant())
    default:
      return message
  }
}

/**
 * Claims owed messages and returns those to send, in no particular order: without those claimed by others, out of
 * date, or that must wait. What they have in common is read once. If that fails it throws, with all of them back in their lanes.
 */
export const take = async (delivery: Delivery, refs: readonly MessageRef[], failed: Failed): Promise<readonly OutboxMessage[]> => {
  const claimed = await claimAll(delivery, refs, failed)
  const messages = claimed.map(({ message }) => message)

  const wantedOf = async (each: Claimed, event: Event | undefined): Promise<readonly OutboxMessage[]> => {
    if (!(await sift(delivery, each, event))) return []
    const message = await current(delivery, each.message)
    return message === undefined ? [] : [message]
  }

  return beforeSending(delivery, messages, async () => {
    const events = await eventsOf(delivery, messages)
    const wanted = claimed.map((each) =>
      beforeSending(delivery, [each.message], () => wantedOf(each, events.get(each.message.event.slug))).catch((fault: unknown) => {
        failed(each.message, fault)
        return []
      }),
    )
    return delivery.withhold((await Promise.all(wanted)).flat(), instant())
  })
}

/** Renders a claimed message; undefined if that fails for good. */
export const prepare = async (delivery: Delivery, message: OutboxMessage): Promise<Prepared | undefined> => {
  const raw = await render(delivery, message)
  if (raw !== undefined) return { message, raw }
  await delivery.outbox.mark(message, 'fail', instant(), { fault: 'rendering' })
  return undefined
}

/** Records how an attempt ended, and acts on it. */
const settle = async ({ outbox, pace }: Delivery, message: OutboxMessage, sending: Sending): Promise<void> => {
  const { id, attempts } = message
  const now = instant()
  switch (sending.outcome) {
    case 'sent':
      await outbox.mark(message, 'sent', now, { sesMessageId: sending.sesMessageId })
      logger.info('mail sent', { code: 'mail-sent', kind: message.kind, outbox: id, sesMessageId: sending.sesMessageId })
      return
    case 'throttled':
      await outbox.putBack(message, 'giveBack', retryAt(now, attempts, Math.random()), { fault: sending.fault })
      await pace.nudge(now)
      logger.warn('mail throttled', { code: 'mail-throttled', outbox: id, fault: sending.fault })
      return
    case 'parked':
      await outbox.putBack(message, 'park', parkedEnd(now), { fault: sending.fault })
      await pace.pause(parkedEnd(now))
      logger.error('mail parked', { code: 'mail-parked', outbox: id, fault: sending.fault })
      return
    case 'rejected':
      await outbox.mark(message, 'fail', now, { fault: sending.fault })
      logger.error('mail rejected', { code: 'mail-rejected', outbox: id, fault: sending.fault })
      return
    case 'unknown':
      await outbox.lose(message, now, { fault: sending.fault })
      logger.error('mail unknown', { code: 'mail-unknown', outbox: id, fault: sending.fault })
  }
}

/** Sends a prepared message in its slot and records how that ended; puts it back if sending is paused. */
export const dispatch = async (delivery: Delivery, { message, raw }: Prepared, slot: number): Promise<void> => {
  const turn = await beforeSending(delivery, [message], () => delivery.pacing.wait(slot))
  if (turn === 'paused') return putOff(delivery, message)
  const sending = await delivery.mailer.sendRaw({ id: message.id, recipient: message.recipient.email, raw })
  await settle(delivery, message, sending)
}

/** Puts a claimed message back until SES takes mail from us again. */
export const putOff = async ({ outbox }: Delivery, message: OutboxMessage): Promise<void> => {
  await outbox.putBack(message, 'park', parkedEnd(instant()))
}
