import { describe, expect, test } from '@jest/globals'
import { eventInputFromForm, formField, formLine } from '../../../../functions/organiser/event-form/form-codec.ts'
import {
  type EventFormValues,
  eventFormValues,
  formFromEvent,
  newEventForm,
} from '../../../../functions/organiser/event-form/form-values.ts'
import { rearranged } from '../../../../functions/organiser/event-form/rearranging.ts'
import { fieldProblems } from '../../../../shared/domain/basics/field-problem.ts'
import { draft, inputOf } from '../../../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../../../shared/domain/event/input.ts'

const input = eventInputSchema.parse({
  kind: 'conference',
  title: 'Influential innovation procurement for security in Europe',
  summary: 'Annual Conference.\nTwo days.',
  description: 'First paragraph.\n\nSecond paragraph.',
  format: 'hybrid',
  timeZone: 'Europe/Paris',
  start: '2022-06-14T09:00',
  end: '2022-06-15T17:00',
  language: 'fr',
  capacity: 120,
  joinUrl: 'https://meet.example/conference?room=1&key=a',
  venue: 'Hôtel de Ville\nParis',
  topics: ['market-engagement', 'contract-management', 'Drones, robots', '"Quoted"'],
  partners: ['EcoQUIP Plus', 'RaDAR, the project'],
  speakers: [
    { name: 'A. Speaker', organisation: 'Ministry of the Interior, France' },
    { name: 'Doe, Jane' },
    { name: '"Bob" B.', organisation: 'Police' },
  ],
  rooms: [
    { name: 'Salle A', capacity: 120 },
    { name: 'Bâtiment B, étage 2' },
    { name: 'Bâtiment B, 3', capacity: 12 },
    { name: 'Annexe, 4' },
    { name: '"Salon" bleu' },
  ],
  sessions: [
    { title: 'Opening', start: '2022-06-14T09:00', end: '2022-06-14T10:00', speakers: [] },
    {
      title: 'Toolbox, release 1',
      start: '2022-06-14T10:00',
      end: '2022-06-14T12:00',
      room: 'Salle A',
      kind: 'workshop',
      track: 'Tools, and more',
      chair: { name: 'Chair, The', organisation: 'Org' },
      summary: 'Presentation\nand feedback',
      speakers: [{ name: 'Two, Speakers', organisation: 'Org' }, { name: 'Alone' }],
    },
  ],
})

/** The form as submitted by a browser: CRLF line ends, one entry per ticked box. */
const submitted = (values: EventFormValues, more: Readonly<Record<string, string>> = {}): URLSearchParams => {
  const { topics, questions, holds, reminders, ...texts } = values
  const entries = [
    ...Object.entries<string>({ ...texts }),
    ...topics.map((topic) => ['topics', topic]),
    ...holds.flatMap((hold, index) => Object.entries(hold).map(([name, value]) => [`holds.${index}.${name}`, value])),
    ...reminders.flatMap((reminder, index) => Object.entries(reminder).map(([name, value]) => [`reminders.${index}.${name}`, value])),
    ...questions.flatMap((question, index) => Object.entries(question).map(([name, value]) => [`questions.${index}.${name}`, value])),
    ...Object.entries(more),
  ]
  return new URLSearchParams(entries.map(([name = '', value = '']) => [name, value.replaceAll('\n', '\r\n')]))
}

const newEvent = {
  ...newEventForm(),
  title: 'Building Market Demand',
  summary: 'With partners.',
  start: '2022-05-17T10:00',
  end: '2022-05-17T11:30',
}

