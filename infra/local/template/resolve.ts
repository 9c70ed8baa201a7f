import * as z from 'zod'

/** How the local run resolves the resources that a template names. */
export interface Resources {
  /** The value of `Ref` for a resource or parameter, by its logical id. */
  readonly reference: (logicalId: string) => string
  /** The value of `Fn::GetAtt`. */
  readonly attribute: (logicalId: string, attribute: string) => string
}

// The region and account that the machine plays; the account is the one in AWS's examples.
export const region = 'eu-west-1'
export const account = '123456789012'

const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ['AWS::Region', region],
  ['AWS::AccountId', account],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
  ['AWS::StackName', 'Plenary'],
  ['AWS::StackId', `arn:aws:cloudformation:${region}:${account}:stack/Plenary/local`],
])

const reference = (name: string, resources: Resources): string => pseudoParameters.get(name) ?? resources.reference(name)

const attribute = (path: string, resources: Resources): string => {
  const [logicalId = '', ...rest] = path.split('.')
  return resources.attribute(logicalId, rest.join('.'))
}

const substitute = (text: string, values: ReadonlyMap<string, string>, resources: Resources): string =>
  text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`
    return values.get(name) ?? (name.includes('.') ? attribute(name, resources) : reference(name, resources))
  })

// Made once: a template has thousands of values, and a new schema takes a hundred times as long as parsing.
const text = z.string()
const list = z.array(z.unknown())
const pair = z.tuple([z.string(), z.unknown()])
const path = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join('.'))])
const substitution = z.union([
  z.string().transform((only) => [only, {}] as const),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
])
const choice = z.tuple([z.coerce.number(), z.unknown()])
const noValue = z.object({ Ref: z.literal('AWS::NoValue') })

/** CloudFormation's functions, from (unresolved) argument to value. */
const functions: ReadonlyMap<string, (argument: unknown, resources: Resources) => unknown> = new Map([
  ['Ref', (argument, resources) => reference(text.parse(argument), resources)],
  ['Fn::GetAtt', (argument, resources) => attribute(path.parse(argument), resources)],
  [
    'Fn::Join',
    (argument, resources) => {
      const [separator, parts] = pair.parse(argument)
      return list.parse(resolve(parts, resources)).join(separator)
    },
  ],
  [
    'Fn::Sub',
    (argument, resources) => {
      const [pattern, values] = substitution.parse(argument)
      return substitute(
        pattern,
        new Map(Object.entries(values).map(([name, value]) => [name, String(resolve(value, resources))])),
        resources,
      )
    },
  ],
  [
    'Fn::Select',
    (argument, resources) => {
      const [index, values] = choice.parse(argument)
      return list.parse(resolve(values, resources))[index]
    },
  ],
  [
    'Fn::Split',
    (argument, resources) => {
      const [separator, whole] = pair.parse(argument)
      return text.parse(resolve(whole, resources)).split(separator)
    },
  ],
])

/**
 * A value from a CloudFormation template with its functions evaluated.
 * Throws on an unsupported function, so that nothing runs with half a value.
 */
export const resolve = (value: unknown, resources: Resources): unknown => {
  if (Array.isArray(value)) return value.map((each) => resolve(each, resources))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first !== undefined && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
    const evaluate = functions.get(first[0])
    if (evaluate === undefined) throw new Error(`The local run does not know CloudFormation's ${first[0]}.`)
    return evaluate(first[1], resources)
  }
  return Object.fromEntries(entries.flatMap(([name, each]) => (isNoValue(each) ? [] : [[name, resolve(each, resources)]])))
}

const isNoValue = (value: unknown): boolean => noValue.safeParse(value).success
