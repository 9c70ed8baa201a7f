/** The content of an answer; each maker below writes it like one kind of calendar. */
export interface Reply {
  readonly uid: string
  readonly partstat: string
  readonly attendee: string
  readonly name?: string
  readonly sequence?: number
  /** DTSTAMP, as in `20220401T093000Z`. */
  readonly stamp?: string
  /** Headers before all others, as added by SES. */
  readonly head?: readonly string[]
  readonly comment?: string
}

const lines = (...all: readonly string[]): Buffer => Buffer.from(all.map((line) => `${line}\r\n`).join(''))

const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n').trim()

/** What SES writes above the headers of a mail that its sender's domain vouches for. */
export const vouchedFor = (address: string): string =>
  `Authentication-Results: amazonses.com; spf=pass (spfCheck: domain of ${address.replace(/.*@/, '')} designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1; envelope-from=${address}; helo=mx.example; dkim=pass header.i=@${address.replace(/.*@/, '')}; dmarc=pass header.from=${address.replace(/.*@/, '')};`

const mailbox = 'invitations@events.iprocurenet.example'

/** Google: alternative of text, HTML and calendar, and the calendar again as a file, in base64. */
export const googleReply = ({
  uid,
  partstat,
  attendee,
  name = 'Ana Kovač',
  sequence = 0,
  stamp = '20220401T093000Z',
  head = [],
  comment,
}: Reply): Buffer => {
  const calendar = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    'DTSTART:20220517T080000Z',
    'DTEND:20220517T100000Z',
    `DTSTAMP:${stamp}`,
    `ORGANIZER;CN=iProcureNet:mailto:${mailbox}`,
    `UID:${uid}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};CN=${name}`,
    ` ;X-NUM-GUESTS=0:mailto:${attendee}`,
    ...(comment === undefined ? [] : [`COMMENT:${comment}`]),
    'CREATED:20220401T083015Z',
    'DESCRIPTION:',
    'LAST-MODIFIED:20220401T093000Z',
    `SEQUENCE:${sequence}`,
    'STATUS:CONFIRMED',
    'SUMMARY:Building Market Demand',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
  return lines(
    ...head,
    vouchedFor(attendee),
    'Return-Path: <ana.kovac@authority.example>',
    'MIME-Version: 1.0',
    `Reply-To: ${attendee}`,
    'Sender: Google Calendar <calendar-notification@google.com>',
    'Message-ID: <calendar-5e@google.com>',
    'Date: Fri, 01 Apr 2022 09:30:00 +0000',
    'Subject: Accepted: Building Market Demand @ Tue May 17, 2022',
    `From: =?UTF-8?Q?Ana_Kova=C4=8D?= <${attendee}>`,
    `To: ${mailbox}`,
    'Content-Type: multipart/mixed; boundary="000000000000a1"',
    '',
    '--000000000000a1',
    'Content-Type: multipart/alternative; boundary="000000000000a0"',
    '',
    '--000000000000a0',
    'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes',
    'Content-Transfer-Encoding: base64',
    '',
    base64('Ana Kovač has replied to this invitation.'),
    '',
    '--000000000000a0',
    'Content-Type: text/html; charset="UTF-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Ana Kova=C4=8D has replied</p>',
    '--000000000000a0',
    'Content-Type: text/calendar; charset="UTF-8"; method=REPLY',
    'Content-Transfer-Encoding: 7bit',
    '',
    calendar,
    '--000000000000a0--',
    '--000000000000a1',
    'Content-Type: application/ics; name="invite.ics"',
    'Content-Disposition: attachment; filename="invite.ics"',
    'Content-Transfer-Encoding: base64',
    '',
    base64(calendar),
    '--000000000000a1--',
  )
}

/** Exchange: no ORGANIZER, the address in capitals, the calendar part in base64 and UTF-8, LANGUAGE and X- properties, a Windows zone. */
export const exchangeReply = ({
  uid,
  partstat,
  attendee,
  name = 'Ana Kovač',
  sequence = 0,
  stamp = '20220401T093000Z',
  head = [],
  comment,
}: Reply): Buffer =>
  lines(
    ...head,
    vouchedFor(attendee),
    `From: "${attendee}" <${attendee}>`,
    `To: iProcureNet <${mailbox}>`,
    'Subject: Declined: Building Market Demand',
    'Thread-Topic: Building Market Demand',
    'Date: Fri, 1 Apr 2022 09:30:00 +0000',
    'Message-ID: <AM0PR0402MB@AM0PR0402MB.eurprd04.prod.outlook.com>',
    'X-MS-Has-Attach:',
    'X-Auto-Response-Suppress: DR, OOF, AutoReply',
    'Content-Type: multipart/alternative; boundary="_000_AM0PR0402MB_"',
    'MIME-Version: 1.0',
    '',
    '--_000_AM0PR0402MB_',
    'Content-Type: text/plain; charset="us-ascii"',
    '',
    '',
    '--_000_AM0PR0402MB_',
    'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    base64(
      [
        'BEGIN:VCALENDAR',
        'METHOD:REPLY',
        'PRODID:Microsoft Exchange Server 2010',
        'VERSION:2.0',
        'BEGIN:VTIMEZONE',
        'TZID:Romance Standard Time',
        'BEGIN:STANDARD',
        'DTSTART:16010101T030000',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
        'END:STANDARD',
        'END:VTIMEZONE',
        'BEGIN:VEVENT',
        `ATTENDEE;PARTSTAT=${partstat};CN=${name}:MAILTO:${attendee.toUpperCase()}`,
        `COMMENT;LANGUAGE=en-US:${comment ?? '\\n'}`,
        `UID:${uid}`,
        'SUMMARY;LANGUAGE=en-US:Declined: Building Market Demand',
        'DTSTART;TZID=Romance Standard Time:20220517T100000',
        'DTEND;TZID=Romance Standard Time:20220517T120000',
        'CLASS:PUBLIC',
        'PRIORITY:5',
        `DTSTAMP:${stamp}`,
        'TRANSP:OPAQUE',
        'STATUS:CONFIRMED',
        `SEQUENCE:${sequence}`,
        'LOCATION;LANGUAGE=en-US:Online',
        'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
        'X-MICROSOFT-CDO-REPLYTIME:16010101T000000Z',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    ),
    '',
    '--_000_AM0PR0402MB_--',
  )

