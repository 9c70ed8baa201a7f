import { describe, expect, test } from '@jest/globals'
import { type DeskEvent, deskView } from '../../../functions/organiser/desk/desk-view.ts'
import { cancelView } from '../../../functions/organiser/event/cancel-view.ts'
import { type ManageModel, manageView } from '../../../functions/organiser/event/manage-view.ts'
import type { MassMail } from '../../../functions/organiser/mail-progress/mass-mails.ts'
import type { HandledMail } from '../../../shared/domain/automatic-mails/settings.ts'
import { cancelled } from '../../../shared/domain/event/event.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { linksIn, mainOf, now, postedForm, staffPage, textOf, textsIn } from './page.ts'

const event = makeStoredEvent({ capacity: 40 })
const draft = { ...event, status: 'draft' as const, publishedAt: undefined }

describe('the desk', () => {
  const desk = (events: readonly DeskEvent[]) => mainOf(deskView(staffPage(), { events, now }))
  const administrator = staffPage({ staff: { subject: 'ada', name: 'Ada', roles: ['administrator'], csrf: 'csrf-of-this-session' } })

  test('an organiser without events is told how to begin', async () => {
    const main = await desk([])
    expect(textsIn(main, 'h2')).toStrictEqual(['No events yet'])
    expect(linksIn(main)).toStrictEqual({
      Calendar: '/organiser/calendar',
      Templates: '/organiser/templates',
      'New series': '/organiser/new-series',
      'New event': '/organiser/events/new',
    })
  })

  test('an administrator is led to what belongs to the network', async () => {
    expect(linksIn(await mainOf(deskView(administrator, { events: [], now })))).toStrictEqual({
      Calendar: '/organiser/calendar',
      Templates: '/organiser/templates',
      'New series': '/organiser/new-series',
      'New event': '/organiser/events/new',
      'All events': '/organiser/events',
      'Members of the network': '/organiser/members',
      'Partners’ calendars': '/organiser/partner-calendars',
      'Unassigned replies': '/organiser/letters',
      'What staff did': '/organiser/audit',
    })
  })

  test('open letters about no event are counted', async () => {
    expect(linksIn(await mainOf(deskView(administrator, { events: [], letters: 2, now })))).toMatchObject({
      'Unassigned replies (2)': '/organiser/letters',
    })
  })

  test('events are listed by stage: upcoming ones by date, past ones newest first', async () => {
    const at = (slug: string, day: string, status: DeskEvent['status'] = 'published'): DeskEvent => ({
      ...event,
      slug,
      title: slug,
      status,
      startsAt: `${day}T08:00:00.000Z`,
      endsAt: `${day}T10:00:00.000Z`,
    })
    const main = await desk([
      at('later', '2022-06-14'),
      at('gone', '2022-05-20', 'cancelled'),
      at('idea', '2022-09-01', 'proposed'),
      at('first', '2022-02-01'),
      at('soon', '2022-05-17'),
      at('rough', '2022-08-01', 'draft'),
      at('last', '2022-04-26'),
    ])
    expect([textsIn(main, 'h2'), textsIn(main, 'h3')]).toStrictEqual([
      ['Upcoming', 'Drafts and proposals', 'Past', 'Cancelled'],
      ['soon', 'later', 'rough', 'idea', 'last', 'first', 'gone'],
    ])
  })

  test('an event in progress counts as upcoming until it ends', async () => {
    const running = { ...event, startsAt: '2022-04-27T08:00:00.000Z', endsAt: '2022-04-27T09:00:00.001Z' }
    expect(textsIn(await desk([running]), 'h2')).toStrictEqual(['Upcoming'])
    expect(textsIn(await desk([{ ...running, endsAt: now }]), 'h2')).toStrictEqual(['Past'])
  })

  test.each([
    [{ taken: 37 }, '37 of 40 places taken'],
    [{ taken: 1234, capacity: undefined }, '1,234 registered'],
    [{ status: 'draft' as const }, 'Places: 40'],
  ])('a row shows the places: %p', async (about, said) => {
    const main = await desk([{ ...event, ...about }])
    expect(main).toContain(`<p class="event-row-figures">${said}</p>`)
  })
})

