import { describe, expect, test } from '@jest/globals'
import { samples } from '../../infra/local/mails/samples.ts'
import { messageTraits } from '../../shared/domain/mail/message-traits.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { mailOf } from '../../shared/mail/rendered-mail.ts'
import { golden } from './golden.ts'
import { lintInvitation, lintPlainMail } from './itip/itip-linter.ts'
import { links, makeMessage, rawMail } from './make-message.ts'
import { allParts, parseMime, textOf } from './mime/mime-tree.ts'

const cases = samples.map(({ name, message }) => [name, message] as const)

/** Made once for everything that is asked of it. */
const onceEach = <Made>(make: (message: OutboxMessage) => Promise<Made>) => {
  const known = new Map<OutboxMessage, Promise<Made>>()
  return (message: OutboxMessage): Promise<Made> => {
    const made = known.get(message) ?? make(message)
    known.set(message, made)
    return made
  }
}
const rendered = onceEach((message) => mailOf(message, links))
const bytesOf = onceEach(rawMail)

const lint = async (message: OutboxMessage) => (message.calendar === undefined ? lintPlainMail : lintInvitation)(await bytesOf(message))

describe.each(cases)('the mail %s', (name, message) => {
  test('matches its golden files', async () => {
    const mail = await rendered(message)
    const text = `Subject: ${mail.subject}\n\n${mail.text}`
    expect(text).toBe(golden(`${name}.txt`, text))
    expect(mail.html).toBe(golden(`${name}.html`, mail.html))
    if (mail.calendar !== undefined) expect(mail.calendar.text).toBe(golden(`${name}.ics`, mail.calendar.text))
  })

  test('follows the rules for invitations', async () => expect(await lint(message)).toEqual([]))

  test('has the same bytes when recreated', async () => {
    expect((await bytesOf(message)).equals(await rawMail(message))).toBe(true)
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
    const parts = allParts(parseMime(await bytesOf(message)))
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

  test.each(cases)('fits a window of 76 columns as plain text, except for unbreakable words: %s', async (_, message) => {
    const { text } = await rendered(message)
    expect(text.split('\n').filter((line) => line.length > 76 && line.trim().includes(' '))).toEqual([])
  })

  test.each(cases)('has one call to action: %s', async (_, message) => {
    const { html } = await rendered(message)
    expect(html.match(/<a class="button"/g)).toHaveLength(1)
  })

  test.each(cases)('is far below Gmail’s limit for clipping (102 kB): %s', async (_, message) => {
    expect((await bytesOf(message)).length).toBeLessThan(40_000)
  })

  test.each(['cancellation', 'waitlisted', 'waitlist-left', 'link', 'survey', 'survey-reminder'] as const)(
    'of kind %s does not say where to join',
    async (kind) => {
      expect((await rawMail(makeMessage({ kind }))).toString('latin1').replaceAll('=\r\n', '')).not.toContain('meet.example')
      expect((await mailOf(makeMessage({ kind }), links)).calendar?.text ?? '').not.toContain('meet.example')
    },
  )

  test.each(cases)('lets people unsubscribe exactly if it is optional: %s', async (_, message) => {
    const [raw, { text, html }] = [(await bytesOf(message)).toString('latin1'), await rendered(message)]
    const found = [/^List-Unsubscribe: /m.test(raw), text.includes(links.unsubscribe), html.includes(links.unsubscribe)]
    const { optional } = messageTraits[message.kind]
    expect(found).toEqual([optional, optional, optional])
  })

  test('asks for feedback through the single-use link, and shows no other personal link', async () => {
    const { text } = await mailOf(makeMessage({ kind: 'survey' }), links)
    expect([text.includes(links.feedback), text.includes(links.registration)]).toEqual([true, false])
  })

  test('shows the join link only if it is needed to attend', async () => {
    const { text, calendar } = await mailOf(makeMessage({ event: { format: 'in-person', venue: 'Rue 1' } }), links)
    expect([text.includes('meet.example'), calendar?.text.includes('meet.example')]).toEqual([false, false])
  })

  test('with an invitation is not made without a UID', async () => {
    const { calendar: _, ...message } = makeMessage()
    await expect(mailOf(message, links)).rejects.toThrow(RangeError)
  })
})
