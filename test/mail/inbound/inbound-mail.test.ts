import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readInboundMail } from '../../../shared/mail/inbound/inbound-mail.ts'
import { appleReply, deliveryReport, exchangeReply, googleReply, plainMail, type Reply, thunderbirdMail } from '../../make/reply-mail.ts'
import { makeMessage, rawMail } from '../make-message.ts'
import { endless, romance } from './zone-blocks.ts'

const uid = 'q7Xv0aJmT2-hWc_8yKd5Rg-1@events.iprocurenet.example'
const attendee = 'ana.kovac@authority.example'
const reply: Reply = { uid, partstat: 'ACCEPTED', attendee }
const answer = (said: string, more: object = {}) => ({
  kind: 'answer',
  doubted: false,
  sender: attendee,
  reply: { uid, answer: said, sequence: 0, stamp: '2022-04-01T09:30:00.000Z', addresses: [attendee, attendee], ...more },
})

/** A mail whose calendar object proposes another time. */
const counter = (body: readonly string[]): Buffer =>
  plainMail(
    ['Content-Type: text/calendar; method=COUNTER'],
    ['BEGIN:VCALENDAR', 'METHOD:COUNTER', ...body, `UID:${uid}`, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
  )

const page =
  '<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><p>Is there parking?</p><p>&lt;b&gt;Ana&lt;/b&gt;</p></body></html>'
const html = plainMail(['Content-Type: text/html'], '')
const part = `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page}\r\n--b--`

describe('an answer to an invitation is understood', () => {
  test('from Google, with the same object attached as a file', async () => {
    expect(await readInboundMail(googleReply(reply))).toEqual(answer('accepted'))
  })

  test('from Exchange, without ORGANIZER and with the address in capitals', async () => {
    const addresses = [attendee.toUpperCase(), attendee]
    expect(await readInboundMail(exchangeReply({ ...reply, partstat: 'DECLINED' }))).toEqual(answer('declined', { addresses }))
  })

  test('from Apple, in quoted-printable with bare line feeds and the method in lower case', async () => {
    expect(await readInboundMail(appleReply({ ...reply, partstat: 'TENTATIVE', sequence: 3 }))).toEqual(
      answer('tentative', { sequence: 3 }),
    )
  })

  test('from Thunderbird, in 8 bit', async () => {
    expect(await readInboundMail(thunderbirdMail(reply, 'REPLY'))).toEqual(answer('accepted'))
  })

  test.each(['windows-1252', 'utf-16le', 'x-unknown', ''])('in a part labelled %p', async (charset) => {
    const raw = thunderbirdMail(reply, 'REPLY').toString('latin1').replace('charset=UTF-8', `charset="${charset}"`)
    // Only UTF-16 leaves nothing to read.
    expect((await readInboundMail(Buffer.from(raw, 'latin1'))).kind).toBe(charset === 'utf-16le' ? 'letter' : 'answer')
  })

  test('by PARTSTAT alone, whatever the subject and STATUS say', async () => {
    const raw = googleReply({ ...reply, partstat: 'DECLINED' })
    expect(raw.toString()).toContain('Subject: Accepted')
    expect(await readInboundMail(raw)).toEqual(answer('declined'))
  })

  test('even if sent by an assistant, for whom the invitation is not meant', async () => {
    const raw = exchangeReply(reply).toString().replaceAll(`<${attendee}>`, '<assistant@authority.example>')
    expect(await readInboundMail(Buffer.from(raw))).toMatchObject({
      sender: 'assistant@authority.example',
      reply: { addresses: [attendee.toUpperCase(), 'assistant@authority.example'] },
    })
  })

  test('even if only Content-Type says that it is an answer', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${attendee}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    const mail = plainMail(['Content-Type: text/calendar; charset=utf-8; method=REPLY'], calendar.join('\r\n'))
    expect(await readInboundMail(mail)).toMatchObject({ kind: 'answer', reply: { uid, answer: 'declined' } })
  })

  test('even if sent by a room or an auto-responder', async () => {
    expect(await readInboundMail(googleReply({ ...reply, head: ['Auto-Submitted: auto-replied'] }))).toEqual(answer('accepted'))
  })

  test('and so is the comment that came with it', async () => {
    const words = await readInboundMail(googleReply({ ...reply, comment: 'I come an hour late' }))
    const written = { name: 'Ana Kovač', subject: 'Accepted: Building Market Demand @ Tue May 17, 2022', text: 'I come an hour late' }
    expect(words).toEqual({ ...answer('accepted'), written })
  })

  test('but not the text that a room adds to its answer', async () => {
    const raw = googleReply({ ...reply, comment: 'Accepted by the calendar attendant', head: ['Auto-Submitted: auto-replied'] })
    expect(await readInboundMail(raw)).toEqual(answer('accepted'))
  })
})

