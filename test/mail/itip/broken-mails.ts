import { makeMessage, rawMail } from '../make-message.ts'

export const request = await rawMail(makeMessage())
/** For an event on two days with other hours. */
export const several = await rawMail(
  makeMessage({
    event: {
      end: '2022-05-18T17:00',
      days: [
        { start: '2022-05-17T10:00', end: '2022-05-17T18:00' },
        { start: '2022-05-18T09:00', end: '2022-05-18T17:00' },
      ],
    },
  }),
)
export const cancel = await rawMail(
  makeMessage({ kind: 'cancellation', reason: 'event', calendar: { uid: 'q7Xv0aJmT2@events.example', sequence: 1 } }),
)
export const plain = await rawMail(makeMessage({ kind: 'survey' }))

type Edit = (text: string) => string

/** Replaces what must be present; a sample that was not actually broken would prove nothing. */
export const replace =
  (what: string | RegExp, by: string): Edit =>
  (text) => {
    const edited = text.replace(what, by)
    if (edited === text) throw new Error(`nothing to replace: ${what}`)
    return edited
  }

export const insert = (before: string, line: string): Edit => replace(before, `${line}\r\n${before}`)

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, '$&\r\n')

/** The mail with its bytes, read as Latin-1, changed. */
const mail =
  (edit: Edit) =>
  (raw: Buffer): Buffer =>
    Buffer.from(edit(raw.toString('latin1')), 'latin1')

/** The mail with the bytes of its calendar object, read as Latin-1, changed in both parts. */
const calendarBytes =
  (edit: Edit) =>
  (raw: Buffer): Buffer => {
    const [encoded = ''] = /QkVHSU4(?:[A-Za-z0-9+/=]+\r\n)+/.exec(raw.toString('latin1')) ?? []
    const edited = edit(Buffer.from(encoded, 'base64').toString('latin1'))
    return mail((text) => text.replaceAll(encoded, `${base64(Buffer.from(edited, 'latin1'))}\r\n`))(raw)
  }

/** The same with its text. */
export const calendar = (...edits: readonly Edit[]) =>
  calendarBytes((bytes) =>
    Buffer.from(edits.reduce((text, edit) => edit(text), Buffer.from(bytes, 'latin1').toString('utf8'))).toString('latin1'),
  )

const attendee = /ATTENDEE;(?:.|\r\n )*\r\n/
const zone = /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/
export const alarm = (lines: string): Edit => insert('END:VEVENT', `BEGIN:VALARM\r\n${lines}\r\nEND:VALARM`)
export const display = 'ACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Soon'
export const allDay = (start: string, end: string): Edit => replace(/DTSTART.*\r\nDTEND.*/, `${start}\r\n${end}`)

type Sample = readonly [rule: number, what: string, raw: Buffer]

