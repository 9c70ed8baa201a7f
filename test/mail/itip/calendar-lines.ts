/** A property of a calendar object as written; `value` is not unescaped. */
export interface Property {
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  readonly value: string
}

export interface Component {
  readonly name: string
  readonly properties: readonly Property[]
  readonly components: readonly Component[]
  /** Whether a property of this component comes after one of its components. */
  readonly late: boolean
}

/** The bytes of a calendar object and their contents. */
export interface CalendarSource {
  readonly bytes: Buffer
  readonly text: string
  /** Unfolded lines that do not match `NAME;PARAM=value:value` of RFC 5545 §3.1. */
  readonly malformed: readonly string[]
  readonly calendar: Component
}

const parameterPattern = ';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)'
const linePattern = new RegExp(`^([A-Za-z0-9-]+)((?:${parameterPattern})*):(.*)$`, 's')

const propertyOf = (line: string): Property | undefined => {
  const match = linePattern.exec(line)
  if (match === null) return undefined
  const [, name = '', parameters = ''] = match
  const value = match.at(-1) ?? ''
  const pairs = [...parameters.matchAll(new RegExp(parameterPattern, 'g'))].map(
    ([, key = '', text = '']) => [key.toUpperCase(), text.replace(/^"(.*)"$/s, '$1')] as const,
  )
  return { name: name.toUpperCase(), parameters: new Map(pairs), value }
}

interface Draft {
  name: string
  properties: Property[]
  components: Draft[]
  late: boolean
}

/** Reads a calendar object as it is, without correcting anything. */
export const readCalendar = (bytes: Buffer): CalendarSource => {
  const text = bytes.toString('utf8')
  const root: Draft = { name: '', properties: [], components: [], late: false }
  const open = [root]
  const malformed: string[] = []
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    if (line === '') continue
    const property = propertyOf(line)
    const current = open.at(-1) ?? root
    if (property === undefined) malformed.push(line)
    else if (property.name === 'BEGIN') {
      const component: Draft = { name: property.value.toUpperCase(), properties: [], components: [], late: false }
      current.components.push(component)
      open.push(component)
    } else if (property.name === 'END') open.pop()
    else {
      current.properties.push(property)
      current.late ||= current.components.length > 0
    }
  }
  return { bytes, text, malformed, calendar: root.components[0] ?? root }
}

export const propertiesOf = (component: Component | undefined, name: string): readonly Property[] =>
  component?.properties.filter((property) => property.name === name) ?? []

export const componentsOf = (component: Component, name: string): readonly Component[] =>
  component.components.filter((each) => each.name === name)

/** A component and all below it. */
export const within = (component: Component): readonly Component[] => [component, ...component.components.flatMap(within)]

export const once = (component: Component | undefined, name: string): boolean => propertiesOf(component, name).length === 1
export const has = (component: Component | undefined, name: string): boolean => propertiesOf(component, name).length > 0

/** The value of a property as written; empty if absent. */
export const valueIn = (component: Component | undefined, name: string): string => propertiesOf(component, name)[0]?.value ?? ''
