interface Shown {
  readonly name: string
  readonly value: unknown
}

/** What is shown in its place: itself, or a reference to a component. */
type InPlace<Value> = Value | { readonly $ref: string }

// Shorter ones weigh hardly more than a reference.
const worthNaming = 100

/** Components for what several operations show, so that the document has each once; equal names get numbers. */
export const repeatedIn = (kind: 'examples' | 'parameters', shown: readonly Shown[]) => {
  const texts = [...Map.groupBy(shown, ({ value }) => JSON.stringify(value))]
  const repeated = texts.flatMap(([text, all]) => (all.length > 1 && text.length > worthNaming ? [{ text, first: all[0] }] : []))
  const names = new Map<string, string>()
  const components: Record<string, unknown> = {}
  for (const { text, first } of repeated) {
    if (first === undefined) continue
    let name = first.name
    for (let number = 2; name in components; number++) name = `${first.name}-${number}`
    names.set(text, name)
    components[name] = first.value
  }
  return {
    components,
    inPlace: <Value>(value: Value): InPlace<Value> => {
      const name = names.get(JSON.stringify(value))
      return name === undefined ? value : { $ref: `#/components/${kind}/${name}` }
    },
  }
}
