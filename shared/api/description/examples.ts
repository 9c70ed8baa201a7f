import { referenceTo } from './components.ts'
import type { Sample } from './described-operation.ts'

/** An example in the place where it is shown. */
type ShownExample = { readonly value: unknown } | { readonly $ref: string }

// Shorter ones weigh hardly more than a reference.
const worthNaming = 200

/** The answers that several operations show, named after their schemas, so that the document has each once. */
export const repeatedExamples = (samples: readonly Sample[]) => {
  const texts = [...Map.groupBy(samples, ({ example }) => JSON.stringify(example))]
  const repeated = texts.filter(([text, { length }]) => length > 1 && text.length > worthNaming)
  const names = new Map<string, string>()
  for (const [text, [sample]] of repeated) {
    const schema = sample === undefined ? '' : (referenceTo(sample.schema, 'output').$ref.split('/').at(-1) ?? '')
    const before = [...names.values()].filter((name) => name.startsWith(schema)).length
    names.set(text, before === 0 ? schema : `${schema}-${before + 1}`)
  }
  return {
    components: Object.fromEntries(repeated.flatMap(([text, [sample]]) => [[names.get(text) ?? '', { value: sample?.example }]])),
    shown: (example: unknown): ShownExample => {
      const name = names.get(JSON.stringify(example))
      return name === undefined ? { value: example } : { $ref: `#/components/examples/${name}` }
    },
  }
}
