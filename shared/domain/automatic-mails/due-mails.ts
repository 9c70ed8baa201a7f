import { shifted } from '../basics/duration.ts'
import type { Instant } from '../basics/wall-time.ts'
import { type HandledMail, type MailPlan, never, type ScheduledKind } from './settings.ts'

/** An automatic mail. Kind, offset and anchor identify it within its event. */
export interface ScheduledMail {
  readonly kind: ScheduledKind
  readonly offset: string
  readonly anchor: Instant
  readonly dueAt: Instant
  /** After this it is no longer sent. */
  readonly latest: Instant
}

const hourMs = 3_600_000
// People still remember an event after a week, and a late survey is better than none.
const surveyPatienceMs = 7 * 24 * hourMs

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

/** A reminder may be late by a third of its offset; beyond that it would mislead, as when "a day ahead" arrives the same morning. */
const reminderOf = ({ startsAt, timeZone }: MailPlan, offset: string): ScheduledMail => {
  const dueAt = shifted(startsAt, timeZone, 'before', offset)
  const latest = later(dueAt, (Date.parse(startsAt) - Date.parse(dueAt)) / 3)
  return { kind: 'reminder', offset, anchor: startsAt, dueAt, latest }
}

/** Reminders belong to one start time; feedback is requested once, even if the event moves. */
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

/** All automatic mails of an event with its current settings, sorted by due time. */
export const scheduledMails = (plan: MailPlan): readonly ScheduledMail[] =>
  [...plan.reminders.map((offset) => reminderOf(plan, offset)), ...surveysOf(plan)].toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))

/** Those not yet dealt with. The survey reminder is left out until the survey itself has been dealt with. */
const open = (plan: MailPlan): readonly ScheduledMail[] => {
  if (plan.status !== 'published') return []
  const mails = scheduledMails(plan)
  const unasked = mails.some((mail) => mail.kind === 'survey' && handledOf(plan, mail) === undefined)
  return mails.filter((mail) => handledOf(plan, mail) === undefined && !(mail.kind === 'survey-reminder' && unasked))
}

/** When the clock next has work for the event; undefined if never. */
export const nextDue = (plan: MailPlan): Instant | undefined => open(plan)[0]?.dueAt

const missed = ({ latest: _, ...mail }: ScheduledMail, at: Instant, reason: Extract<HandledMail, { state: 'missed' }>['reason']) =>
  ({ ...mail, at, state: 'missed', reason }) as const

/** The outcome of the mails due at `now`: begun or missed. Empty if none is due. */
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
 * The reminders whose time had already passed when the event was published or changed: people have just heard, or hear from the
 * update, what they would say. Excludes those due before the change, which the clock is about to deal with.
 */
export const passedAlready = (before: MailPlan | undefined, after: MailPlan, now: Instant): readonly HandledMail[] => {
  const known = before === undefined ? [] : open(before)
  return open(after)
    .filter(({ kind, dueAt }) => kind === 'reminder' && dueAt <= now)
    .filter((mail) => !known.some(({ offset, anchor }) => mail.offset === offset && mail.anchor === anchor))
    .map((mail) => missed(mail, now, 'passed'))
}

// Someone whose confirmation arrived this recently learns nothing new from a reminder.
const newsForMs = 2 * hourMs

/** Whether somebody registered so shortly before a reminder that it adds nothing: within a quarter of its offset, two hours at most. */
export const knowsAlready = (
  registration: { readonly registeredAt: Instant },
  reminder: Pick<HandledMail, 'dueAt' | 'anchor'>,
): boolean => {
  const ahead = Date.parse(reminder.anchor) - Date.parse(reminder.dueAt)
  return Date.parse(registration.registeredAt) > Date.parse(reminder.dueAt) - Math.min(newsForMs, ahead / 4)
}

/** Identifies the messages of a scheduled mail: letters, digits and `_`. Surveys share one mark, as feedback is requested only once. */
export const markOf = ({ kind, offset, anchor }: Pick<HandledMail, 'kind' | 'offset' | 'anchor'>): string =>
  kind === 'reminder' ? `${offset}_${anchor.slice(0, 16).replaceAll(/\D/g, '')}` : '0'
