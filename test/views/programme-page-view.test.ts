import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { type ProgrammeModel, programmeView } from '../../functions/attendee/programme/programme-page-view.ts'
import { programmeDays } from '../../shared/domain/event/programme-days.ts'
import { largeConference } from '../make/conference.ts'
import { makeContext } from '../make/page-context.ts'

const event = largeConference()
const shown = async (more: Partial<ProgrammeModel> = {}): Promise<string> => {
  const filter = { day: '', track: '', room: '' }
  return (await programmeView(makeContext(), { event, days: programmeDays(event.sessions, 4), filter, ...more })).toString()
}
const titles = (page: string): number => page.match(/<h3>/g)?.length ?? 0

describe('the programme of a conference', () => {
  test('of 200 sessions weighs at most 120 kB, and 12 kB as it is sent', async () => {
    const page = await shown()
    expect(titles(page)).toBe(200)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(120_000)
    expect(gzipSync(page).length).toBeLessThanOrEqual(12_000)
  })

  test('shows one day, track or room on request', async () => {
    const filter = { day: '', track: '', room: '' }
    expect(titles(await shown({ filter: { ...filter, day: '2022-06-15' } }))).toBe(50)
    expect(titles(await shown({ filter: { ...filter, day: '2022-06-15', room: 'Room A' } }))).toBe(10)
    expect(await shown({ filter: { ...filter, room: 'Cellar' } })).toContain('No sessions match your choice.')
  })

  test('offers no choice where there is only one day, track and room', async () => {
    const [session] = event.sessions
    const small = { ...event, sessions: session === undefined ? [] : [session] }
    const days = programmeDays(small.sessions, 4)
    expect(await shown()).toContain('role="search"')
    expect(await shown({ event: small, days })).not.toMatch(/role="search"|<button class="button button-quiet"/)
    expect(await shown({ event: small, days, filter: { day: '', track: '', room: 'Cellar' } })).toContain('class="clear"')
  })

  test('says what is on now and what comes next, only while the event runs', async () => {
    const page = await shown({ now: '2022-06-14T07:30:00.000Z' })
    expect([page.includes('<h2>Now</h2>'), page.includes('<h2>Next</h2>'), titles(page)]).toEqual([true, true, 210])
    expect(await shown()).not.toContain('<h2>Now</h2>')
  })

  test('names the day of what comes next if it is another', async () => {
    const page = await shown({ now: '2022-06-14T18:00:00.000Z' })
    expect([page.includes('<h2>Now</h2>'), /<h2>Next, on Wednesday,? 15 June 2022<\/h2>/.test(page)]).toEqual([false, true])
  })
})
