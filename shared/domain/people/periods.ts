import type { Instant } from '../basics/wall-time.ts'

/** How long registrations and everything that hangs on them are kept after their event: EU projects account for a year, then are audited. */
export const registrationKeptDays = 400

const dayMs = 86_400_000

/** When an event's registrations are deleted. */
export const registrationsKeptUntil = ({ endsAt }: { readonly endsAt: Instant }): Instant =>
  new Date(Date.parse(endsAt) + registrationKeptDays * dayMs).toISOString()

/** An expiry this many days after an instant, in epoch seconds, as DynamoDB's time to live requires. */
export const expiryAfter = (at: Instant, days: number): number => Math.ceil((Date.parse(at) + days * dayMs) / 1000)

/** How long mails to an address without a registration are kept. */
export const personMailKeptDays = 30

/** How long a request for a mail is kept if answering it keeps failing. */
export const askKeptDays = 2

/** How long it is known what a client’s request with a key said. */
export const requestKeyDays = 1

/** How many minutes the page after registering shows the address again when it is reloaded. */
export const toldAddressMinutes = 10

/** By when an erasure is done, even if SES takes no mails. */
export const erasureDays = 2

/** How long a returned mail or a complaint counts. */
export const suppressionKeptDays = 5 * 365

/** How long earlier states of the tables are kept: DynamoDB's maximum for point-in-time recovery. */
export const backupDays = 35

/** How long it is known what staff did: long enough for a yearly audit. */
export const auditKeptDays = 400
