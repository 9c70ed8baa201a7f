import { describe, expect, test } from '@jest/globals'
import { languages } from '../../shared/domain/language.ts'
import { type LinkedRegistration, messageKinds, type OutboxMessage } from '../../shared/domain/outbox-message.ts'
import { mailOf } from '../../shared/mail/mails.ts'
import { golden } from './golden.ts'
import { lintInvitation, lintPlainMail } from './itip-linter.ts'
import { links, makeEvent, makeMessage, rawMail } from './make-message.ts'
import { allParts, parseMime, textOf } from './mime-tree.ts'

const uid = 'q7Xv0aJmT2-hWc_8yKd5Rg-1@events.iprocurenet.example'

const conference = {
  slug: 'annual-conference',
  kind: 'conference',
  title: 'Influential innovation procurement for security in Europe',
  format: 'hybrid',
  timeZone: 'Europe/Lisbon',
  start: '2022-06-14T09:00',
  end: '2022-06-15T17:30',
  venue: 'Centro de Congressos; Pavilhão "B", sala 2\nPraça das Indústrias, Lisboa\\Belém',
} as const

const linked = (status: LinkedRegistration['status'], event: Parameters<typeof makeEvent>[0] = {}): LinkedRegistration => ({
  id: 'q7Xv0aJmT2-hWc_8yKd5Rg',
  round: 1,
  status,
  event: makeEvent(event),
})

const inPerson = { format: 'in-person', joinUrl: undefined } as const

/** Every kind, with its two reasons where it has them, and what is hard to write. */
const variants: Readonly<Record<string, Parameters<typeof makeMessage>[0]>> = {
  ...Object.fromEntries(
    messageKinds.filter((kind) => !/cancellation|left|ended|offered|pending|my-links/.test(kind)).map((kind) => [kind, { kind }]),
  ),
  'cancellation-person': { kind: 'cancellation', reason: 'person', calendar: { uid, sequence: 1 } },
  'cancellation-event': { kind: 'cancellation', reason: 'event', calendar: { uid, sequence: 2 } },
  'confirmation-handed-over': { reason: 'handed-over' },
  'cancellation-handed-over': { kind: 'cancellation', reason: 'handed-over', calendar: { uid, sequence: 1 } },
  'waitlist-left-person': { kind: 'waitlist-left', reason: 'person' },
  'waitlist-left-event': { kind: 'waitlist-left', reason: 'event' },
  offered: { kind: 'offered', until: '2022-04-03T08:30:15.250Z' },
  pending: { kind: 'pending', until: '2022-04-08T08:30:15.250Z' },
  'offer-ended-declined': { kind: 'offer-ended', reason: 'offer-declined' },
  'offer-ended-expired': { kind: 'offer-ended', reason: 'offer-expired' },
  'offer-ended-event': { kind: 'offer-ended', reason: 'event' },
  'request-ended-person': { kind: 'request-ended', reason: 'person' },
  'request-ended-not-approved': { kind: 'request-ended', reason: 'not-approved' },
  'request-ended-late': { kind: 'request-ended', reason: 'approval-expired' },
  'request-ended-event': { kind: 'request-ended', reason: 'event' },
  'my-links': { kind: 'my-links', links: [linked('confirmed'), linked('waitlisted', conference)] },
  'my-links-one': { kind: 'my-links', links: [linked('offered')] },
  'in-person-conference-in-lisbon': { event: conference },
  'workshop-in-kyiv': {
    kind: 'update',
    calendar: { uid, sequence: 3 },
    event: { ...inPerson, kind: 'workshop', timeZone: 'Europe/Kyiv', venue: 'Будинок закупівель, Київ' },
  },
  'place-and-link-open': { event: { format: 'hybrid', joinUrl: undefined } },
  'long-title': {
    event: {
      title:
        'Marchés publics d’innovation : préparer, négocier et évaluer ensemble – l’expérience des acheteurs de sécurité à Tallinn, Nicosie et Vilnius 🛡️',
    },
  },
  'quotes-and-emoji-in-name': { recipient: { name: 'Zoë "Zo" O’Hara; Dr., 🎈 <b>&', email: 'zoe@authority.example' } },
  'hour-that-comes-twice': { event: { timeZone: 'Europe/Brussels', start: '2022-10-30T02:30', end: '2022-10-30T04:00' } },
  'zone-without-yearly-rules': { event: { timeZone: 'Africa/Casablanca' } },
  'script-in-title': { event: { title: '<script>alert("x")</script> & more' } },
}

