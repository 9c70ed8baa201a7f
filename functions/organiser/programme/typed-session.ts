import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import {
  type ControlsFor,
  type HeldIn,
  oneSpeaker,
  readAll,
  type ShownBy,
  sayAll,
  showAll,
  speakerLines,
  text,
  ticked,
  wallTime,
  wholeNumber,
} from '../../../shared/views/form/controls.ts'

const sessionControls = {
  title: text,
  kind: text,
  start: wallTime,
  end: wallTime,
  room: text,
  track: text,
  summary: text,
  speakers: speakerLines,
  chair: oneSpeaker,
  choose: ticked,
  capacity: wholeNumber,
} satisfies ControlsFor<Omit<StoredSession, 'id'>>

/** What the controls of a session's form hold, by name. */
export type SessionValues = HeldIn<typeof sessionControls>
export type SessionField = keyof SessionValues

const isField = (name: string): name is SessionField => name in sessionControls
export const sessionFieldNames: readonly SessionField[] = Object.keys(sessionControls).filter(isField)

export const valuesOf = (session: ShownBy<typeof sessionControls>): SessionValues => showAll(sessionControls, session)

/** The submitted values, for showing the form again. */
export const valuesIn = (form: URLSearchParams): SessionValues => readAll(sessionControls, form, () => [])

/** What was submitted, for the schema to check. */
export const inputIn = (form: URLSearchParams): Readonly<Record<string, unknown>> => sayAll(sessionControls, valuesIn(form))
