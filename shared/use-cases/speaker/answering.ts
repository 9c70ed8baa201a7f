import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { type EventSpeaker, type SpeakerAnswer, stateAfter, takesSpeakers } from '../../domain/speaker/speaker.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Speakers } from '../../store/speaker/speakers.ts'
import { createOwingEntries, type MailParts } from './owing-entries.ts'

/** How a speaker's answer ended. */
export type Answered =
  | { readonly outcome: 'done'; readonly speaker: EventSpeaker }
  | { readonly outcome: 'no-such-speaker' | 'wrong-state' | 'changed-meanwhile' }

/** A speaker with what they said of themselves; what they left out goes. */
const described = (
  { organisation: _a, biography: _b, recording: _r, slides: _s, needs: _n, ...rest }: EventSpeaker,
  answer: SpeakerAnswer,
): EventSpeaker => ({ ...rest, ...Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) })

/** What speakers answer by their own link. */
export const createAnswering = ({ speakers, ...parts }: MailParts & { readonly speakers: Pick<Speakers, 'get' | 'save'> }) => {
  const owing = createOwingEntries(parts)

  const act = (
    event: Event,
    of: Pick<EventSpeaker, 'slug' | 'id' | 'nonce'>,
    now: Instant,
    decide: (speaker: EventSpeaker) => EventSpeaker | undefined,
  ): Promise<Answered> =>
    untilSettled<Answered>(
      async () => {
        const speaker = await speakers.get(of.slug, of.id)
        if (speaker === undefined || speaker.nonce !== of.nonce) return { outcome: 'no-such-speaker' }
        const decided = takesSpeakers(event, now) ? decide(speaker) : undefined
        if (decided === undefined) return { outcome: 'wrong-state' }
        const { speaker: changed, mails } = await owing(event, { ...decided, answeredAt: now }, now)
        return (await speakers.save(speaker, changed, event, mails)) ? { outcome: 'done', speaker: changed } : 'again'
      },
      { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) },
    )

  return {
    /** Confirms, and says who they are; whoever has confirmed changes what they said. */
    confirm: (event: Event, of: Pick<EventSpeaker, 'slug' | 'id' | 'nonce'>, answer: SpeakerAnswer, now: Instant): Promise<Answered> =>
      act(event, of, now, (speaker) => {
        const state = stateAfter('confirm', speaker.state)
        return state === undefined ? undefined : { ...described(speaker, answer), state }
      }),

    /** Says that they will not speak, or cannot after all. */
    decline: (event: Event, of: Pick<EventSpeaker, 'slug' | 'id' | 'nonce'>, now: Instant): Promise<Answered> =>
      act(event, of, now, (speaker) => {
        const state = stateAfter('decline', speaker.state) ?? stateAfter('withdraw', speaker.state)
        return state === undefined ? undefined : { ...speaker, state }
      }),
  }
}