describe('a mail that is not an answer', () => {
  test('is a proposal of another time', async () => {
    const read = await readInboundMail(thunderbirdMail({ ...reply, partstat: 'TENTATIVE' }, 'COUNTER'))
    const written = { subject: 'Event Invitation Reply: Building Market Demand', text: 'Could we start an hour later?' }
    const proposed = { start: '2022-05-17T09:00:00.000Z', end: '2022-05-17T11:00:00.000Z' }
    expect(read).toEqual({ kind: 'proposal', uid, proposed, written, remarked: true, sender: attendee, doubted: false })
  })

  test.each([
    ['in a zone of Windows that the object describes', 'Romance Standard Time', romance, '2022-05-17T07:00:00.000Z'],
    ['in a zone of the IANA that it only names', 'Europe/Tallinn', [], '2022-05-17T06:00:00.000Z'],
    ['in a zone of Windows that it only names', 'W. Europe Standard Time', [], '2022-05-17T07:00:00.000Z'],
    ['in a zone of Windows with half an hour', 'India Standard Time', [], '2022-05-17T03:30:00.000Z'],
    ['in a zone that nobody knows', 'Customised', [], undefined],
    ['in a zone whose rule has no end', 'Endless', endless, undefined],
  ])('is a proposal of another time %s', async (_, zone, described, start) => {
    const times = [`DTSTART;TZID=${zone}:20220517T090000`, 'DTEND:20220101T090000Z']
    expect(await readInboundMail(counter([...described, 'BEGIN:VEVENT', ...times]))).toMatchObject({
      kind: 'proposal',
      proposed: start === undefined ? undefined : { start },
    })
  })

  test('is a proposal of another day, without a known time', async () => {
    expect(await readInboundMail(counter(['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20220518']))).toMatchObject({ proposed: undefined })
  })

  test.each(['NEEDS-ACTION', 'DELEGATED', 'X-PERHAPS'])('is a letter about the event if it says %s', async (partstat) => {
    expect(await readInboundMail(googleReply({ ...reply, partstat }))).toMatchObject({
      kind: 'letter',
      uid,
      sender: attendee,
      written: { text: 'Ana Kovač has replied to this invitation.' },
    })
  })

  test.each([
    ['application/ms-tnef; name="winmail.dat"'],
    ['application/vnd.ms-tnef; name="winmail.dat"'],
    ['application/octet-stream; name="winmail.dat"'],
  ])('says that only Outlook can open it, if all of it is in a winmail.dat (%s)', async (type) => {
    const tnef = ['', '--b', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', 'eJ8+IgAA', '--b--', '']
    const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b']
    const told = { subject: 'A question', name: 'Ana' }
    expect(await readInboundMail(plainMail(headers, tnef.join('\r\n')))).toMatchObject({ kind: 'tnef', written: told })
    const besides = ['--b', 'Content-Type: text/plain', '', 'Is there parking?', ...tnef].join('\r\n')
    expect(await readInboundMail(plainMail(headers, besides))).toMatchObject({
      kind: 'letter',
      written: { ...told, text: 'Is there parking?' },
    })
  })

  test('is a letter, if somebody wrote it', async () => {
    expect(await readInboundMail(plainMail([]))).toEqual({
      kind: 'letter',
      uid: undefined,
      sender: attendee,
      doubted: false,
      written: { name: 'Ana', subject: 'A question', text: 'Dear organisers, is there parking?' },
    })
    expect((await readInboundMail(plainMail(['Auto-Submitted: no']))).kind).toBe('letter')
  })

  test.each([
    ['alone', ['Content-Type: text/html; charset=utf-8'], page],
    ['in an alternative without a text', ['Content-Type: multipart/alternative; boundary=b'], part],
    [
      'beside a text of blanks',
      ['Content-Type: multipart/alternative; boundary=b'],
      `--b\r\nContent-Type: text/plain\r\n\r\n  \r\n${part}`,
    ],
  ])('is a letter, if written in HTML %s: its text, without scripts and styles', async (_, headers, body) => {
    expect(await readInboundMail(plainMail(headers, body))).toMatchObject({ written: { text: 'Is there parking?\n\n<b>Ana</b>' } })
  })

  test.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; owner-email="x@y.example"',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'X-Failed-Recipients: ana.kovac@authority.example',
  ])('is automatic, if it has %s', async (header) => {
    expect((await readInboundMail(plainMail([header]))).kind).toBe('automatic')
  })

  test('is automatic, if it reports that our invitation was not delivered', async () => {
    expect((await readInboundMail(deliveryReport(await rawMail(makeMessage())))).kind).toBe('automatic')
  })

  test('is a letter, if it forwards our own invitation', async () => {
    expect(await readInboundMail(await rawMail(makeMessage()))).toMatchObject({ kind: 'automatic' })
    const passedOn = (await rawMail(makeMessage())).toString('latin1').replace(/^Auto-Submitted:.*\r\n/m, '')
    expect(await readInboundMail(Buffer.from(passedOn, 'latin1'))).toMatchObject({ kind: 'letter', uid })
  })
})