/** Apple: the calendar part in quoted-printable, EMAIL parameters, several ATTENDEE lines folded, bare LF in the calendar. */
export const appleReply = ({ uid, partstat, attendee, sequence = 0, stamp = '20220401T093000Z', head = [] }: Reply): Buffer =>
  lines(
    ...head,
    vouchedFor(attendee),
    `From: <${attendee}>`,
    'Content-Type: multipart/alternative; boundary="Apple-Mail-9B"',
    'MIME-Version: 1.0 (1.0)',
    'Date: Fri, 1 Apr 2022 11:30:00 +0200',
    'Subject: Accepted: Building Market Demand',
    'Message-Id: <8A@authority.example>',
    `To: ${mailbox}`,
    '',
    '--Apple-Mail-9B',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'accepted =C3=A9',
    '--Apple-Mail-9B',
    'Content-Type: text/calendar; charset=utf-8; method=reply',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'BEGIN:VCALENDAR=0AVERSION:2.0=0APRODID:-//Apple Inc.//macOS 12.3//EN=0AMETHOD:=',
    'REPLY=0ABEGIN:VEVENT=0A',
    `UID:${uid}=0A`,
    `SEQUENCE:${sequence}=0ADTSTAMP:${stamp}=0A`,
    `ORGANIZER;CN=3D"iProcureNet":mailto:${mailbox}=0A`,
    `ATTENDEE;CN=3D"Ana Kova=C4=8D";CUTYPE=3DINDIVIDUAL;EMAIL=3D"${attendee}";PARTSTAT=3D${partstat}=0A :mailto:${attendee}=0A`,
    'SUMMARY:Building Market Demand =E2=80=93 caf=C3=A9=0AEND:VEVENT=0AEND:VCALENDAR=0A',
    '--Apple-Mail-9B--',
  )

/** Thunderbird: one calendar part in 8 bit; proposes another time if `method` is COUNTER. */
export const thunderbirdMail = (
  { uid, partstat, attendee, name = 'Ana Kovač', sequence = 0, stamp = '20220401T093000Z', head = [] }: Reply,
  method: 'REPLY' | 'COUNTER',
): Buffer =>
  lines(
    ...head,
    vouchedFor(attendee),
    `To: ${mailbox}`,
    `From: ${attendee}`,
    'Subject: Event Invitation Reply: Building Market Demand',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="------------Boundary_Thunder"',
    '',
    '--------------Boundary_Thunder',
    `Content-Type: text/calendar; method=${method}; charset=UTF-8`,
    'Content-Transfer-Encoding: 8BIT',
    '',
    'BEGIN:VCALENDAR',
    'PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `DTSTAMP:${stamp}`,
    `UID:${uid}`,
    'SUMMARY:Building Market Demand – café',
    `ORGANIZER;CN=iProcureNet:mailto:${mailbox}`,
    `ATTENDEE;CN=${name};PARTSTAT=${partstat};ROLE=REQ-PARTICIPANT:mailto:${attendee}`,
    ...(method === 'COUNTER' ? ['COMMENT:Could we start an hour later?'] : []),
    'DTSTART:20220517T090000Z',
    'DTEND:20220517T110000Z',
    `SEQUENCE:${sequence}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '--------------Boundary_Thunder--',
  )

interface Letter {
  /** The header's value as it appears in the mail. */
  readonly from: string
  readonly subject: string
  readonly text?: string
  readonly headers?: readonly string[]
}

/** A mail written by a person, without a calendar object; in UTF-8 unless its headers say otherwise. */
export const letterMail = ({ from, subject, text = 'Dear organisers, is there parking?', headers = [] }: Letter): Buffer =>
  lines(`From: ${from}`, `To: ${mailbox}`, `Subject: ${subject}`, ...headers, vouchedFor(/[^<\s]+@[^>\s]+/.exec(from)?.[0] ?? ''), '', text)

/** A letter from Ana with these headers. */
export const plainMail = (headers: readonly string[], text?: string): Buffer =>
  letterMail({ from: 'Ana <ana.kovac@authority.example>', subject: 'A question', headers, ...(text === undefined ? {} : { text }) })

/** A report that one of our mails, including the invitation, was not delivered. */
export const deliveryReport = (original: Buffer): Buffer =>
  Buffer.concat([
    lines(
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@authority.example>',
      `To: ${mailbox}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
      '',
      '--report',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'The mail could not be delivered.',
      '--report',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.authority.example',
      '',
      'Final-Recipient: rfc822; ana.kovac@authority.example',
      'Action: failed',
      'Status: 5.1.1',
      '--report',
      'Content-Type: message/rfc822',
      '',
    ),
    original,
    lines('', '--report--'),
  ])