describe('one event for its organiser', () => {
  const manage = (model: Partial<ManageModel>) => mainOf(manageView(staffPage(), { event, now, groups: [], ...model }))

  test('says for each automatic mail when it is due, in the event’s zone, or what became of it', async () => {
    const at = (dueAt: string) => ({ anchor: event.startsAt, dueAt, at: dueAt })
    const handledMails: HandledMail[] = [
      { kind: 'reminder', offset: 'P1D', ...at('2022-05-16T08:00:00.000Z'), state: 'missed', reason: 'late' },
      { kind: 'reminder', offset: 'PT1H', ...at('2022-05-17T07:00:00.000Z'), state: 'begun' },
    ]
    const shown = await manage({ event: { ...event, handledMails } })
    for (const said of [
      'Reminder 1 day before the start',
      'Not sent on 16 May 2022 at 10:00: the service was too late for it to be useful.',
      'Sent on 17 May 2022 at 09:00',
      'Survey invitation 30 minutes after the end',
      'Survey reminder 3 days later, to people who have not answered',
      'Times are in Europe/Brussels',
    ])
      expect(shown).toContain(said)
    expect(await manage({ event: { ...event, status: 'cancelled' } })).toContain('Not sent: the event is cancelled.')
  })

  test('shows the progress of mass mails, and why the numbers do not add up', async () => {
    const createdAt = '2022-05-12T08:03:00.000Z'
    const progress = { owed: 5000, sent: 4200, failed: 3, superseded: 0, unknown: 0, toGo: 797, parked: 0 }
    const written = { group: 'confirmed', subject: '<b>Documents</b>', text: 'There' } as const
    const massMails: readonly MassMail[] = [
      { kind: 'update', createdAt, progress },
      {
        kind: 'reminder',
        mark: 'P1D_202205170800',
        createdAt,
        finishedAt: createdAt,
        progress: { ...progress, superseded: 1, unknown: 2, parked: 1234 },
      },
      { kind: 'message', mark: 'a-key', written, createdAt, finishedAt: createdAt, progress },
    ]
    const main = await manage({ massMails })
    expect(textsIn(main, 'caption')).toStrictEqual(['Counted a moment ago; times are in Europe/Brussels'])
    expect(textsIn(main.slice(main.indexOf('<tbody')), 'th')).toStrictEqual([
      'Change to the event More are still being added.',
      'Reminder 1 day before the start 1 was no longer needed 2 may or may not have been sent 1,234 are waiting for the e-mail service to accept e-mails again',
      'Your message: <b>Documents</b>',
    ])
    expect(textsIn(main, 'td').slice(0, 5)).toStrictEqual(['12 May 2022 at 10:03', '5,000', '4,200', '3', '797'])
    const begun: MassMail = {
      kind: 'message',
      mark: 'new',
      written,
      createdAt,
      progress: { ...progress, owed: 0, sent: 0, toGo: 0 },
      preparing: true,
    }
    const early = await manage({ massMails: [begun] })
    expect(textsIn(early.slice(early.indexOf('<tbody')), 'th')).toStrictEqual(['Your message: <b>Documents</b> Being prepared.'])
    expect(textsIn(early, 'td').slice(1)).toStrictEqual(['–', '–', '–', '–'])
    expect(await manage({ massMails: [] })).not.toContain('E-mails to all attendees')
  })

  test('a draft can be published, edited and cancelled; nothing public is linked', async () => {
    const main = await manage({ event: draft })
    expect(linksIn(main)).toStrictEqual({
      'Your events': '/organiser',
      Organisers: '/organiser/events/building-market-demand/organisers',
      Speakers: '/organiser/events/building-market-demand/speakers',
      Files: '/organiser/events/building-market-demand/files',
      Picture: '/organiser/events/building-market-demand/picture',
      'What staff did': '/organiser/events/building-market-demand/audit',
      'Copy this event': '/organiser/events/building-market-demand/copy',
      'Keep as template': '/organiser/events/building-market-demand/template',
      Preview: '/events/building-market-demand/preview',
      Edit: '/organiser/events/building-market-demand/edit',
      'Move the whole event': '/organiser/events/building-market-demand/move',
      'Programme and sessions': '/organiser/events/building-market-demand/programme',
      'https://meet.example/building-market-demand': 'https://meet.example/building-market-demand',
      'Cancel this event': '/organiser/events/building-market-demand/cancel',
      'Delete this draft': '/organiser/events/building-market-demand/delete',
    })
    expect(main).toContain('<form method="post" action="/organiser/events/building-market-demand/publish"')
    expect(new Set(postedForm(main).getAll('csrf'))).toEqual(new Set(['csrf-of-this-session']))
  })

  test('a draft without what people need to take part says so before it is published', async () => {
    const hybrid = { ...draft, format: 'hybrid' as const, joinUrl: undefined, venue: undefined }
    const main = await manage({ event: hybrid })
    expect(textOf(main)).toContain('Something is missing The venue.')
    expect(textOf(main)).toContain('The link to join online.')
    expect([textsIn(main, 'button'), postedForm(main).getAll('without')]).toEqual([
      ['Publish anyway', 'Publish at this time', 'Create a preview link'],
      ['venue', 'joinUrl', 'venue', 'joinUrl'],
    ])
    const whole = await manage({ event: { ...hybrid, format: 'in-person', venue: 'Rue de l’Exemple 1' } })
    expect([textsIn(whole, 'button'), postedForm(whole).getAll('without')]).toEqual([
      ['Publish', 'Publish at this time', 'Create a preview link'],
      [],
    ])
  })

  test('a published event links to its registrations, its summary and its public page', async () => {
    const main = await manage({ figures: { confirmed: 12, waitlisted: 0, cancelled: 1, placesLeft: 28 } })
    expect(linksIn(main)).toMatchObject({
      Registrations: '/organiser/events/building-market-demand/registrations',
      'Feedback summary': '/summaries/building-market-demand',
      'Public page': '/events/building-market-demand',
    })
    expect(main).not.toContain('<form')
    expect(textOf(main)).toContain('Confirmed 12 Waiting list 0 Cancelled 1 Places left 28')
  })

  test('without a limit no number of places left is shown', async () => {
    const main = await manage({ event: makeStoredEvent(), figures: { confirmed: 12, waitlisted: 0, cancelled: 1 } })
    expect(textOf(main)).toContain('Places left No limit')
  })

  test('open letters about it are counted beside the link for messages', async () => {
    expect(linksIn(await manage({ letters: 3 }))).toMatchObject({ 'Replies (3)': `/organiser/events/${event.slug}/letters` })
    expect(Object.keys(linksIn(await manage({ event: draft, letters: 0 }))).filter((text) => /Replies/.test(text))).toEqual([])
  })

  test('a cancelled event cannot be edited, published or cancelled again', async () => {
    const main = await manage({ event: cancelled(event, now), figures: { confirmed: 0, waitlisted: 0, cancelled: 4 } })
    expect(Object.keys(linksIn(main))).toStrictEqual([
      'Your events',
      'Registrations',
      'Message attendees',
      'Replies',
      'Feedback summary',
      'Public page',
      'Speakers',
      'Files',
      'Picture',
      'Organisers',
      'What staff did',
      'Copy this event',
      'Keep as template',
      'https://meet.example/building-market-demand',
    ])
    expect(main).not.toContain('<form')
    expect(textOf(main)).not.toContain('Places left')
  })

  test('a finished event is marked so and cannot be cancelled', async () => {
    const main = await manage({ now: event.endsAt })
    expect(main).toContain('<span class="badge badge-neutral">Finished</span>')
    expect(linksIn(main)).not.toHaveProperty('Cancel this event')
  })

  test('a draft in the past can still be cancelled or deleted', async () => {
    const ways = ['Cancel this event', 'Delete this draft']
    expect(Object.keys(linksIn(await manage({ event: draft, now: event.endsAt })))).toEqual(expect.arrayContaining(ways))
  })

  test('says what was done, and what prevents publishing', async () => {
    expect(textsIn(await manage({ notice: 'moved' }), 'p')[1]).toBe(
      'Your changes have been saved. Everyone with a place will receive an updated invitation.',
    )
    const main = await manage({
      event: draft,
      problems: [
        { field: 'kind', code: 'invalid' },
        { field: 'start', code: 'in-the-past' },
      ],
    })
    expect(textOf(main)).toContain(
      'You cannot publish this event yet Kind of event must be in the expected format Start must be in the future',
    )
  })

  test('what organisers write is shown as text, never as markup', async () => {
    const hostile = makeStoredEvent({
      title: '<script>a</script>',
      summary: '<img src=x onerror=b>',
      format: 'hybrid',
      venue: '"><b>c',
      topics: ['<i>d'],
    })
    const main = await manage({ event: hostile })
    // How the event looks on other sites is shown by our own script.
    expect(main.match(/<(?:script(?! src="\/embed\/)|img|b>|i>)/g)).toBeNull()
    expect(textsIn(main, 'h1')).toStrictEqual(['<script>a</script>'])
  })
})

describe('the confirmation page before an event is cancelled', () => {
  test.each([
    [0, 'Nobody has a place or is on the waiting list.'],
    [1, '1 person has a place or is on the waiting list. They will be told by e-mail that the event is cancelled.'],
    [1234, '1,234 people have a place or are on the waiting list. They will be told by e-mail that the event is cancelled.'],
  ])('says how many of %i people get a mail', async (people, said) => {
    expect(textOf(await mainOf(cancelView(staffPage(), { event, people, values: {}, problems: [] })))).toContain(said)
  })

  test('cancels with a form of this session, and links back', async () => {
    const main = await mainOf(cancelView(staffPage(), { event, people: 3, values: {}, problems: [] }))
    expect(main).toContain('<form method="post" action="/organiser/events/building-market-demand/cancel"')
    expect(postedForm(main).get('csrf')).toBe('csrf-of-this-session')
    expect(linksIn(main)).toStrictEqual({ 'Keep the event': '/organiser/events/building-market-demand' })
  })
})
