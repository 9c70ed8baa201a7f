import * as z from 'zod'
import type { Instant } from '../basics/wall-time.ts'
import type { Participation } from '../event/participation.ts'
import { countedStates } from '../mail/mail-progress.ts'
import type { Registration, RegistrationStatus } from '../registration/registration.ts'
import type { Answers, Question } from './survey.ts'

/** No figure is shown about the answers of fewer people than this. */
export const suppressBelow = 5

const answerCounts = z.record(z.string(), z.int()).default({})

/** Counts for one event; written once per batch, and never holding an identity. */
export const tallySchema = z.object({
  registered: z.int().default(0),
  confirmed: z.int().default(0),
  waitlisted: z.int().default(0),
  cancelled: z.int().default(0),
  responses: z.int().default(0),
  /** How often each answer was given: `overall=5` → 12. */
  answers: answerCounts,
  /** How many people chose each session, by their status: `workshop-a=confirmed` → 12. */
  sessions: answerCounts,
  /** How many people take part in which way, by their status: `in-person=confirmed` → 12. */
  participation: answerCounts,
  /** The part of the responses that may be shown so far. */
  published: z.object({ responses: z.int(), answers: answerCounts }).optional(),
  /** Mails to many people, by the fan-out that owed them (`fanOutKey`). */
  mails: z.record(z.string(), z.partialRecord(z.enum(['owed', ...countedStates]), z.int())).default({}),
})
export type Tally = z.infer<typeof tallySchema>

/** A question's part of the summary. `withheld` means that fewer than five people answered, perhaps none; nothing else is shown. */
export interface QuestionSummary {
  readonly id: string
  readonly type: Question['type']
  readonly answers?: number
  readonly mean?: number
  readonly distribution?: Readonly<Record<string, number>>
  readonly texts?: readonly string[]
  readonly withheld?: true
}

/** `recommendationScore` runs from −100 to 100: the share of 9s and 10s minus the share of 0s to 6s. `responseRate` is from 0 to 1. */
export interface Summary {
  readonly registered: number
  readonly confirmed: number
  readonly waitlisted: number
  readonly cancelled: number
  readonly responses: number
  readonly responseRate: number
  readonly recommendationScore?: number
  readonly questions: readonly QuestionSummary[]
}

/** The key under which the tally counts an answer. */
const answerKey = (questionId: string, value: number | string): string => `${questionId}=${value}`

/** What a new response adds to the tally; of texts, only comments count. */
export const responseIncrements = (answers: Answers): ReadonlyMap<string, number> => {
  const counted = Object.entries(answers).flatMap(([question, value]) => [
    answerKey(question, 'answered'),
    ...(Array.isArray(value) ? value : [value]).map((each: number | string) => answerKey(question, each)),
  ])
  return new Map([['responses', 1], ...counted.map((key): [string, number] => [`answers.${key}`, 1])])
}

/** What a new comment adds to the tally. */
export const commentIncrements = (questionId: string): ReadonlyMap<string, number> =>
  new Map([[`answers.${answerKey(questionId, 'answered')}`, 1]])

/** The status of a registration, with the sessions chosen, and how the person takes part. */
type Chosen = Pick<Registration, 'status' | 'sessions' | 'participation'>

/** The key under which the tally counts the people of a status who chose a session, or a way of taking part. */
const sessionKey = (chosen: string, status: RegistrationStatus): string => `${chosen}=${status}`

/** The choices that count: whoever cancelled made none. */
const countedChoices = (chosen: Chosen | undefined): readonly string[] => {
  if (chosen === undefined || chosen.status === 'cancelled') return []
  const { status, sessions, participation } = chosen
  return [
    ...sessions.map((id) => `sessions.${sessionKey(id, status)}`),
    ...(participation === undefined ? [] : [`participation.${sessionKey(participation, status)}`]),
  ]
}

/** What a change of a registration's status or choices adds to the tally; `before` is undefined for a new one. */
export const registrationIncrements = (before: Chosen | undefined, after: Chosen): ReadonlyMap<string, number> => {
  const changes: readonly (readonly [string, number])[] = [
    ...(before === undefined ? [['registered', 1] as const] : []),
    ...(before === undefined || before.status === after.status ? [] : [[before.status, -1] as const]),
    ...(before?.status === after.status ? [] : [[after.status, 1] as const]),
    ...countedChoices(before).map((key) => [key, -1] as const),
    ...countedChoices(after).map((key) => [key, 1] as const),
  ]
  const sums = new Map<string, number>()
  for (const [key, by] of changes) sums.set(key, (sums.get(key) ?? 0) + by)
  return new Map([...sums].filter(([, by]) => by !== 0))
}

