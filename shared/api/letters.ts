import * as z from 'zod'
import { letterPlace, letterSchema, letterStates, mostDealtWith } from '../domain/mail/letter.ts'
import { limitSchema, nextOutput } from './paging.ts'

export const letterListQuery = z.object({
  state: z.enum(letterStates).default('open').describe('Replies that still need attention, or those dealt with'),
  limit: limitSchema(100, 20),
  from: z.string().regex(letterPlace, 'invalid').describe('Start of the page, as the next path of the page before has it').optional(),
})

const { shape } = letterSchema

export const letterOutput = letterSchema.omit({ mail: true }).extend({
  kind: shape.kind.describe(
    'letter: somebody wrote; counter: a calendar proposes another time; tnef: only Outlook can open it; unreadable: no readable e-mail',
  ),
  slug: shape.slug.describe('The event it is about, if that can be told'),
  address: shape.address.describe('The sender’s address as it stands in the e-mail'),
  text: shape.text.describe('The beginning as plain text, written by whoever sent the e-mail'),
  cut: shape.cut.describe('Set if the e-mail goes on'),
  doubted: shape.doubted.describe('Set if the sender is not verified: anybody can have written it'),
  registration: shape.registration.describe('The sender’s registration; otherAddress if another address was registered'),
  proposed: shape.proposed.describe('The time proposed by a calendar'),
  dealtWith: shape.dealtWith.describe('When it was dealt with, and by whose account'),
})

export const letterListOutput = z.object({
  open: z.int().describe('Replies that need attention; 100 stands for 100 or more'),
  letters: z.array(letterOutput),
  next: nextOutput,
})

const letterId = z.string().min(1).max(400)

const choice = z.looseObject({ ids: z.unknown(), sameSenderAs: z.unknown() }).partial()

/** Whether letters are chosen in one way, even if something else is wrong. */
const isOneOfTwo = (input: unknown): boolean => {
  const { ids, sameSenderAs } = choice.safeParse(input).data ?? {}
  return (ids === undefined) !== (sameSenderAs === undefined)
}

export const chosenLettersInput = z
  .strictObject({
    ids: z.array(letterId).min(1).max(mostDealtWith).optional().describe('Ids of replies; those that are not in this list are left alone'),
    sameSenderAs: letterId.optional().describe('Id of a reply: all open ones in this list from its sender'),
  })
  .refine(isOneOfTwo, { message: 'required', when: () => true })

export const chosenLettersOutput = z.object({
  dealtWith: z.int().describe('How many have been marked now'),
  left: z.int().describe('How many are left: send the request again; 200 are marked at a time'),
})
