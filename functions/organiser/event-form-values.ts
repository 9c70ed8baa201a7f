import { mailScheduleFields } from '../../shared/domain/mail-schedule.ts'
import { network } from '../../shared/domain/network.ts'
import { blankHold, type HoldFormValues } from './hold-values.ts'
import { blankQuestion, type QuestionFormValues, questionsIn } from './question-values.ts'
import { type ReminderFormValues, remindersIn, reminderValues } from './schedule-values.ts'

/** One session of the form; its controls are named `sessions.0.title`, `sessions.0.start` and so on. */
export interface SessionFormValues {
  readonly id: string
  readonly title: string
  readonly start: string
  readonly end: string
  readonly room: string
  readonly summary: string
  /** One speaker a line: `Name, Organisation`. */
  readonly speakers: string
  /** `true` or empty. */
  readonly choose: string
  readonly capacity: string
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
  /** `true` where fewer places than are given are meant. */
  readonly allowBelowGiven: string
  readonly audience: string
  readonly approvalDays: string
  readonly registrationOpens: string
  readonly registrationCloses: string
  readonly waitingList: string
  readonly offerHours: string
  readonly holds: readonly HoldFormValues[]
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
  /** One attendee type a line. */
  readonly attendeeTypes: string
  readonly questions: readonly QuestionFormValues[]
  readonly changesUntil: string
  readonly reminders: readonly ReminderFormValues[]
  readonly surveyAfter: string
  readonly surveyReminder: string
}

/** Values of the submit buttons, which share the name `action`. */
export const formActions = {
  save: 'save',
  addSession: 'add-session',
  removeSession: (index: number) => `remove-session.${index}`,
  addHold: 'add-hold',
  removeHold: (index: number) => `remove-hold.${index}`,
  addQuestion: 'add-question',
  removeQuestion: (index: number) => `remove-question.${index}`,
  moveQuestion: (index: number) => `move-question.${index}`,
} as const

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
  allowBelowGiven: '',
  audience: 'public',
  approvalDays: '7',
  registrationOpens: '',
  registrationCloses: '',
  waitingList: 'offer',
  offerHours: '48',
  holds: [],
  joinUrl: '',
  venue: '',
  topics: [],
  otherTopics: '',
  partners: '',
  speakers: '',
  sessions: [],
  attendeeTypes: '',
  questions: [],
  changesUntil: '',
  reminders: reminderValues(mailScheduleFields.reminders.parse(undefined)),
  surveyAfter: mailScheduleFields.surveyAfter.parse(undefined),
  surveyReminder: mailScheduleFields.surveyReminder.parse(undefined),
})

const textIn = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()

// Browsers may add seconds, and where there is no date picker people write a space for the T.
const wallTimeIn = (form: URLSearchParams, name: string): string =>
  textIn(form, name).replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00(?:\.0+)?)?$/, '$1T$2')

type Part = 'sessions' | 'questions' | 'holds'

/** The rows of the form to read, in the order in which they are wanted. */
type Rows = Readonly<Record<Part, readonly number[]>>

const rowsOf = (form: URLSearchParams, part: Part): readonly number[] => {
  const indexes = [...form.keys()].flatMap((name) => new RegExp(`^${part}\\.(\\d{1,4})\\.`).exec(name)?.[1] ?? [])
  return [...new Set(indexes.map(Number))].sort((one, other) => one - other)
}

const holdIn = (form: URLSearchParams, index: number): HoldFormValues => ({
  id: textIn(form, `holds.${index}.id`),
  label: textIn(form, `holds.${index}.label`),
  places: textIn(form, `holds.${index}.places`),
  until: wallTimeIn(form, `holds.${index}.until`),
  countries: textIn(form, `holds.${index}.countries`),
})

const isBlankHold = ({ id: _, ...hold }: HoldFormValues): boolean => Object.values(hold).every((value) => value === '')

const sessionIn = (form: URLSearchParams, index: number): SessionFormValues => ({
  id: textIn(form, `sessions.${index}.id`),
  title: textIn(form, `sessions.${index}.title`),
  start: wallTimeIn(form, `sessions.${index}.start`),
  end: wallTimeIn(form, `sessions.${index}.end`),
  room: textIn(form, `sessions.${index}.room`),
  summary: textIn(form, `sessions.${index}.summary`),
  speakers: textIn(form, `sessions.${index}.speakers`),
  choose: textIn(form, `sessions.${index}.choose`),
  capacity: textIn(form, `sessions.${index}.capacity`),
})

