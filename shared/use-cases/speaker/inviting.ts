import { randomBytes } from 'node:crypto'
import { emailKey } from '../../domain/basics/email-address.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import {
  type EventSpeaker,
  mostSpeakers,
  type SpeakerInput,
  type SpeakerPatch,
  speakerProblems,
  stateAfter,
  takesSpeakers,
} from '../../domain/speaker/speaker.ts'
import { speakerInvited } from '../../domain/speaker/telling.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { TransactItem } from '../../store/dynamodb/transaction.ts'
import type { Speakers } from '../../store/speaker/speakers.ts'
import { speakerId } from '../../tokens/registration-tokens.ts'
import { createOwingEntries, type MailParts, mailboxOf } from './owing-entries.ts'

/** How an organiser's action on a speaker ended. */
export type Inviting =
  | { readonly outcome: 'done'; readonly speaker: EventSpeaker }
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly outcome: 'no-such-speaker' | 'wrong-state' | 'changed-meanwhile' }

interface Parts extends MailParts {
  readonly speakers: Pick<Speakers, 'get' | 'listOf' | 'add' | 'save' | 'remove' | 'telling'>
}

/** Sets fields, and removes those that are null. */
const patched = (speaker: EventSpeaker, patch: SpeakerPatch): EventSpeaker => {
  const { rehearsal, ...given } = patch
  const { rehearsal: before, ...rest } = {
    ...speaker,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
  const after = rehearsal === undefined ? before : (rehearsal ?? undefined)
  return after === undefined ? rest : { ...rest, rehearsal: after }
}

/** What organisers do with the speakers of their event. Who may do it is for the caller to know. */
export const createInviting = ({ speakers, outbox, keys }: Parts) => {
  const owing = createOwingEntries({ outbox, keys })
  const invitation = async (event: Event, speaker: EventSpeaker, now: Instant): Promise<TransactItem> =>
    outbox.owing(speakerInvited(event, speaker, await mailboxOf({ keys }, speaker), now))

  const asked = (speaker: EventSpeaker, now: Instant): EventSpeaker => ({
    ...speaker,
    state: stateAfter('invite', speaker.state) ?? speaker.state,
    invitedAt: now,
    asked: speaker.asked + 1,
  })

  /** Reads the speaker, decides, and writes; decides again if they changed in the meantime. */
  const act = (event: Event, id: string, decide: (speaker: EventSpeaker) => Promise<Inviting | 'again'>): Promise<Inviting> =>
    untilSettled(
      async () => {
        const speaker = event.speakersAt === undefined ? undefined : await speakers.get(event.speakersAt, id)
        return speaker === undefined ? { outcome: 'no-such-speaker' } : decide(speaker)
      },
      { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) },
    )

  const saved = async (
    event: Event,
    read: EventSpeaker,
    changed: EventSpeaker,
    more: readonly TransactItem[] = [],
  ): Promise<Inviting | 'again'> =>
    (await speakers.save(read, changed, event, more)) ? { outcome: 'done', speaker: { ...changed, version: read.version + 1 } } : 'again'

  return {
    /** Adds a speaker, and asks them if that is wanted. */
    add: async (event: Event, { invite, rehearsal, ...input }: SpeakerInput, now: Instant): Promise<Inviting> => {
      if (!takesSpeakers(event, now)) return { outcome: 'wrong-state' }
      const problems = speakerProblems(event, { ...input, rehearsal })
      if (problems.length > 0) return { outcome: 'invalid', problems }
      if ((await speakers.listOf(event)).length >= mostSpeakers)
        return { outcome: 'invalid', problems: [{ field: '', code: 'too-long', limit: mostSpeakers, items: true }] }
      const { speakersAt: slug = event.slug } = event
      const added: EventSpeaker = {
        ...input,
        ...(rehearsal === undefined ? {} : { rehearsal }),
        id: speakerId(await keys.links(), slug, emailKey(input.email)),
        slug,
        nonce: randomBytes(6).toString('base64url'),
        version: 0,
        state: 'added',
        language: input.language ?? event.language,
        addedAt: now,
        asked: 0,
      }
      const speaker = invite ? asked(added, now) : added
      const mail = invite ? [await invitation(event, speaker, now), speakers.telling(event, now)] : []
      if (await speakers.add(speaker, event, mail)) return { outcome: 'done', speaker }
      return { outcome: 'invalid', problems: [{ field: 'email', code: 'speaks-already' }] }
    },

    change: (event: Event, id: string, patch: SpeakerPatch, now: Instant): Promise<Inviting> =>
      act(event, id, async (speaker) => {
        if (!takesSpeakers(event, now)) return { outcome: 'wrong-state' }
        const problems = speakerProblems(event, patch)
        if (problems.length > 0) return { outcome: 'invalid', problems }
        // Told together with what else changes these minutes.
        return saved(event, speaker, patched(speaker, patch), [speakers.telling(event, now)])
      }),

    /** Asks a speaker, who is reminded later if they do not answer; again if they have not answered or declined; whoever has confirmed gets their link again. */
    invite: (event: Event, id: string, now: Instant): Promise<Inviting> =>
      act(event, id, async (speaker) => {
        if (!takesSpeakers(event, now)) return { outcome: 'wrong-state' }
        const changed = asked(speaker, now)
        return saved(event, speaker, changed, [await invitation(event, changed, now), speakers.telling(event, now)])
      }),

    /** Removes a speaker: their link no longer works, nothing of them is shown, and their calendar entries are taken out. */
    remove: (event: Event, id: string, now: Instant): Promise<Inviting> =>
      act(event, id, async (speaker) => {
        const { mails } = now < event.endsAt ? await owing(event, { ...speaker, state: 'withdrawn' }, now, true) : { mails: [] }
        return (await speakers.remove(speaker, mails)) ? { outcome: 'done', speaker } : 'again'
      }),
  }
}
