import type { Instant } from '../domain/basics/wall-time.ts'
import { isPersonMail } from '../domain/mail/asked-mail.ts'
import { claimEnd } from '../domain/mail/lanes.ts'
import { type MessageState, type OutboxMessage, outboxMessageSchema } from '../domain/mail/outbox-message.ts'
import { expiryAfter, personMailKeptDays } from '../domain/people/periods.ts'

const inFlightSchema = outboxMessageSchema.pick({ state: true, calendar: true, claimedAt: true })

/** Mails to an address rather than a registration expire; an invitation to register not before its event, so that there is no second. */
export const expiryOf = ({ registrationId, kind, createdAt, event }: OutboxMessage): { readonly expiresAt?: number } => {
  if (!isPersonMail(registrationId)) return {}
  const until = kind === 'invited' && event.endsAt > createdAt ? event.endsAt : createdAt
  return { expiresAt: expiryAfter(until, personMailKeptDays) }
}

/** Whether another message of the partition is an older state of the same calendar object that may still be being sent. */
export const isOlderInFlight =
  ({ calendar }: OutboxMessage, now: Instant) =>
  (item: Record<string, unknown>): boolean => {
    const other = inFlightSchema.safeParse(item).data
    if (other?.state !== 'sending' || other.calendar === undefined || calendar === undefined) return false
    const { uid, sequence } = other.calendar
    return uid === calendar.uid && sequence < calendar.sequence && claimEnd(other.claimedAt ?? now) > now
  }

/** The part of an update that records how an attempt ended, if it did. */
export const trailStep = (state: MessageState, fault: unknown, at: Instant | undefined) =>
  at === undefined
    ? { update: '', values: {} }
    : {
        update: ', trail = list_append(if_not_exists(trail, :untrodden), :ended)',
        values: { ':untrodden': [], ':ended': [{ state, at, ...(fault === undefined ? {} : { fault }) }] },
      }

/** Whom a mail names besides its recipient. */
export type Named = Pick<OutboxMessage, 'registeredBy' | 'tried'>

const unnamed = (name: string | undefined): '' | undefined => (name === undefined ? undefined : '')

/**
 * A mail that may wait for long, or never be sent, no longer names who registered its recipient, or whom else: they may ask to be
 * erased, and nothing leads from their address to it. That there was somebody can still be said.
 */
export const withoutOthers = ({ registeredBy, tried }: Named) => ({ registeredBy: unnamed(registeredBy), tried: unnamed(tried) })