/** How many people have made a choice: those with a place, and those waiting for one. */
export interface ChoiceFigures {
  readonly confirmed: number
  readonly waitlisted: number
}

/** The same for one session, from its event's tally. */
export const sessionFigures = ({ sessions }: Pick<Tally, 'sessions'>, session: string): ChoiceFigures => {
  // Registrations from before sessions were counted can leave, but never came.
  const count = (status: RegistrationStatus): number => Math.max(0, sessions[sessionKey(session, status)] ?? 0)
  return { confirmed: count('confirmed'), waitlisted: count('waitlisted') }
}

/** How many people take part in each way, and how many have not said how, as they registered before the event was hybrid. */
export const participationFigures = (
  tally: Pick<Tally, 'participation' | 'confirmed' | 'waitlisted'>,
): Readonly<Record<Participation | 'not-said', ChoiceFigures>> => {
  const figures = (way: Participation): ChoiceFigures => sessionFigures({ sessions: tally.participation }, way)
  const said = { 'in-person': figures('in-person'), online: figures('online') }
  const rest = (status: keyof ChoiceFigures): number => Math.max(0, tally[status] - said['in-person'][status] - said.online[status])
  return { ...said, 'not-said': { confirmed: rest('confirmed'), waitlisted: rest('waitlisted') } }
}

const optionsOf = (question: Question): readonly (number | string)[] => {
  switch (question.type) {
    case 'rating':
      return [1, 2, 3, 4, 5]
    case 'recommendation':
      return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    case 'text':
      return []
    case 'single':
    case 'multiple':
      return question.options
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

const summariseQuestion = (question: Question, tally: Tally, texts: readonly string[]): QuestionSummary => {
  const { id, type } = question
  const answers = tally.answers[answerKey(id, 'answered')] ?? 0
  if (answers < suppressBelow) return { id, type, withheld: true }
  if (type === 'text') return { id, type, answers, texts }
  const counts = optionsOf(question).map((option) => [option, tally.answers[answerKey(id, option)] ?? 0] as const)
  const distribution = Object.fromEntries(counts.map(([option, count]) => [String(option), count]))
  if (type === 'single' || type === 'multiple') return { id, type, answers, distribution }
  const sum = counts.reduce((total, [option, count]) => total + Number(option) * count, 0)
  return { id, type, answers, mean: round(sum / answers, 2), distribution }
}

/** Which answers to a recommendation count for the score, and which against it. */
export const recommendationEnds = { for: { from: 9, to: 10 }, against: { from: 0, to: 6 } } as const

const recommendationScore = (questions: readonly QuestionSummary[]): number | undefined => {
  const asked = questions.find((question) => question.type === 'recommendation')
  if (asked?.distribution === undefined || asked.answers === undefined) return undefined
  const { answers, distribution } = asked
  const share = ({ from, to }: { readonly from: number; readonly to: number }): number =>
    Object.entries(distribution).reduce((sum, [value, count]) => (Number(value) >= from && Number(value) <= to ? sum + count : sum), 0) /
    answers
  return round(100 * (share(recommendationEnds.for) - share(recommendationEnds.against)), 0)
}

export const surveyOpenDays = 60

/** When a survey ends and its last answers are shown. */
export const surveyClosesAt = ({ endsAt }: { readonly endsAt: Instant }): Instant =>
  new Date(Date.parse(endsAt) + surveyOpenDays * 86_400_000).toISOString()

/**
 * Whether answers since the last publication may be shown: results appear in steps of at least five people, so that reading them
 * before and after somebody's answer does not reveal it.
 */
export const isStepDue = ({ responses, published }: Pick<Tally, 'responses' | 'published'>): boolean =>
  responses - (published?.responses ?? 0) >= suppressBelow

/** A tally with only the responses that may be shown; with all of them once the survey has ended. */
export const shownTally = (tally: Tally, ended: boolean): Tally =>
  ended ? tally : { ...tally, ...(tally.published ?? { responses: 0, answers: {} }) }

/**
 * The summary of an event from its tally and its comments, by question id.
 * The response rate is a share of those asked: the confirmed.
 */
export const summarise = (questions: readonly Question[], tally: Tally, comments: ReadonlyMap<string, readonly string[]>): Summary => {
  const summaries = questions.map((question) => summariseQuestion(question, tally, comments.get(question.id) ?? []))
  const score = recommendationScore(summaries)
  const { registered, confirmed, waitlisted, cancelled, responses } = tally
  const rate = confirmed === 0 ? 0 : round(Math.min(1, responses / confirmed), 4)
  const counts = { registered, confirmed, waitlisted, cancelled, responses, responseRate: rate, questions: summaries }
  return score === undefined ? counts : { ...counts, recommendationScore: score }
}
