import { describe, expect, test } from '@jest/globals'
import { eventMeant, letterExpiresAt, lettersUntil, mostText, written } from '../../../shared/domain/mail/letter.ts'

const titled = (title: string) => ({ slug: title.toLowerCase().replaceAll(' ', '-'), title })
const [demand, sequel, drones] = ['Building Market Demand', 'Building Market Demand II', 'Drones'].map(titled)
const all = [demand, sequel, drones].flatMap((each) => each ?? [])

describe('a letter is about', () => {
  test.each([
    ['the one event of the writer’s, whatever the subject', 'Parking?', [drones], 'drones'],
    ['the one of the writer’s events that the subject names', 'RE: drones – parking', [demand, drones], 'drones'],
    [
      'the longer of titles that hold each other',
      'Re: Invitation: Building  Market Demand II',
      [demand, sequel],
      'building-market-demand-ii',
    ],
    ['the event that a stranger’s subject names', 'Fwd: Building Market Demand', [], 'building-market-demand'],
    ['the writer’s only event rather than another that the subject names', 'Re: Drones', [demand], 'building-market-demand'],
    ['none, where several of the writer’s come into question', 'Parking?', [demand, drones], undefined],
    ['none, where a stranger names none', 'Parking?', [], undefined],
    ['none, where the title is but a part of a word', 'Dronesville', [], undefined],
  ])('%s', (_, subject, own, slug) => {
    expect(eventMeant(subject, { own: own.flatMap((each) => each ?? []), all })?.slug).toBe(slug)
  })

  test('none, if two events have the title in the subject', () => {
    expect(eventMeant('Drones', { own: [], all: [titled('Drones'), { ...titled('Drones'), slug: 'drones-2' }] })).toBeUndefined()
  })
})

describe('what somebody wrote', () => {
  test('is kept with its lines, without characters that hide or reverse text', () => {
    const text = 'Dear\u202Eall,\r\n\r\n\r\n\u0007see  \r\nyou\u0000\u2069 \uD800!'
    expect(written({ name: ' Ana\r\nBcc: x ', subject: 'A\tquestion\u202E', text })).toEqual({
      name: 'Ana Bcc: x',
      subject: 'A question',
      text: 'Dearall,\n\nsee\nyou !',
    })
  })

  test('is cut after 2,000 characters, never inside one, and marked as cut', () => {
    const { text = '', cut } = written({ text: '😀'.repeat(mostText + 1) })
    expect([[...text].length, text.isWellFormed(), cut]).toEqual([mostText, true, true])
    expect(written({ text: '😀'.repeat(mostText) }).cut).toBeUndefined()
  })

  test('is read quickly, even if it is a megabyte of spaces', () => {
    const kept = written({ text: `${' '.repeat(1_000_000)}x`, subject: '\u202E'.repeat(1_000_000) })
    expect(kept).toEqual({ cut: true })
  })
})

test('a letter is kept for as long as its mail, thirty days', () => {
  expect(lettersUntil('2022-05-12T09:00:00.000Z')).toBe('2022-04-12T09:00:00.000Z')
  expect(letterExpiresAt('2022-04-12T09:00:00.000Z')).toBe(Date.parse('2022-05-12T09:00:00.000Z') / 1000)
})
