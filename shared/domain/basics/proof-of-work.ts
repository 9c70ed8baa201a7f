import * as z from 'zod'

/** How long a challenge can be solved and sent: long enough for somebody to read the form again. */
export const proofMinutes = 15

// Only its length is checked: the signature shows whether it is ours.
const hex = z.string().max(128)

/** What has to be solved, as ALTCHA's libraries and widget take it. */
export const challengeSchema = z.strictObject({
  parameters: z
    .strictObject({
      algorithm: z.string().max(20),
      nonce: hex,
      salt: hex,
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: hex,
      keySignature: hex,
      data: z
        .strictObject({ event: z.string().max(200), people: z.int(), until: z.int(), request: z.string().max(64) })
        .describe('What a solution is good for, and until when (seconds since 1970); `request` stands for the addresses it was made for'),
    })
    .describe('As ALTCHA’s libraries take them'),
  signature: hex,
})
export type Challenge = z.infer<typeof challengeSchema>

/** A challenge with its solution. */
export const solvedSchema = z.strictObject({
  challenge: challengeSchema,
  solution: z.object({ counter: z.int().nonnegative(), derivedKey: hex }),
})