export const brokenRequests: readonly Sample[] = [
  [1, 'a bare line feed', calendar(replace('TRANSP:OPAQUE\r\n', 'TRANSP:OPAQUE\n'))(request)],
  [1, 'no line end at the end', calendar(replace(/\r\n$/, ''))(request)],
  [2, 'a line of 76 octets', calendar(insert('STATUS', `X-LONG:${'x'.repeat(69)}`))(request)],
  [2, 'a fold inside a character', calendarBytes(replace(/Kova\xc4\x8d/, 'Kova\xc4\r\n \x8d'))(request)],
  [3, 'a comma that is not escaped', calendar(replace('SUMMARY:Building Market', 'SUMMARY:Building, Market'))(request)],
  [3, 'an escaped colon', calendar(replace('SUMMARY:Building', 'SUMMARY:Building\\:'))(request)],
  [3, 'a control character', calendar(replace('SUMMARY:Building', 'SUMMARY:Building\u0007'))(request)],
  [4, 'a double quote in a name', calendar(insert('STATUS', 'X-NAME;X-CN="A \\"B\\"":value'))(request)],
  [4, 'a semicolon outside quotes', calendar(insert('STATUS', 'X-NAME;X-CN=A; B:value'))(request)],
  [5, 'an escaped address', calendar(insert('STATUS', 'ATTACH:https://files.example/a\\,b'))(request)],
  [6, 'two METHODs', calendar(insert('BEGIN:VTIMEZONE', 'METHOD:REQUEST'))(request)],
  [6, 'a calendar property behind a component', calendar(insert('BEGIN:VEVENT', 'X-WR-CALNAME:Late'))(request)],
  [7, 'no SUMMARY', calendar(replace(/SUMMARY:.*\r\n/, ''))(request)],
  [
    7,
    'an occurrence of another UID',
    calendar(replace(/UID:.*(?=\r\n(?:(?!END:VEVENT)[\s\S])*RECURRENCE-ID)/, 'UID:other@events.example'))(several),
  ],
  [7, 'occurrences without a rule', calendar(replace(/RRULE:FREQ=DAILY.*\r\n/, ''))(several)],
  [
    10,
    'an occurrence in a zone that is not described',
    calendar(replace(/RECURRENCE-ID;TZID=[^:]*/, 'RECURRENCE-ID;TZID=Europe/Oslo'))(several),
  ],
  [7, 'two VEVENTs', calendar(insert('END:VCALENDAR', 'BEGIN:VEVENT\r\nUID:other@events.example\r\nEND:VEVENT'))(request)],
  [8, 'a local DTSTAMP', calendar(replace(/DTSTAMP:(\d+T\d+)Z/, 'DTSTAMP:$1'))(request)],
  [9, 'an end before the start', calendar(replace(/(DTEND.*):\d+T\d+/, '$1:20220517T090000'))(request)],
  [9, 'a DURATION beside DTEND', calendar(insert('SUMMARY', 'DURATION:PT2H'))(request)],
  [9, 'a floating start', calendar(replace('DTSTART;TZID=Europe/Brussels', 'DTSTART'))(request)],
  [
    9,
    'a date and a date-time',
    calendar(replace(/DTSTART;TZID.*/, 'DTSTART;VALUE=DATE:20220517'), replace('TRANSP:OPAQUE', 'TRANSP:TRANSPARENT'))(request),
  ],
  [10, 'no VTIMEZONE', calendar(replace(zone, ''))(request)],
  [11, 'a VTIMEZONE without DAYLIGHT', calendar(replace(/BEGIN:DAYLIGHT[\s\S]*END:DAYLIGHT\r\n/, ''))(request)],
  [11, 'an RDATE in the VTIMEZONE', calendar(insert('END:DAYLIGHT', 'RDATE:20230326T020000'))(request)],
  [11, 'a VTIMEZONE with a wrong offset', calendar(replace('TZOFFSETTO:+0200', 'TZOFFSETTO:+0300'))(request)],
  [
    12,
    'an hour that comes twice',
    calendar(allDay('DTSTART;TZID=Europe/Brussels:20221029T100000', 'DTEND;TZID=Europe/Brussels:20221030T023000'))(request),
  ],
  [
    13,
    'a date with a zone',
    calendar(
      allDay('DTSTART;VALUE=DATE;TZID=Europe/Brussels:20220517', 'DTEND;VALUE=DATE:20220518'),
      replace('OPAQUE', 'TRANSPARENT'),
    )(request),
  ],
  [
    14,
    'an address in the UID',
    calendar(replace('UID:q7Xv0aJmT2-hWc_8yKd5Rg-1@events.iprocurenet.example', 'UID:ana.kovac@authority.example'))(request),
  ],
  [14, 'two UIDs', calendar(insert('STATUS', 'UID:other@events.example'))(request)],
  [15, 'no SEQUENCE', calendar(replace(/SEQUENCE:0\r\n/, ''))(request)],
  [17, 'an ORGANIZER without mailto', calendar(replace('mailto:invitations@', 'invitations@'))(request)],
  [18, 'somebody else as ATTENDEE', calendar(replace('MAILTO:ana.kovac@', 'MAILTO:another@'))(request)],
  [18, 'two ATTENDEEs', calendar((text) => text.replace(attendee, '$&$&'))(request)],
  [19, 'an optional ATTENDEE', calendar(replace('ROLE=REQ-PARTICIPANT', 'ROLE=OPT-PARTICIPANT'))(request)],
  [20, 'a REQUEST that is cancelled', calendar(replace('STATUS:CONFIRMED', 'STATUS:CANCELLED'))(request)],
  [25, 'an alarm that sends mail', calendar(alarm(display.replace('DISPLAY', 'EMAIL')))(request)],
  [25, 'an alarm without DESCRIPTION', calendar(alarm('ACTION:DISPLAY\r\nTRIGGER:-PT15M'))(request)],
  [26, 'no TRANSP', calendar(replace('TRANSP:OPAQUE\r\n', ''))(request)],
  [26, 'an all-day event that blocks the day', calendar(allDay('DTSTART;VALUE=DATE:20220517', 'DTEND;VALUE=DATE:20220518'))(request)],
  [27, 'the file inside the alternative', mail(replace('multipart/mixed', 'multipart/related'))(request)],
  [28, 'another method on the part', mail(replace('method=REQUEST', 'method=PUBLISH'))(request)],
  [28, 'no charset on the part', mail(replace('text/calendar; charset=utf-8;', 'text/calendar;'))(request)],
  [
    29,
    'a file of other bytes',
    mail((text) => `${text.slice(0, text.lastIndexOf('QkVHSU4'))}QUJD${text.slice(text.lastIndexOf('QkVHSU4') + 4)}`)(request),
  ],
  [29, 'a method on the file as well', mail(replace('application/ics; name', 'application/ics; method=REQUEST; name'))(request)],
  [30, 'a byte beyond ASCII', mail(replace('Kova=C4=8D', 'Kova\xc4\x8d'))(request)],
  [31, 'no zone in the text', mail(replace('Europe/Brussels', 'local time'))(request)],
  [31, 'no join link in the text', mail(replace(/meet/g, 'm33t'))(request)],
  [32, 'another sender than the organiser', mail(replace('<invitations@', '<noreply@'))(request)],
  [33, 'a second recipient', mail(replace('<ana.kovac@authority.example>', '<ana.kovac@authority.example>, b@authority.example'))(request)],
  [33, 'a copy', mail(replace('MIME-Version', 'Cc: b@authority.example\r\nMIME-Version'))(request)],
  [34, 'two subjects', mail(replace('MIME-Version', 'Subject: again\r\nMIME-Version'))(request)],
  [34, 'an invitation that says it is cancelled', mail(replace('Subject: Registration confirmed:', 'Subject: Cancelled:'))(request)],
  [36, 'no Auto-Submitted', mail(replace('Auto-Submitted: auto-generated\r\n', ''))(request)],
  [36, 'two Auto-Submitted', mail(replace('MIME-Version', 'Auto-Submitted: auto-generated\r\nMIME-Version'))(request)],
]

