import { describe, expect, test } from '@jest/globals'
import { type EventFormModel, eventFormView } from '../../../functions/organiser/event-form/event-form-view.ts'
import { eventInputFromForm } from '../../../functions/organiser/event-form/form-codec.ts'
import { formFromEvent, newEventForm } from '../../../functions/organiser/event-form/form-values.ts'
import { inputOf } from '../../../shared/domain/event/event.ts'
import { eventFields } from '../../../shared/domain/event/fields.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { linksIn, mainOf, postedForm, staffPage, textOf, textsIn } from './page.ts'

const event = makeStoredEvent({
  title: 'Quotes " and <tags> & more',
  description: '\nFirst\n\n</textarea><script>x</script>',
  format: 'hybrid',
  venue: 'Rue de l’Exemple 1\n1000 Brussels',
  capacity: 40,
  topics: ['contract-management', 'Drones, robots'],
  partners: ['EcoQUIP Plus', 'RaDAR'],
  speakers: [{ name: 'Doe, Jane', organisation: 'Police' }],
  sessions: [
    {
      kind: 'talk',
      title: 'Opening',
      start: '2022-05-17T10:00',
      end: '2022-05-17T10:30',
      room: 'A',
      speakers: [{ name: 'A. B.' }],
      choose: false,
    },
  ],
  holds: [{ label: 'Police of Belgium', places: 4, until: '2022-05-10T12:00', countries: ['BE', 'LU'] }],
  questions: [{ id: 'diet', label: 'What do you eat?', type: 'text', rows: 1, required: false }],
})

const shown = (model: Partial<EventFormModel> = {}, language: 'en' | 'fr' = 'en') =>
  mainOf(eventFormView(staffPage({ language }), { values: formFromEvent(event), problems: [], event, ...model }))

