import { network } from '../../shared/domain/network.ts'

/** One session of the form; its controls are named `sessions.0.title`, `sessions.0.start` and so on. */
export interface SessionFormValues {
  readonly title: string
  readonly start: string
  readonly end: string
  readonly room: string
  readonly summary: string
  /** One speaker a line: `Name, Organisation`. */
  readonly speakers: string
}

/** What the controls of the event form hold, under the names of the controls. */
export interface EventFormValues {
  readonly kind: string
  readonly title: string
  readonly summary: string
  readonly description: string
  readonly format: string
  readonly timeZone: string
  readonly start: string
  readonly end: string
  readonly language: string
  readonly capacity: string
  readonly joinUrl: string
  readonly venue: string
  /** Ids of the network's Topical Groups that are ticked. */
  readonly topics: readonly string[]
  /** Other topics, separated by commas. */
  readonly otherTopics: string
  /** One partner a line. */
  readonly partners: string
  /** One speaker a line: `Name, Organisation`. */
  readonly speakers: string
  readonly sessions: readonly SessionFormValues[]
}

/** Values of the submit buttons, which share the name `action`. */
export const formActions = { save: 'save', addSession: 'add-session', removeSession: (index: number) => `remove-session.${index}` } as const

/** What the form for a new event starts with. */
export const newEventForm = (): EventFormValues => ({
  kind: 'webinar',
  title: '',
  summary: '',
  description: '',
  format: 'online',
  timeZone: network.timeZone,
  start: '',
  end: '',
  language: network.language,
  capacity: '',
  joinUrl: '',
  venue: '',
  topics: [],
  otherTopics: '',
  partners: '',
  speakers: '',
  sessions: [],
})

const textIn = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()

// Browsers may add seconds, and where there is no date picker people write a space for the T.
const wallTimeIn = (form: URLSearchParams, name: string): string =>
  textIn(form, name).replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00(?:\.0+)?)?$/, '$1T$2')

const sessionIndexes = (form: URLSearchParams): readonly number[] => {
  const indexes = [...form.keys()].flatMap((name) => /^sessions\.(\d{1,4})\./.exec(name)?.[1] ?? [])
  return [...new Set(indexes.map(Number))].sort((one, other) => one - other)
}

const sessionIn = (form: URLSearchParams, index: number): SessionFormValues => ({
  title: textIn(form, `sessions.${index}.title`),
  start: wallTimeIn(form, `sessions.${index}.start`),
  end: wallTimeIn(form, `sessions.${index}.end`),
  room: textIn(form, `sessions.${index}.room`),
  summary: textIn(form, `sessions.${index}.summary`),
  speakers: textIn(form, `sessions.${index}.speakers`),
})

// The start alone does not make a session: a new row comes with one.
const isBlank = ({ start: _, ...session }: SessionFormValues): boolean => Object.values(session).every((value) => value === '')

const valuesWith = (form: URLSearchParams, sessionRows: readonly number[]): EventFormValues => ({
  kind: textIn(form, 'kind'),
  title: textIn(form, 'title'),
  summary: textIn(form, 'summary'),
  description: textIn(form, 'description'),
  format: textIn(form, 'format'),
  timeZone: textIn(form, 'timeZone'),
  start: wallTimeIn(form, 'start'),
  end: wallTimeIn(form, 'end'),
  language: textIn(form, 'language'),
  capacity: textIn(form, 'capacity'),
  joinUrl: textIn(form, 'joinUrl'),
  venue: textIn(form, 'venue'),
  topics: form.getAll('topics'),
  otherTopics: textIn(form, 'otherTopics'),
  partners: textIn(form, 'partners'),
  speakers: textIn(form, 'speakers'),
  sessions: sessionRows.map((index) => sessionIn(form, index)).filter((session) => !isBlank(session)),
})

/** The submitted values, for showing the form again. Blank sessions are left out, as `eventInputFromForm` leaves them out. */
export const eventFormValues = (form: URLSearchParams): EventFormValues => valuesWith(form, sessionIndexes(form))

/**
 * The form after "Add a session" or "Remove this session", to be shown again without saving; undefined when it is to be saved.
 * `focus` is the id of the part of the form to go on with: the new session, or all of them.
 */
export const rearranged = (form: URLSearchParams): { readonly values: EventFormValues; readonly focus: string } | undefined => {
  const action = form.get('action') ?? formActions.save
  const rows = sessionIndexes(form)
  if (action === formActions.addSession) {
    const values = valuesWith(form, rows)
    const start = values.sessions.at(-1)?.end || values.start
    const added = { title: '', start, end: '', room: '', summary: '', speakers: '' }
    return { values: { ...values, sessions: [...values.sessions, added] }, focus: `sessions.${values.sessions.length}` }
  }
  const removed = rows.find((index) => action === formActions.removeSession(index))
  if (removed === undefined) return undefined
  return {
    values: valuesWith(
      form,
      rows.filter((index) => index !== removed),
    ),
    focus: 'sessions',
  }
}