describe('the input of the event form', () => {
  test('saving the form of an event unchanged changes nothing', () => {
    const event = draft(input, { slug: 'conference', owner: 'o', now: '2022-01-01T00:00:00.000Z' })
    expect(eventInputSchema.parse(eventInputFromForm(submitted(formFromEvent(event)), inputOf(event)))).toStrictEqual(inputOf(event))
  })

  test('keeps up to four reminders in their units, or none, and the survey’s times', () => {
    const set = { reminders: ['P2D', 'PT90M'], surveyAfter: 'PT45M', surveyReminder: 'never' }
    const event = draft(eventInputSchema.parse({ ...input, ...set }), { slug: 'conference', owner: 'o', now: '2022-01-01T00:00:00.000Z' })
    expect(eventInputFromForm(submitted(formFromEvent(event)))).toMatchObject(set)
    const none = { 'reminders.0.amount': '', 'reminders.1.amount': '', 'reminders.2.amount': '' }
    const form = submitted(newEvent)
    for (const [name, value] of Object.entries(none)) form.set(name, value)
    expect(eventInputFromForm(form)['reminders']).toEqual([])
  })

  test('reports a wrong reminder by its line, with blank lines put last', () => {
    const form = submitted(newEvent)
    form.set('reminders.0.amount', '')
    form.set('reminders.1.amount', '99')
    const parsed = eventInputSchema.safeParse(eventInputFromForm(form))
    expect(parsed.error?.issues.map(({ path, message }) => [formField(path.join('.')), message])).toEqual([
      ['reminders.0.amount', 'duration'],
    ])
    expect(eventFormValues(form).reminders.map(({ amount }) => amount)).toEqual(['99', '', '', ''])
  })

  test('shows the submitted values again unchanged', () => {
    const event = draft(input, { slug: 'conference', owner: 'o', now: '2022-01-01T00:00:00.000Z' })
    const values = formFromEvent(event)
    expect(eventFormValues(submitted(values))).toStrictEqual(values)
  })

  test('leaves empty fields out', () => {
    expect(eventInputFromForm(submitted(newEvent, { csrf: 'c', action: 'save', stray: 'x' }))).toStrictEqual({
      kind: 'webinar',
      title: 'Building Market Demand',
      summary: 'With partners.',
      format: 'online',
      timeZone: 'Europe/Brussels',
      start: '2022-05-17T10:00',
      end: '2022-05-17T11:30',
      language: 'en',
      topics: [],
      partners: [],
      speakers: [],
      rooms: [],
      sessions: [],
      attendeeTypes: [],
      questions: [],
      audience: 'public',
      approvalDays: 7,
      reminders: ['P1D', 'PT1H'],
      surveyAfter: 'PT30M',
      surveyReminder: 'P3D',
      waitingList: 'offer',
      offerHours: 48,
      holds: [],
    })
  })

  test('reads times with a space or with seconds as browsers and people write them', () => {
    const { start, end } = eventInputFromForm(submitted({ ...newEvent, start: '2022-05-17 10:00', end: '2022-05-17T11:30:00.000' }))
    expect([start, end]).toStrictEqual(['2022-05-17T10:00', '2022-05-17T11:30'])
  })

  test.each([
    ['40', 40],
    ['0', 0],
    ['many', 'many'],
    ['12.5', '12.5'],
    ['-3', '-3'],
  ])('reads a capacity of "%s" as %p', (text, capacity) => {
    expect(eventInputFromForm(submitted({ ...newEvent, capacity: text }))).toHaveProperty('capacity', capacity)
  })

  test('merges ticked and typed topics without duplicates', () => {
    const values = { ...newEvent, topics: ['contract-management'], otherTopics: 'Drones, market ENGAGEMENT, drones,, Gestion des contrats' }
    const { topics } = eventInputFromForm(submitted(values))
    expect(topics).toStrictEqual(['contract-management', 'Drones', 'market-engagement'])
  })

  test('reads one partner and one speaker per line, ignoring blank lines', () => {
    const { partners, speakers } = eventInputFromForm(
      submitted({ ...newEvent, partners: '\nEcoQUIP Plus\n\n RaDAR \n', speakers: 'A. B.,\n\nC. D., X, Y\n, Z' }),
    )
    expect(partners).toStrictEqual(['EcoQUIP Plus', 'RaDAR'])
    expect(speakers).toStrictEqual([{ name: 'A. B.' }, { name: 'C. D.', organisation: 'X, Y' }, { organisation: 'Z' }])
  })
})