describe('the event form', () => {
  test.each(['en', 'fr'] as const)('changes nothing when shown in a browser and saved unchanged (%s)', async (language) => {
    const input = eventInputSchema.parse(eventInputFromForm(postedForm(await shown({}, language), 'save'), inputOf(event)))
    expect({ ...event, ...input }).toStrictEqual(event)
  })

  test.each(Object.keys(eventFields).filter((field) => field !== 'sessions'))('has a control for %s', async (field) => {
    const names = [...(await shown()).matchAll(/ name="([^"]*)"/g)].map(([, name = '']) => name)
    expect(names.some((name) => name === field || name.startsWith(`${field}.`))).toBe(true)
  })

  test('contains the session and the version of the event as read', async () => {
    const form = postedForm(await shown({ event: { ...event, version: 7 } }))
    expect([form.get('csrf'), form.get('version')]).toStrictEqual(['csrf-of-this-session', '7'])
  })

  test('warns, for published events only, that everyone is told about changes', async () => {
    const warning = 'everyone with a place will receive an updated invitation'
    expect(textOf(await shown())).toContain(warning)
    expect(textOf(await shown({ event: { ...event, status: 'draft' } }))).not.toContain(warning)
  })

  test('a new event starts in the zone and language of the network and is saved as a draft', async () => {
    const main = await mainOf(eventFormView(staffPage(), { values: newEventForm(), problems: [] }))
    const form = postedForm(main)
    expect([form.get('timeZone'), form.get('language'), form.has('version')]).toStrictEqual(['Europe/Brussels', 'en', false])
    expect(main).toContain('<form method="post" action="/organiser/events/new"')
    expect(textsIn(main, 'button')).toStrictEqual([
      'Show it',
      'Discard it',
      '',
      'Reserve places for a group',
      'Add a question',
      'Save draft',
    ])
  })

  test('saves on Enter: no button that adds or removes a part comes first', async () => {
    expect(/<form.*?(<button[^>]*>)/s.exec(await shown())?.[1]).toContain('name="action" value="save"')
  })

  test('links to the sessions, of which a new event has none', async () => {
    expect(linksIn(await shown())).toMatchObject({ 'Programme and sessions': '/organiser/events/building-market-demand/programme' })
    const main = await mainOf(eventFormView(staffPage(), { values: newEventForm(), problems: [] }))
    expect(textOf(main)).toContain('Once the event is saved, you can add sessions')
  })

  test('shows each problem at the top with a link to its control, and at the control with its line', async () => {
    const main = await shown({
      problems: [
        { field: 'title', code: 'required' },
        { field: 'topics.1', code: 'too-long', limit: 80 },
        { field: 'speakers.1.name', code: 'required' },
        { field: 'sessions.0.end', code: 'session-outside-event' },
      ],
    })
    const links = linksIn(main)
    expect(links).toMatchObject({
      'Enter a title': '#title',
      'Other topics must be 80 characters or fewer': '#otherTopics',
      'Line 2: Enter the name of the speaker before the comma': '#speakers',
      'Sessions must be between the start and the end of the event': '#sessions',
    })
    const targets = Object.values(links).filter((href) => href.startsWith('#'))
    expect(targets.filter((href) => !main.includes(` id="${href.slice(1)}"`))).toStrictEqual([])
    expect(textOf(main)).toContain('Opening: End must be between the start and the end of the event')
    expect(main).toContain('<p class="field-error" id="speakers-error">Line 2: Enter the name of the speaker before the comma</p>')
  })

  test('shows what somebody else saved beside what was typed, where they differ', async () => {
    const saved = formFromEvent({ ...event, title: 'Saved by a colleague', audience: 'network' })
    const main = await shown({ conflict: saved, event: { ...event, version: 8 } })
    const table = textsIn(main, 'tr')
    expect(table).toStrictEqual([
      'Field Saved in the meantime In your form',
      'Title Saved by a colleague Quotes " and <tags> & more',
      'Who can register Members of the network Everyone',
    ])
    expect(linksIn(main)).toMatchObject({ 'See the current version': '/organiser/events/building-market-demand/edit' })
    expect(postedForm(main).get('version')).toBe('8')
  })

  test('folds what most events leave as it is, with what is in force, and opens it where something is wrong', async () => {
    const folded = async (model: Partial<EventFormModel>) =>
      [...(await shown(model)).matchAll(/<details class="form-section"( open)?>.*?section-name">(.*?)<.*?section-now">(.*?)</gs)].map(
        ([, open, name, now]) => `${name}: ${now}${open === undefined ? '' : ' (open)'}`,
      )
    expect(await folded({})).toStrictEqual([
      'Description and language: English',
      'Registration: Everyone · 40 places',
      'Reserved places: 1 group',
      'Topics and people: 2 topics · 1 speaker',
      'Sessions: 1 session',
      'Automatic e-mails: 2 reminders, then the survey',
      'Questions at registration: 1 of your own',
    ])
    const wrong = await folded({
      problems: [
        { field: 'offerHours', code: 'not-a-number' },
        { field: 'holds.0.until', code: 'required' },
      ],
    })
    expect(wrong.filter((line) => line.endsWith('(open)')).map((line) => line.split(':')[0])).toStrictEqual([
      'Registration',
      'Reserved places',
    ])
  })

  const rowsOf: Readonly<Record<string, string>> = { holds: 'holds.0.until', reminders: 'reminders.0', questions: 'questions.0.label' }
  test.each(Object.keys(eventFields))('never folds away what is wrong with %s', async (field) => {
    const main = await shown({ problems: [{ field: rowsOf[field] ?? field, code: 'invalid' }] })
    const [before = '', ...sections] = main.split('<details class="form-section"')
    const open = [before, ...sections.filter((section) => section.startsWith(' open'))]
    // Sessions are told of as a whole.
    const mark = field === 'sessions' ? 'id="sessions"' : 'aria-invalid="true"'
    expect(open.filter((part) => part.includes(mark))).toHaveLength(1)
  })

  test('shows input as text, never as markup', async () => {
    expect((await shown()).match(/<(?:script|tags)/g)).toBeNull()
  })

  test('weighs as much for a conference as for any event', async () => {
    const [session] = event.sessions
    const sessions = session === undefined ? [] : Array.from({ length: 200 }, () => session)
    const [small, large] = [await shown(), await shown({ event: { ...event, sessions } })].map((main) => Buffer.byteLength(main))
    expect((large ?? 0) - (small ?? 0)).toBeLessThan(10)
  })
})
