import { emailKey } from '../../domain/basics/email-address.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import { keptDays } from '../../domain/mail/letter.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { type Telling, tellingsAt } from '../../domain/mail/waiting-work.ts'
import { canOrganise } from '../../domain/staff/colleague.ts'
import { chunks } from '../../runtime/in-parallel.ts'
import type { Events } from '../../store/events.ts'
import type { Letters } from '../../store/letters.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import { personHash } from '../../tokens/registration-tokens.ts'
import { createGathering } from './gathering-work.ts'

interface TellingParts {
  readonly events: Pick<Events, 'listPublicFrom'>
  readonly registrations: Pick<Registrations, 'due' | 'getMany' | 'owe'>
  readonly letters: Pick<Letters, 'count'>
  readonly colleagues: Pick<Colleagues, 'withNames'>
  readonly keys: Pick<Keys, 'links'>
}

// The items of a transaction.
const mostAtOnce = 100

/** Tells every organiser in the morning what waits for them, and at other times what cannot wait for the next morning, or the next hours. */
export const createTelling = ({ events, registrations, letters, colleagues, keys }: TellingParts) => {
  const gather = createGathering({ registrations, letters })

  const tell = async (recent: readonly Event[], telling: Telling, now: Instant): Promise<void> => {
    const work = await gather(recent, now, telling.urgent)
    const bySlug = new Map(recent.map((event) => [event.slug, event]))
    const shares = work.flatMap((each) => {
      const event = bySlug.get(each.slug)
      return event === undefined ? [] : [event.owner, ...event.coOrganisers].map((subject) => ({ subject, event, each }))
    })
    if (shares.length === 0) return
    const known = await colleagues.withNames(shares.map(({ subject }) => subject))
    const key = await keys.links()
    const mails = [...Map.groupBy(shares, ({ subject }) => subject)].flatMap(([subject, own]) => {
      const to = known.get(subject)
      const [first] = own
      if (to === undefined || first === undefined || !canOrganise(to)) return []
      const id = personMailId({ person: personHash(key, emailKey(to.email)) })
      return [
        owedMail.waiting(
          messageEvent(first.event),
          own.map(({ each }) => each),
          { ...to, id },
          telling.mark,
          now,
        ),
      ]
    })
    for (const some of chunks(mails, mostAtOnce)) await registrations.owe(some)
  }

  return async (now: Instant): Promise<void> => {
    const tellings = tellingsAt(now)
    if (tellings.length === 0) return
    const recent = await events.listPublicFrom(new Date(Date.parse(now) - 3 * keptDays * 86_400_000).toISOString())
    for (const telling of tellings) await tell(recent, telling, now)
  }
}
