import * as z from 'zod'
import type { Weather } from './weather.ts'

const keySchema = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) })
const writeSchema = z.object({ Item: keySchema.optional(), Key: keySchema.optional() }).transform(({ Item, Key }) => Item ?? Key)
const part = writeSchema.optional()
const transactSchema = z.object({ TransactItems: z.array(z.object({ Put: part, Update: part, Delete: part })) })
const querySchema = z.object({ IndexName: z.string() })
const answerSchema = z.object({ Items: z.array(z.unknown()).default([]), Count: z.number().default(0), LastEvaluatedKey: z.unknown() })

// Answers already contain plain values.
const plainKeySchema = z.object({ pk: z.string(), sk: z.string() })

const nameOf = ({ pk, sk }: z.infer<typeof plainKeySchema>): string => `${pk} ${sk}`

/** The keys of what a call writes. */
const writtenBy = (input: object): readonly string[] => {
  const { data } = transactSchema.safeParse(input)
  const all = data?.TransactItems.flatMap((item) => [item.Put, item.Update, item.Delete]) ?? [part.safeParse(input).data]
  return all.flatMap((key) => (key === undefined ? [] : [nameOf({ pk: key.pk.S, sk: key.sk.S })]))
}

/**
 * Makes indexes lag, as DynamoDB's do and DynamoDB Local's never do: for a while, queries leave out what was written
 * recently. Entries that a change removed from the index are left out immediately.
 */
export const createStaleIndexes = (now: () => number, weather: Weather) => {
  const writtenAt = new Map<string, number>()
  return {
    wrote: (input: object): void => {
      for (const name of writtenBy(input)) writtenAt.set(name, now())
    },
    /** Removes from an answer what the index does not know yet. */
    answer: (input: object, output: object): void => {
      const lag = querySchema.safeParse(input).success ? weather.lag() : 0
      if (lag === 0) return
      const { Items, Count, LastEvaluatedKey } = answerSchema.parse(output)
      if (Items.length === 0) return
      const since = now() - lag
      const known = Items.filter((item) => {
        const { data } = plainKeySchema.safeParse(item)
        return data === undefined || (writtenAt.get(nameOf(data)) ?? 0) <= since
      })
      // A page with more to come must end with an item that the index knows.
      if (known.length === 0 && LastEvaluatedKey !== undefined) return
      Object.assign(output, { Items: known, Count: Math.min(Count, known.length) })
    },
  }
}
