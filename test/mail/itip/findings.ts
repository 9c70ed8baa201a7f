/** The linter's finding about a mail: the rule it breaks. */
export interface Finding {
  readonly rule: number
  readonly words: string
}

/** The rules, by their numbers in the original checklist. */
export const rules = {
  1: 'CRLF everywhere, and END:VCALENDAR CRLF at the end (RFC 5545 §3.1)',
  2: 'at most 75 octets a line, and no fold inside a character (RFC 5545 §3.1)',
  3: 'TEXT escaped, without control characters (RFC 5545 §3.3.11)',
  4: 'parameter values quoted where needed, without double quotes inside (RFC 5545 §3.2)',
  5: 'URI values are not escaped (RFC 5545 §3.3.13)',
  6: 'exactly one VERSION, PRODID and METHOD, before the first component (RFC 5545 §3.6)',
  7: 'exactly one VEVENT, with SUMMARY, DTSTART, DTSTAMP, UID, ORGANIZER and ATTENDEE (RFC 5546 §3.2.2)',
  8: 'DTSTAMP once, in UTC (RFC 5545 §3.8.7.2)',
  9: 'DTSTART and DTEND of one type, in order, without DURATION, never floating (RFC 5545 §3.8.2.2)',
  10: 'every TZID has a VTIMEZONE of that name (RFC 5545 §3.2.19)',
  11: 'a zone with daylight saving has STANDARD and DAYLIGHT with RRULE, without RDATE, and tells the true offset',
  12: 'a wall time that comes twice, or never, is not written with a zone (RFC 5545 §3.3.5)',
  13: 'an all-day event has dates on both ends and no TZID (RFC 5545 §3.6.1)',
  14: 'one UID, unique in the world, at most 255 octets, without an address of a person, the same in every mail about it',
  15: 'SEQUENCE is there, never falls, and rises when time or status change (RFC 5546 §2.1.4)',
  16: 'a new revision has a newer DTSTAMP, and the same revision the same bytes (RFC 5546 §2.1.5)',
  17: 'exactly one ORGANIZER, a mailto address (RFC 6047 §2.3)',
  18: 'exactly one ATTENDEE, the recipient',
  19: 'ATTENDEE is an individual, required, asked to answer',
  20: 'a REQUEST is tentative or confirmed (RFC 5546 §3.2.2)',
  21: 'a CANCEL is cancelled, with a SEQUENCE above all before, and has no alarm (RFC 5546 §3.2.5)',
  23: 'a REQUEST after a CANCEL has a SEQUENCE above it (RFC 5546 §2.1.5)',
  24: 'what is published names no attendee (RFC 5546 §3.2.1)',
  25: 'alarms only display, with ACTION, TRIGGER and DESCRIPTION (RFC 5545 §3.6.6)',
  26: 'TRANSP says whether the time is blocked, and an all-day frame does not block it (RFC 5545 §3.8.2.7)',
  27: 'mixed holding alternative (text, HTML, calendar last) and the file; without a calendar alternative alone',
  28: 'text/calendar has the method of METHOD and charset UTF-8 (RFC 6047 §2.4)',
  29: 'one part with a method, and an application/ics file of the same bytes (RFC 5545 §3.7.2)',
  30: 'quoted-printable, base64 or plain ASCII, with CRLF (RFC 6047 §2.5)',
  31: 'text and HTML say date, time with zone, place or join link, and event page',
  32: 'From and ORGANIZER are one mailbox of ours',
  33: 'one recipient, no copies',
  34: 'headers appear once, and the subject tells an invitation from a cancellation',
  36: 'Auto-Submitted and X-Auto-Response-Suppress, once each (RFC 3834)',
  37: 'List-Unsubscribe is one https address on one line, with List-Unsubscribe-Post, or neither is there (RFC 8058 §3.1)',
  39: 'a plain mail carries no calendar object',
  45: 'a calendar to subscribe to says after how long to look again, and has each event once (RFC 7986 §5.7)',
  41: 'per UID no lower SEQUENCE after a higher one',
} as const
export type Rule = keyof typeof rules

/** A rule and whether it is met. */
export type Condition = readonly [Rule, boolean]

const finding = (rule: Rule): Finding => ({ rule, words: rules[rule] })

/** Findings for the rules whose conditions are not met, without duplicates, by number. */
export const broken = (conditions: readonly Condition[]): readonly Finding[] =>
  [...new Set(conditions.filter(([, holds]) => !holds).map(([rule]) => rule))].sort((a, b) => a - b).map(finding)