describe('rooms', () => {
  test('are one per line, with how many people they hold after the last comma', () => {
    const { rooms } = eventInputFromForm(
      submitted({ ...newEvent, rooms: 'Hall, 120\n\nSalon\nBuilding B, second floor,30\n"Annexe, 4"\n, 20' }),
    )
    expect(rooms).toStrictEqual([
      { name: 'Hall', capacity: 120 },
      { name: 'Salon' },
      { name: 'Building B, second floor', capacity: 30 },
      { name: 'Annexe, 4' },
      { capacity: 20 },
    ])
  })

  test('stay where a form does not ask for them', () => {
    const event = draft(input, { slug: 'conference', owner: 'o', now: '2022-01-01T00:00:00.000Z' })
    const form = submitted(formFromEvent(event))
    form.delete('rooms')
    expect(eventInputFromForm(form, inputOf(event))['rooms']).toEqual(input.rooms)
  })

  test('must have different names, however these are written', () => {
    const parsed = eventInputSchema.safeParse({ ...input, rooms: [{ name: 'Hall' }, { name: 'Salon' }, { name: ' hall', capacity: 0 }] })
    const problems = parsed.success ? [] : fieldProblems(parsed.error)
    expect(problems.map(({ field, code }) => [field, code, formField(field), formLine(field)])).toEqual([
      ['rooms.2.capacity', 'too-small', 'rooms', 3],
      ['rooms.2.name', 'duplicate', 'rooms', 3],
    ])
  })
})

describe('sessions, which have pages of their own', () => {
  const event = draft(input, { slug: 'conference', owner: 'o', now: '2022-01-01T00:00:00.000Z' })
  const form = (more: Readonly<Record<string, string>>) => submitted({ ...formFromEvent(event), start: '2022-06-14T13:30', ...more })

  test('stay as they are, whatever else the form changes', () => {
    expect(eventInputFromForm(form({ 'sessions.0.title': 'Sent by an old form' }), inputOf(event))['sessions']).toEqual(event.sessions)
  })

  test('move as much as the start does, if wanted', () => {
    const { sessions } = eventInputSchema.parse(eventInputFromForm(form({ moveSessions: 'true' }), inputOf(event)))
    expect(sessions.map(({ id, start, end }) => [id, start, end])).toEqual([
      ['opening', '2022-06-14T13:30', '2022-06-14T14:30'],
      ['toolbox-release-1', '2022-06-14T14:30', '2022-06-14T16:30'],
    ])
    expect(eventInputFromForm(form({ moveSessions: 'true', start: 'soon' }), inputOf(event))['sessions']).toEqual(event.sessions)
  })

  test.each([['save'], ['remove-hold.7'], ['anything']])('the button "%s" saves the form', (action) => {
    expect(rearranged(submitted(newEvent, { action }))).toBeUndefined()
  })
})

describe('where a problem is shown', () => {
  test('each problem of the schema belongs to a control of the form, and a line in it', () => {
    const form = submitted({
      ...newEvent,
      capacity: 'many',
      joinUrl: 'meet.example',
      timeZone: 'Mars/Base',
      otherTopics: 't'.repeat(81),
      partners: `RaDAR\n${'p'.repeat(121)}`,
      speakers: 'A. B.\n, Org',
    })
    const parsed = eventInputSchema.safeParse(eventInputFromForm(form), { reportInput: true })
    const problems = parsed.success ? [] : fieldProblems(parsed.error)
    expect(problems.map(({ field, code }) => [field, code, formField(field), formLine(field)])).toStrictEqual([
      ['timeZone', 'time-zone', 'timeZone', undefined],
      ['capacity', 'not-a-number', 'capacity', undefined],
      ['joinUrl', 'url', 'joinUrl', undefined],
      ['topics.0', 'too-long', 'otherTopics', undefined],
      ['partners.1', 'too-long', 'partners', 2],
      ['speakers.1.name', 'required', 'speakers', 2],
    ])
  })

  test.each([
    ['', ''],
    ['title', 'title'],
    ['topics', 'otherTopics'],
    ['sessions', 'sessions'],
    ['sessions.3', 'sessions.3.title'],
    ['sessions.3.end', 'sessions.3.end'],
    ['sessions.3.speakers', 'sessions.3.speakers'],
  ])('the path "%s" is shown at "%s"', (path, control) => {
    expect(formField(path)).toBe(control)
  })
})