const cases = Object.entries(variants).flatMap(([name, overrides]) =>
  languages.map((language) => [`${name}.${language}`, makeMessage({ ...overrides, language })] as const),
)

const lint = async (message: OutboxMessage) => (message.calendar === undefined ? lintPlainMail : lintInvitation)(await rawMail(message))

describe.each(cases)('the mail %s', (name, message) => {
  test('reads as it did', async () => {
    const mail = await mailOf(message, links)
    const text = `Subject: ${mail.subject}\n\n${mail.text}`
    expect(text).toBe(golden(`${name}.txt`, text))
    expect(mail.html).toBe(golden(`${name}.html`, mail.html))
    if (mail.calendar !== undefined) expect(mail.calendar.text).toBe(golden(`${name}.ics`, mail.calendar.text))
  })

  test('keeps the rules of invitations', async () => expect(await lint(message)).toEqual([]))

  test('has the same bytes when it is made again', async () => {
    expect((await rawMail(message)).equals(await rawMail(message))).toBe(true)
  })
})

describe('a mail', () => {
  const shownIn = (html: string): string =>
    html
      .replace(/<head>[\s\S]*<\/head>|<!--[\s\S]*?-->|<div [^>]*aria-hidden="true">[^<]*<\/div>/g, '')
      .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, ' $1 ')
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ')

  const bodiesOf = async (message: OutboxMessage): Promise<{ text: string; shown: string }> => {
    const parts = allParts(parseMime(await rawMail(message)))
    const [text = '', html = ''] = ['text/plain', 'text/html'].map((type) => parts.filter((part) => part.type === type).map(textOf)[0])
    return { text, shown: shownIn(html) }
  }

  const words = (text: string): string[] => [...new Set(text.split(/\s+/).filter((word) => word !== '' && word !== '--'))].sort()

  test.each(cases)('says the same in text and in HTML: %s', async (_, message) => {
    const { text, shown } = await bodiesOf(message)
    expect(words(shown)).toEqual(words(text))
    const lines = text
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' '))
      .filter((line) => line !== '' && line !== '-- ')
    expect(lines.filter((line) => !shown.includes(line))).toEqual([])
  })

  test.each(cases)('fits a window of 76 columns as plain text, but for what has no space to break at: %s', async (_, message) => {
    const { text } = await mailOf(message, links)
    expect(text.split('\n').filter((line) => line.length > 76 && line.trim().includes(' '))).toEqual([])
  })

  test.each(cases)('is far below what Gmail cuts off (102 kB): %s', async (_, message) => {
    expect((await rawMail(message)).length).toBeLessThan(40_000)
  })

  test.each(['cancellation', 'waitlisted', 'waitlist-left', 'link', 'survey'] as const)(
    'of kind %s does not tell where to join',
    async (kind) => {
      expect((await rawMail(makeMessage({ kind }))).toString('latin1').replaceAll('=\r\n', '')).not.toContain('meet.example')
      expect((await mailOf(makeMessage({ kind }), links)).calendar?.text ?? '').not.toContain('meet.example')
    },
  )

  test('asks for feedback behind the link that opens once, and shows no other personal link', async () => {
    const { text } = await mailOf(makeMessage({ kind: 'survey' }), links)
    expect([text.includes(links.feedback), text.includes(links.registration)]).toEqual([true, false])
  })

  test('shows the link to join only to people who cannot be there otherwise', async () => {
    const { text, calendar } = await mailOf(makeMessage({ event: { format: 'in-person', venue: 'Rue 1' } }), links)
    expect([text.includes('meet.example'), calendar?.text.includes('meet.example')]).toEqual([false, false])
  })

  test('that carries an invitation without UID is not made', async () => {
    const { calendar: _, ...message } = makeMessage()
    await expect(mailOf(message, links)).rejects.toThrow(RangeError)
  })
})