// The start alone does not make a session: a new row comes with one.
const isBlank = ({ start: _, id: __, ...session }: SessionFormValues): boolean => Object.values(session).every((value) => value === '')

const allRows = (form: URLSearchParams): Rows => ({
  sessions: rowsOf(form, 'sessions'),
  questions: rowsOf(form, 'questions'),
  holds: rowsOf(form, 'holds'),
})

const valuesWith = (form: URLSearchParams, rows: Rows): EventFormValues => ({
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
  allowBelowGiven: textIn(form, 'allowBelowGiven'),
  audience: textIn(form, 'audience'),
  approvalDays: textIn(form, 'approvalDays'),
  registrationOpens: wallTimeIn(form, 'registrationOpens'),
  registrationCloses: wallTimeIn(form, 'registrationCloses'),
  waitingList: textIn(form, 'waitingList'),
  offerHours: textIn(form, 'offerHours'),
  holds: rows.holds.map((index) => holdIn(form, index)).filter((hold) => !isBlankHold(hold)),
  joinUrl: textIn(form, 'joinUrl'),
  venue: textIn(form, 'venue'),
  topics: form.getAll('topics'),
  otherTopics: textIn(form, 'otherTopics'),
  partners: textIn(form, 'partners'),
  speakers: textIn(form, 'speakers'),
  sessions: rows.sessions.map((index) => sessionIn(form, index)).filter((session) => !isBlank(session)),
  attendeeTypes: textIn(form, 'attendeeTypes'),
  questions: questionsIn(form, rows.questions),
  changesUntil: wallTimeIn(form, 'changesUntil'),
  reminders: remindersIn(form),
  surveyAfter: textIn(form, 'surveyAfter'),
  surveyReminder: textIn(form, 'surveyReminder'),
})

/** The submitted values, for showing the form again. Blank sessions and questions are left out, as `eventInputFromForm` leaves them out. */
export const eventFormValues = (form: URLSearchParams): EventFormValues => valuesWith(form, allRows(form))

interface Rearranged {
  readonly values: EventFormValues
  /** Id of the part of the form to go on with: a new session, or all of them. */
  readonly focus: string
}

const withSession = (values: EventFormValues): Rearranged => {
  const start = values.sessions.at(-1)?.end || values.start
  const added = { id: '', title: '', start, end: '', room: '', summary: '', speakers: '', choose: '', capacity: '' }
  return { values: { ...values, sessions: [...values.sessions, added] }, focus: `sessions.${values.sessions.length}` }
}

const withQuestion = (values: EventFormValues): Rearranged => ({
  values: { ...values, questions: [...values.questions, blankQuestion] },
  focus: `questions.${values.questions.length}`,
})

const withHold = (values: EventFormValues): Rearranged => ({
  values: { ...values, holds: [...values.holds, blankHold] },
  focus: `holds.${values.holds.length}`,
})

const movedUp = (rows: readonly number[], moved: number): readonly number[] => {
  const at = rows.indexOf(moved)
  return [...rows.slice(0, at - 1), moved, ...rows.slice(at - 1, at), ...rows.slice(at + 1)]
}

/** The form after a button that adds, removes or moves something, to be shown again without saving; undefined when it is to be saved. */
export const rearranged = (form: URLSearchParams): Rearranged | undefined => {
  const action = form.get('action') ?? formActions.save
  const rows = allRows(form)
  if (action === formActions.addSession) return withSession(valuesWith(form, rows))
  if (action === formActions.addQuestion) return withQuestion(valuesWith(form, rows))
  if (action === formActions.addHold) return withHold(valuesWith(form, rows))
  const without = (part: Part, removed: number): Rearranged => ({
    values: valuesWith(form, { ...rows, [part]: rows[part].filter((index) => index !== removed) }),
    focus: part,
  })
  const session = rows.sessions.find((index) => action === formActions.removeSession(index))
  if (session !== undefined) return without('sessions', session)
  const hold = rows.holds.find((index) => action === formActions.removeHold(index))
  if (hold !== undefined) return without('holds', hold)
  const question = rows.questions.find((index) => action === formActions.removeQuestion(index))
  if (question !== undefined) return without('questions', question)
  const moved = rows.questions.slice(1).find((index) => action === formActions.moveQuestion(index))
  if (moved === undefined) return undefined
  return { values: valuesWith(form, { ...rows, questions: movedUp(rows.questions, moved) }), focus: 'questions' }
}
