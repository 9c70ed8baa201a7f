import { describe, expect, test } from '@jest/globals'
import { type OverviewEvent, type OverviewModel, overviewView } from '../../../functions/steering/overview/overview-view.ts'
import { type SummaryModel, summaryView } from '../../../functions/steering/summary/summary-view.ts'
import { summarise, type Tally } from '../../../shared/domain/feedback/summary.ts'
import { surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { linksIn, mainOf, now, staffPage, textOf, textsIn } from './page.ts'

const event = makeStoredEvent()
const steering: Partial<PageContext> = { here: '/steering', staff: { subject: 'stefan', name: 'Stefan', roles: ['steering'], csrf: 'c' } }

describe('the overview of the steering group', () => {
  const overview = (events: readonly OverviewEvent[], more: Partial<OverviewModel> = {}) =>
    mainOf(overviewView(staffPage(steering), { events, votes: [], asked: [], now, ...more }))

  test('lists published events with figures and summary, and ideas without', async () => {
    const idea = { ...event, slug: 'idea', title: 'Contract modification', status: 'proposed' as const }
    const main = await overview([idea, { ...event, figures: { registered: 1214, confirmed: 187, responses: 64 } }])
    expect(textsIn(main, 'h2')).toStrictEqual(['Open for votes', 'Upcoming', 'Proposed events'])
    expect(textsIn(main, 'tr').filter((row) => !row.startsWith('Event'))).toStrictEqual([
      'Building Market Demand Webinar 17 May 2022 Published 1,214 187 64',
      'Contract modification Webinar 17 May 2022 Proposed – – –',
    ])
    expect(linksIn(main)).toStrictEqual({
      'All proposals': '/proposals',
      'Building Market Demand': '/summaries/building-market-demand',
      'Contract modification': '/summaries/idea',
    })
  })

  test('begins with the open votes, and says which of them the reader has not given', async () => {
    const vote = { id: 'a', title: 'Contract modification', proposer: { name: 'Olga' }, closesAt: '2022-05-03T08:00:00.000Z' }
    const main = await overview([], {
      votes: [vote, { ...vote, id: 'b', title: 'Innovation', proposer: { name: 'Olga', group: 'Legal' }, vote: 'abstain' }],
    })
    expect(textsIn(main, 'tr').slice(1)).toStrictEqual([
      'Contract modification Olga 3 May 2022 at 10:00 (Europe/Brussels) Not given yet',
      'Innovation Olga for Legal 3 May 2022 at 10:00 (Europe/Brussels) Abstain',
    ])
    expect(linksIn(main)).toMatchObject({ 'Contract modification': '/proposals/a', Innovation: '/proposals/b' })
  })

  test('shows what people asked for in surveys, with the summary that it comes from', async () => {
    const main = await overview([], { asked: [{ event, topics: ['<b>Framework agreements</b>'] }] })
    expect(textsIn(main, 'li')).toStrictEqual(['<b>Framework agreements</b>'])
    expect(linksIn(main)).toMatchObject({ 'Building Market Demand': '/summaries/building-market-demand' })
  })

  test('says when there is nothing yet', async () => {
    expect(textsIn(await overview([]), 'h2')).toStrictEqual(['Open for votes', 'No events yet'])
  })

  test('titles are shown as text, never as markup', async () => {
    const main = await overview([{ ...event, title: '<script>a</script>', figures: { registered: 1, confirmed: 1, responses: 0 } }])
    expect(main).not.toContain('<script')
  })
})

const spread = (id: string, from: number, counts: readonly number[]): Readonly<Record<string, number>> => ({
  [`${id}=answered`]: counts.reduce((sum, count) => sum + count, 0),
  ...Object.fromEntries(counts.map((count, index) => [`${id}=${from + index}`, count])),
})

const tally = (responses: number, answers: Readonly<Record<string, number>>): Tally => ({
  registered: 40,
  confirmed: 32,
  waitlisted: 5,
  cancelled: 3,
  mails: {},
  sessions: {},
  participation: {},
  responses,
  answers: { ...answers },
})

const summaryOf = (counted: Tally, comments: Readonly<Record<string, readonly string[]>> = {}): SummaryModel['summary'] =>
  summarise(surveyTemplate, counted, new Map(Object.entries(comments)))

const page = (model: Partial<SummaryModel>, context: Partial<PageContext> = steering) =>
  mainOf(summaryView(staffPage(context), { event, summary: summaryOf(tally(0, {})), now: event.endsAt, manages: false, ...model }))

const panel = (main: string, question: string): string => main.split('<section class="panel').find((part) => part.includes(question)) ?? ''

describe('the summary of an event', () => {
  const answered = tally(16, {
    ...spread('overall', 1, [1, 0, 2, 5, 8]),
    ...spread('usefulness', 1, [0, 0, 0, 2, 2]),
    ...spread('recommend', 0, [0, 0, 0, 0, 0, 1, 1, 2, 4, 5, 3]),
    'most-valuable=answered': 5,
    'change=answered': 4,
  })
  const comments = { 'most-valuable': ['First\nsecond line', '<script>x</script>', 'c', 'd', 'e'], change: ['a secret'] }

  test('shows who registered and how many responded', async () => {
    const main = await page({ summary: summaryOf(answered, comments) })
    expect(textsIn(main, 'dl')).toStrictEqual([
      'Registered 40 Confirmed 32 Waiting list 5 Cancelled 3',
      'Responses 16 Response rate 50% of people with a place Recommendation score +38 from −100 to +100',
    ])
  })

  test('shows the mean of a rating and how often each answer was given, in figures and as bars', async () => {
    const overall = panel(await page({ summary: summaryOf(answered, comments) }), 'How would you rate the event overall?')
    expect(textOf(overall)).toContain('Average 4.2 out of 5 16 answers')
    expect(textsIn(overall, 'caption')).toStrictEqual(['Answers to: How would you rate the event overall?'])
    expect(textsIn(overall, 'tr')).toStrictEqual([
      'Answer People Share',
      '1 poor 1 6%',
      '2 0 0%',
      '3 2 13%',
      '4 5 31%',
      '5 excellent 8 50%',
    ])
    expect([...overall.matchAll(/<rect width="([^"]*)"/g)].map(([, width]) => width)).toStrictEqual(['12.5%', '0%', '25%', '62.5%', '100%'])
  })

  test('withholds the answers of fewer than five people, says why, and reveals neither how many nor what', async () => {
    const main = await page({ summary: summaryOf(answered, comments) })
    const why = 'Not shown, because fewer than 5 people answered. The results could reveal who said what.'
    expect(textOf(panel(main, 'How useful is it for your work?'))).toMatch(new RegExp(`How useful is it for your work\\? ${why}$`))
    expect(textOf(panel(main, 'What should we do differently?'))).toMatch(new RegExp(`What should we do differently\\? ${why}$`))
    expect(main).not.toContain('secret')
  })

  test('withholds the recommendation score with its question', async () => {
    const main = await page({ summary: summaryOf(tally(3, spread('recommend', 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]))) })
    expect(textsIn(main, 'dl')[1]).toBe('Responses 3 Response rate 9% of people with a place Recommendation score not shown')
  })

  test('comments are shown as text, never as markup', async () => {
    const main = await page({ summary: summaryOf(answered, comments) })
    expect(main).not.toContain('<script')
    expect(textsIn(panel(main, 'What did you find most valuable?'), 'li')).toStrictEqual([
      'First second line',
      '<script>x</script>',
      'c',
      'd',
      'e',
    ])
  })

  test.each([
    ['before the end', event, now, 'People with a place are asked for feedback by e-mail 30 minutes after the end.'],
    ['after the end', event, event.endsAt, 'Results appear here once enough people have answered'],
    [
      'when cancelled',
      { ...event, status: 'cancelled' as const },
      event.endsAt,
      'Nobody is asked for feedback on an event that was cancelled',
    ],
  ])('without responses it says what to expect %s', async (_, about, at, said) => {
    const main = await page({ event: about, now: at })
    expect(textsIn(main, 'h3')).toStrictEqual(['No results yet'])
    expect(textOf(main)).toContain(said)
  })

  test('links the steering group to all events, and the organiser to their own', async () => {
    expect(linksIn(await page({}))).toStrictEqual({ 'All events': '/steering' })
    expect(linksIn(await page({ manages: true }, {}))).toStrictEqual({ 'Manage event': '/organiser/events/building-market-demand' })
  })
})
