import * as z from 'zod'
import type { Weather } from './weather.ts'

const keySchema = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) })
const writeSchema = z.object({ Item: keySchema.optional(), Key: keySchema.optional() }).transform(({ Item, Key }) => Item ?? Key)
const part = writeSchema.optional()
const transactSchema = z.object({ TransactItems: z.array(z.object({ Put: part, Update: part, Delete: part })) })
const querySchema = z.object({ IndexName: z.string() })
const answerSchema = z.object({ Items: z.array(z.unknown()).default([]), Count: z.number().default(0), LastEvaluatedKey: z.unknown() })

// Answers hold plain values already.
const plainKeySchema = z.object({ pk: z.string(), sk: z.string() })

const nameOf = ({ pk, sk }: z.infer<typeof plainKeySchema>): string => `${pk} ${sk}`

/** The keys of what a call writes. */
const writtenBy = (input: object): readonly string[] => {
  const { data } = transactSchema.safeParse(input)
  const all = data?.TransactItems.flatMap((item) => [item.Put, item.Update, item.Delete]) ?? [part.safeParse(input).data]
  return all.flatMap((key) => (key === undefined ? [] : [nameOf({ pk: key.pk.S, sk: key.sk.S })]))
}

/**
 * Makes indexes lag, as those of DynamoDB do and DynamoDB Local's never: for a while the answer to a query leaves out what was written
 * a moment ago. What an index has no more, since it was changed, it leaves out at once.
 */
export const createStaleIndexes = (now: () => number, weather: Weather) => {
  const writtenAt = new Map<string, number>()
  return {
    wrote: (input: object): void => {
      for (const name of writtenBy(input)) writtenAt.set(name, now())
    },
    /** Takes out of an answer what the index does not know yet. */
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
      // A page that goes on ends with an item that the index knows.
      if (known.length === 0 && LastEvaluatedKey !== undefined) return
      Object.assign(output, { Items: known, Count: Math.min(Count, known.length) })
    },
  }
}
