import type { Event } from '../../shared/domain/event/event.ts'
import { type EventSpeaker, type SpeakerAnswer, type SpeakerInput, speakerInputSchema } from '../../shared/domain/speaker/speaker.ts'
import { createAnswering } from '../../shared/use-cases/speaker/answering.ts'
import { createInviting, type Inviting } from '../../shared/use-cases/speaker/inviting.ts'
import type { Stores } from '../store/local-store.ts'
import { now } from './programme.ts'

export const makeSpeakerInput = (overrides: Partial<SpeakerInput> = {}): SpeakerInput =>
  speakerInputSchema.parse({ name: 'Ana Silva', email: 'ana.silva@authority.example', invite: true, ...overrides })

/** The speaker of a successful action. */
export const speakerIn = (done: { readonly outcome: string; readonly speaker?: EventSpeaker }): EventSpeaker => {
  if (done.speaker === undefined) throw new Error(`no speaker: ${done.outcome}`)
  return done.speaker
}

/** The event as it is stored now. */
export const current = async ({ events }: Stores, { slug }: Pick<Event, 'slug'>): Promise<Event> => {
  const event = await events.get(slug)
  if (event === undefined) throw new Error('no event')
  return event
}

/** Adds a speaker to an event as it is stored now. */
export const addSpeaker = async (stores: Stores, event: Pick<Event, 'slug'>, overrides: Partial<SpeakerInput> = {}): Promise<Inviting> =>
  createInviting(stores).add(await current(stores, event), makeSpeakerInput(overrides), now)

/** Adds a speaker who confirms. */
export const confirmedSpeaker = async (
  stores: Stores,
  event: Pick<Event, 'slug'>,
  overrides: Partial<SpeakerInput> = {},
  answer: Partial<SpeakerAnswer> = {},
): Promise<EventSpeaker> => {
  const speaker = speakerIn(await addSpeaker(stores, event, overrides))
  return speakerIn(await createAnswering(stores).confirm(await current(stores, event), speaker, { name: speaker.name, ...answer }, now))
}
