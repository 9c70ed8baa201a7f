import { emailKey } from '../../domain/basics/email-address.ts'
import { type Event, isPublic } from '../../domain/event/event.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { type Colleague, canOrganise, mostCoOrganisers } from '../../domain/staff/colleague.ts'
import { mayManage, mayShare } from '../../domain/who-may.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events, Organisers } from '../../store/events.ts'
import type { Outbox } from '../../store/outbox.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import { personHash } from '../../tokens/registration-tokens.ts'
import type { Who } from './managing.ts'

/** How sharing an event, or handing it over, ended. */
export type Shared =
  | { readonly outcome: 'done'; readonly event: Event }
  | { readonly outcome: 'no-such-event' | 'not-allowed' | 'changed-meanwhile' }
  /** Nobody with this address has signed in, or they are no organiser; they organise it already; or there are too many. */
  | { readonly outcome: 'no-such-colleague' | 'organises-already' | 'too-many' }

type Outcome = Exclude<Shared['outcome'], 'done'>

interface Change {
  readonly organisers: Organisers
  readonly tells?: { readonly kind: 'event-shared' | 'event-handed-over'; readonly to: Colleague }
}

interface Parts {
  readonly events: Events
  readonly colleagues: Colleagues
  readonly outbox: Outbox
  readonly keys: Keys
}

/** Shares events with other organisers, and hands them over. Whoever is concerned is told by mail. */
export const createSharing = ({ events, colleagues, outbox, keys }: Parts) => {
  const mailFor = async (event: Event, { kind, to }: NonNullable<Change['tells']>, { now }: Who) => {
    const id = personMailId({ person: personHash(await keys.links(), emailKey(to.email)) })
    return outbox.owing(owedMail.organising(kind, messageEvent(event), { ...to, id }, now))
  }

  const actOnce = async (slug: string, who: Who, decide: (event: Event) => Outcome | Change): Promise<Shared | 'again'> => {
    const event = await events.get(slug)
    if (event === undefined) return { outcome: 'no-such-event' }
    if (!mayManage(who.staff, event)) return { outcome: isPublic(event) ? 'not-allowed' : 'no-such-event' }
    const decided = decide(event)
    if (typeof decided === 'string') return { outcome: decided }
    const { organisers, tells } = decided
    const mail = tells === undefined ? undefined : await mailFor(event, tells, who)
    return (await events.share(event, organisers, mail)) ? { outcome: 'done', event: { ...event, ...organisers } } : 'again'
  }

  const act = (...asked: Parameters<typeof actOnce>): Promise<Shared> =>
    untilSettled(() => actOnce(...asked), {
      rounds: 10,
      pauseMs: doubling(5, 200),
      otherwise: () => ({ outcome: 'changed-meanwhile' }),
    })

  const withColleague = async (
    slug: string,
    who: Who,
    email: string,
    decide: (event: Event, colleague: Colleague) => Outcome | Change,
  ): Promise<Shared> => {
    const colleague = await colleagues.withAddress(email)
    return act(slug, who, (event) => {
      // First, so that nobody else finds out who has signed in.
      if (!mayShare(who.staff, event)) return 'not-allowed'
      return colleague === undefined || !canOrganise(colleague) ? 'no-such-colleague' : decide(event, colleague)
    })
  }

  return {
    /** Makes the staff member with this address a co-organiser. */
    share: (slug: string, who: Who, email: string): Promise<Shared> =>
      withColleague(slug, who, email, ({ owner, coOrganisers }, to) => {
        if (owner === to.subject || coOrganisers.includes(to.subject)) return 'organises-already'
        if (coOrganisers.length >= mostCoOrganisers) return 'too-many'
        return { organisers: { owner, coOrganisers: [...coOrganisers, to.subject] }, tells: { kind: 'event-shared', to } }
      }),

    /** Makes the staff member with this address the owner; the previous one stays a co-organiser. */
    handOver: (slug: string, who: Who, email: string): Promise<Shared> =>
      withColleague(slug, who, email, ({ owner, coOrganisers }, to) => {
        if (owner === to.subject) return 'organises-already'
        const others = coOrganisers.filter((subject) => subject !== to.subject)
        if (others.length >= mostCoOrganisers) return 'too-many'
        return { organisers: { owner: to.subject, coOrganisers: [...others, owner] }, tells: { kind: 'event-handed-over', to } }
      }),

    /** Ends somebody's part in organising. Co-organisers may do so for themselves. Repeating it changes nothing. */
    unshare: (slug: string, who: Who, subject: string): Promise<Shared> =>
      act(slug, who, (event) => {
        if (!mayShare(who.staff, event) && subject !== who.staff.subject) return 'not-allowed'
        const { owner, coOrganisers } = event
        return { organisers: { owner, coOrganisers: coOrganisers.filter((each) => each !== subject) } }
      }),
  }
}
