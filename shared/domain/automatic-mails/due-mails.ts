import { shifted } from '../basics/duration.ts'
import type { Instant } from '../basics/wall-time.ts'
import { type HandledMail, type MailPlan, never, type ScheduledKind } from './settings.ts'

/** A mail that goes out by itself. Kind, offset and anchor tell it from every other of its event. */
export interface ScheduledMail {
  readonly kind: ScheduledKind
  readonly offset: string
  readonly anchor: Instant
  readonly dueAt: Instant
  /** Later than this it is not sent any more. */
  readonly latest: Instant
}

const hourMs = 3_600_000
// Who is asked a week after the event still remembers it; a survey is worth more late than never.
const surveyPatienceMs = 7 * 24 * hourMs

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

/** A reminder that comes a third of its time late says no longer what was asked for: a day ahead becomes the morning of it. */
const reminderOf = ({ startsAt, timeZone }: MailPlan, offset: string): ScheduledMail => {
  const dueAt = shifted(startsAt, timeZone, 'before', offset)
  const latest = later(dueAt, (Date.parse(startsAt) - Date.parse(dueAt)) / 3)
  return { kind: 'reminder', offset, anchor: startsAt, dueAt, latest }
}

/** Reminders are tied to a start; feedback is asked for once, whatever becomes of the event. */
const isOf =
  ({ kind, offset, anchor }: ScheduledMail) =>
  (handled: HandledMail): boolean => {
    if (handled.kind !== kind) return false
    if (kind !== 'reminder' && handled.state === 'begun') return true
    return handled.anchor === anchor && (kind !== 'reminder' || handled.offset === offset)
  }

/** The record that a scheduled mail was dealt with, if it was. */
export const handledOf = (plan: Pick<MailPlan, 'handledMails'>, mail: ScheduledMail): HandledMail | undefined =>
  plan.handledMails.find(isOf(mail))

const surveysOf = (plan: MailPlan): readonly ScheduledMail[] => {
  const { endsAt, timeZone, surveyAfter, surveyReminder } = plan
  const dueAt = shifted(endsAt, timeZone, 'after', surveyAfter)
  const survey: ScheduledMail = { kind: 'survey', offset: surveyAfter, anchor: endsAt, dueAt, latest: later(dueAt, surveyPatienceMs) }
  if (surveyReminder === never) return [survey]
  const asked = handledOf(plan, survey)
  const again = shifted(asked?.state === 'begun' ? asked.at : dueAt, timeZone, 'after', surveyReminder)
  return [survey, { kind: 'survey-reminder', offset: surveyReminder, anchor: endsAt, dueAt: again, latest: later(again, surveyPatienceMs) }]
}

/** All mails that an event sends by itself, as it is set now, by the time at which they are due. */
export const scheduledMails = (plan: MailPlan): readonly ScheduledMail[] =>
  [...plan.reminders.map((offset) => reminderOf(plan, offset)), ...surveysOf(plan)].toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))

/** Those that are still to come. Nobody is reminded of a survey before it was dealt with. */
const open = (plan: MailPlan): readonly ScheduledMail[] => {
  if (plan.status !== 'published') return []
  const mails = scheduledMails(plan)
  const unasked = mails.some((mail) => mail.kind === 'survey' && handledOf(plan, mail) === undefined)
  return mails.filter((mail) => handledOf(plan, mail) === undefined && !(mail.kind === 'survey-reminder' && unasked))
}

/** When the clock has something to do for the event next; undefined for never. */
export const nextDue = (plan: MailPlan): Instant | undefined => open(plan)[0]?.dueAt

const missed = ({ latest: _, ...mail }: ScheduledMail, at: Instant, reason: Extract<HandledMail, { state: 'missed' }>['reason']) =>
  ({ ...mail, at, state: 'missed', reason }) as const

/** What becomes of the mails that are due at `now`: begun or missed. Empty where none is. */
export const dealWith = (plan: MailPlan, now: Instant): readonly HandledMail[] => {
  const due = open(plan).filter(({ dueAt }) => dueAt <= now)
  const asked = plan.handledMails.some(({ kind, state }) => kind === 'survey' && state === 'begun')
  const newest = due.findLast(({ kind, latest }) => kind === 'reminder' && now <= latest)
  return due.map((mail) => {
    if (mail.kind === 'survey-reminder' && !asked) return missed(mail, now, 'not-asked')
    if (now > mail.latest) return missed(mail, now, 'late')
    if (mail.kind === 'reminder' && mail !== newest) return missed(mail, now, 'overtaken')
    const { latest: _, ...begun } = mail
    return { ...begun, at: now, state: 'begun' }
  })
}

/**
 * The reminders that are over at the moment at which they come to be, because the event is published or changed so late: people just
 * heard, or hear by the update, what they would say. Not those that were due before the change; the clock is about to deal with them.
 */
export const passedAlready = (before: MailPlan | undefined, after: MailPlan, now: Instant): readonly HandledMail[] => {
  const known = before === undefined ? [] : open(before)
  return open(after)
    .filter(({ kind, dueAt }) => kind === 'reminder' && dueAt <= now)
    .filter((mail) => !known.some(({ offset, anchor }) => mail.offset === offset && mail.anchor === anchor))
    .map((mail) => missed(mail, now, 'passed'))
}

// What a scheduled mail would tell is no news to who got the confirmation this short a time before.
const newsForMs = 2 * hourMs

/** Whether somebody registered so shortly before a reminder that the confirmation said it all: a quarter of its time, two hours at most. */
export const knowsAlready = (
  registration: { readonly registeredAt: Instant },
  reminder: Pick<HandledMail, 'dueAt' | 'anchor'>,
): boolean => {
  const ahead = Date.parse(reminder.anchor) - Date.parse(reminder.dueAt)
  return Date.parse(registration.registeredAt) > Date.parse(reminder.dueAt) - Math.min(newsForMs, ahead / 4)
}

/** What tells the messages of a scheduled mail from those of others: letters, digits and `_`. Surveys have one mark, as they are asked for once. */
export const markOf = ({ kind, offset, anchor }: Pick<HandledMail, 'kind' | 'offset' | 'anchor'>): string =>
  kind === 'reminder' ? `${offset}_${anchor.slice(0, 16).replaceAll(/\D/g, '')}` : '0'
