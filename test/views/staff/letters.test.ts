import { describe, expect, test } from '@jest/globals'
import { lettersView } from '../../../functions/organiser/replies/letters-view.ts'
import { languages } from '../../../shared/domain/basics/language.ts'
import type { Letter } from '../../../shared/domain/mail/letter.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { hostile } from '../hostile.ts'
import { linksIn, mainOf, staffPage, textOf, textsIn } from './page.ts'

const event = makeStoredEvent()
const letter: Letter = {
  id: 'x7YkPq2LmN8aB4cD6eF0gH.mail1',
  kind: 'letter',
  receivedAt: '2022-04-27T08:00:00.000Z',
  slug: event.slug,
  name: 'Ana Kovač',
  address: 'ana.kovac@authority.example',
  registration: { id: 'q7Xv0aJmT2-hWc_8yKd5Rg' },
  subject: 'A question',
  text: 'Is there parking?\n\nAna',
  mail: 'inbound/mail1',
}
const shown = (letters: readonly Letter[], more: Partial<Parameters<typeof lettersView>[1]> = {}, language: 'en' | 'fr' = 'en') =>
  mainOf(
    lettersView(staffPage({ language }), {
      event,
      state: 'open',
      open: letters.length,
      letters,
      paths: { open: '/open', 'dealt-with': '/dealt-with' },
      ...more,
    }),
  )

describe('a letter', () => {
  test('shows who wrote what, when in the event’s zone, and links to the reply, the registration and the mail', async () => {
    const main = await shown([letter])
    expect(textOf(main)).toContain('A question Ana Kovač · ana.kovac@authority.example · 27 April 2022 at 10:00 Registered')
    expect(main).toContain('Is there parking?\n\nAna')
    expect(linksIn(main)).toMatchObject({
      'Reply by e-mail': 'mailto:ana.kovac@authority.example?subject=Re%3A%20A%20question',
      'Download e-mail (.eml)': `/organiser/events/${event.slug}/letters/${letter.id}/mail`,
      Registered: `/organiser/events/${event.slug}/registrations/q7Xv0aJmT2-hWc_8yKd5Rg`,
    })
  })

  test('that could not be verified says so, and shows neither a name, a reply link nor a registration', async () => {
    const main = await shown([{ ...letter, doubted: true }])
    expect(textOf(main)).toContain('Sender not verified')
    expect(textOf(main)).toContain('Says it is from ana.kovac@authority.example ·')
    expect(main).not.toContain('Ana Kovač')
    expect(Object.keys(linksIn(main)).filter((text) => /Reply|registered/i.test(text))).toEqual([])
  })

  test.each([
    [{ registration: undefined }, 'Not registered with this address'],
    [{ registration: { id: 'x', otherAddress: true } }, 'Answers a registered person’s invitation from a different address'],
    [{ subject: undefined }, 'No subject'],
    [{ text: undefined }, 'This e-mail contains no text.'],
    [{ cut: true }, 'This is only the beginning of the e-mail. Download it to read the rest.'],
    [{ kind: 'unreadable', address: undefined, name: undefined, text: undefined }, 'Unknown sender'],
    [
      { kind: 'counter', proposed: { start: '2022-05-17T09:00:00.000Z', end: '2022-05-17T11:00:00.000Z' } },
      'Proposed time: Tuesday, 17 May 2022 · 11:00 – 13:00 (Europe/Brussels)',
    ],
    [{ kind: 'counter', proposed: { start: '2022-05-17T09:00:00.000Z' } }, 'Proposed time: 17 May 2022 at 11:00 (Europe/Brussels)'],
    [{ kind: 'counter' }, 'The calendar did not propose a time we can read.'],
  ] as const)('with %p says “%s”', async (more, said) => {
    expect(textOf(await shown([{ ...letter, ...more }]))).toContain(said)
  })

  test.each(languages)('with hostile content is shown as plain text (%s)', async (language) => {
    const evil = { name: hostile, address: `"${hostile}"@evil.example`, subject: hostile, text: hostile }
    const main = await shown([{ ...letter, ...evil }], {}, language)
    expect(main.match(/<script|\son[a-z]+=|javascript:/gi)).toBeNull()
    expect(main.match(/mailto:/)).toBeNull()
    expect(main.split('&lt;/script&gt;')).toHaveLength(9)
  })

  test('cannot add recipients or text to the reply', async () => {
    const main = await shown([{ ...letter, address: 'a?bcc=b@evil.example', subject: 'x&body=y?cc=z' }])
    const [href = ''] = Object.values(linksIn(main)).filter((each) => each.startsWith('mailto:'))
    expect(href).toBe('mailto:a%3Fbcc%3Db@evil.example?subject=Re%3A%20x%26body%3Dy%3Fcc%3Dz')
  })

  test('that was dealt with says when, and no longer has a button', async () => {
    const main = await shown([{ ...letter, dealtWith: { at: '2022-04-27T09:00:00.000Z', by: 'organiser' } }], { state: 'dealt-with' })
    expect([textsIn(main, 'button'), textOf(main).includes('Marked as done on 27 April 2022 at 11:00')]).toEqual([[], true])
  })
})

test('several letters can be selected, and all of a sender who wrote more than one, in a form with the session’s token', async () => {
  const other = { ...letter, id: `${'o'.repeat(22)}.mail3` }
  const main = await shown([letter, { ...letter, id: letter.id.replace('mail1', 'mail2') }, other, { ...letter, doubted: true }])
  expect(main.match(/<input type="checkbox" id="letter-\d-chosen" name="ids" value="[^"]*" form="chosen"/g)).toHaveLength(4)
  expect(main).toMatch(/<form method="post" action="[^"]*\/letters\/dealt-with" id="chosen"[^>]*>\n<input type="hidden" name="csrf"/)
  const all = 'Mark all from this sender as done'
  expect(textsIn(main, 'button').filter((text) => text === all)).toEqual([all, all])
  const alone = await shown([letter])
  expect([alone.includes('checkbox'), textsIn(alone, 'button')]).toEqual([false, ['Mark as done']])
})

test.each([
  [0, 'Open'],
  [7, 'Open (7)'],
  [100, 'Open (100 or more)'],
])('of %i letters the list says %p', async (open, said) => {
  expect(Object.keys(linksIn(await shown([], { open })))).toContain(said)
})

test('letters about no event link back to the desk, and say who sees them', async () => {
  const main = await shown([{ ...letter, slug: undefined, registration: undefined }], { event: undefined })
  expect([textsIn(main, 'h1'), textOf(main).includes('Administrators of the network can see them.')]).toEqual([
    ['Unassigned replies'],
    true,
  ])
  expect(linksIn(main)).toMatchObject({ 'Your events': '/organiser', 'Download e-mail (.eml)': `/organiser/letters/${letter.id}/mail` })
})