export const brokenCancels: readonly Sample[] = [
  [21, 'a CANCEL that is confirmed', calendar(replace('STATUS:CANCELLED', 'STATUS:CONFIRMED'))(cancel)],
  [21, 'a CANCEL with an alarm', calendar(alarm(display))(cancel)],
  [34, 'a CANCEL that does not say so', mail(replace('Subject: Cancelled:', 'Subject: News:'))(cancel)],
]

export const brokenPlain: readonly Sample[] = [
  [27, 'text alone', mail(replace('multipart/alternative', 'multipart/mixed'))(plain)],
  [33, 'a blind copy', mail(replace('MIME-Version', 'Bcc: b@authority.example\r\nMIME-Version'))(plain)],
  [37, 'no word for one click', mail(replace('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n', ''))(plain)],
  [37, 'an address that is folded', mail(replace('List-Unsubscribe: <', 'List-Unsubscribe:\r\n <'))(plain)],
  [39, 'an invitation in a survey', request],
]

const revision = (sequence: number, createdAt: string, more: Parameters<typeof makeMessage>[0] = {}): Promise<Buffer> =>
  rawMail(makeMessage({ ...more, createdAt, calendar: { uid: 'q7Xv0aJmT2@events.example', sequence } }))
export const first = await revision(0, '2022-04-01T08:00:00.000Z')
export const moved = await revision(1, '2022-04-02T08:00:00.000Z', { kind: 'update', event: { start: '2022-05-17T11:00' } })
export const taken = await revision(2, '2022-04-03T08:00:00.000Z', { kind: 'cancellation' })

export const brokenHistories: readonly (readonly [rule: number, what: string, mails: readonly Buffer[]])[] = [
  [
    14,
    'one UID for two people',
    [first, await revision(1, '2022-04-02T08:00:00.000Z', { recipient: { name: 'Bo', email: 'bo@authority.example' } })],
  ],
  [
    15,
    'a move without a higher SEQUENCE',
    [first, await revision(0, '2022-04-02T08:00:00.000Z', { event: { start: '2022-05-17T11:00' } })],
  ],
  [16, 'a resend with other bytes', [first, await revision(0, '2022-04-02T08:00:00.000Z')]],
  [16, 'a newer revision with an older DTSTAMP', [first, await revision(1, '2022-03-01T08:00:00.000Z')]],
  [21, 'a CANCEL with the SEQUENCE of the invitation', [first, await revision(0, '2022-04-02T08:00:00.000Z', { kind: 'cancellation' })]],
  [23, 'an invitation with the SEQUENCE of the CANCEL', [first, taken, await revision(2, '2022-04-04T08:00:00.000Z')]],
  [41, 'an old invitation after a newer one', [first, moved, first]],
]