describe('any bytes at all', () => {
  const kinds = ['answer', 'proposal', 'automatic', 'letter', 'harmful', 'unreadable']
  const shapes = [googleReply(reply), exchangeReply(reply), appleReply(reply), thunderbirdMail(reply, 'COUNTER')]

  test('can be read: noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(kinds).toContain((await readInboundMail(Buffer.from(bytes))).kind)
      }),
      { numRuns: 300 },
    )
  })

  test('can be read: truncated answers, answers with noise, and calendar objects of noise', async () => {
    const broken = fc.tuple(fc.constantFrom(...shapes), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 40 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(broken, async ([shape, at, until, noise, cut]) => {
        const place = at % shape.length
        const rest = cut ? Buffer.alloc(0) : shape.subarray(place + (until % 60))
        expect(kinds).toContain((await readInboundMail(Buffer.concat([shape.subarray(0, place), noise, rest]))).kind)
      }),
      { numRuns: 500 },
    )
    const property = fc.constantFrom(
      'UID',
      'ATTENDEE;PARTSTAT=ACCEPTED',
      'SEQUENCE',
      'DTSTAMP',
      'DTSTAMP;TZID=Nowhere',
      'RRULE',
      'BEGIN',
      'END',
      'METHOD',
    )
    const wild = fc.array(
      fc.tuple(property, fc.oneof(fc.string(), fc.constantFrom('VEVENT', 'VCALENDAR', '99999999999', '-1', '20229999T999999Z'))),
      { maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(wild, async (pairs) => {
        const calendar = pairs.map(([name, value]) => `${name}:${value}\r\n`).join('')
        const text = `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n${calendar}END:VEVENT\r\nEND:VCALENDAR\r\n`
        const raw = Buffer.from(`From: a@b.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${text}`)
        expect(kinds).toContain((await readInboundMail(raw)).kind)
      }),
      { numRuns: 500 },
    )
  })

  test('can be read: a part with an unreadable type', async () => {
    const head = 'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'
    for (const type of ['Content-Type:', 'Content-Type: ;', 'Content-Disposition: attachment', 'Content-Type: \u0001; name="x"'])
      expect((await readInboundMail(Buffer.from(`${head}${type}\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--`))).kind).toBe(
        'letter',
      )
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'unreadable'],
    ['nothing that SES took', Buffer.from('Return-Path: <>\r\nX-SES-Spam-Verdict: PASS\r\n'), 'unreadable'],
    ['ten megabytes of one line', Buffer.alloc(10 * 1024 * 1024, 'a'), 'unreadable'],
    ['ten megabytes of letters', Buffer.concat([plainMail([]), Buffer.alloc(10 * 1024 * 1024, 'word ')]), 'letter'],
    [
      'a head of two megabytes',
      Buffer.concat([Buffer.from('X: '), Buffer.alloc(2 * 1024 * 1024, 'a'), Buffer.from('\r\n\r\n')]),
      'unreadable',
    ],
    [
      'parts in parts, three thousand deep',
      Buffer.from(
        `From: a@b.example\r\n${Array.from({ length: 3000 }, (_, depth) => `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n`).join('')}`,
      ),
      'unreadable',
    ],
    [
      'two thousand calendars',
      Buffer.from(
        `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'.repeat(2000)}`,
      ),
      'unreadable',
    ],
    ['ten megabytes of HTML', Buffer.concat([html, Buffer.alloc(10 * 1024 * 1024, '<p>word</p> ')]), 'letter'],
    ['a hundred thousand elements in elements', Buffer.concat([html, Buffer.alloc(500_000, '<div>')]), 'letter'],
    ['a mail of tables in tables', Buffer.concat([html, Buffer.alloc(200_000, '<table><tr><td>')]), 'letter'],
    [
      'a proposal in a zone whose rule has no end',
      counter([...endless, 'BEGIN:VEVENT', 'DTSTART;TZID=Endless:20220517T090000']),
      'proposal',
    ],
    [
      'components in components, a hundred thousand deep',
      Buffer.from(`From: a@b.example\r\nContent-Type: text/calendar\r\n\r\n${'BEGIN:VEVENT\r\n'.repeat(70_000)}`),
      'letter',
    ],
  ])('are read in reasonable time: %s', async (_, raw, kind) => {
    const begun = performance.now()
    expect((await readInboundMail(raw)).kind).toBe(kind)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})
