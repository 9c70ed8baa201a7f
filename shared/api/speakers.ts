import * as z from 'zod'
import { speakerInputSchema, speakerPatchSchema, speakerSchema } from '../domain/speaker/speaker.ts'

export const speakerInput = speakerInputSchema
export const speakerPatch = speakerPatchSchema

/** A speaker as organisers see them. */
export const speakerOutput = speakerSchema
  .omit({ slug: true, nonce: true, version: true, entries: true, reminded: true })
  .extend({ asked: z.int().describe('How often they were asked') })

export const speakerListOutput = z.object({ speakers: z.array(speakerOutput) })
export const removedSpeakerOutput = speakerSchema.pick({ id: true })
