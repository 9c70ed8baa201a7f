import * as z from 'zod'

/** The metadata key for a function's name on its resource in the template, by which its bundle is found. */
export const functionMetadata = 'plenary:function'

const resourcesSchema = z.record(
  z.string(),
  z.object({
    Type: z.string(),
    Properties: z.record(z.string(), z.unknown()).default({}),
    DependsOn: z.array(z.string()).optional(),
    Metadata: z.record(z.string(), z.unknown()).default({}),
    DeletionPolicy: z.string().optional(),
    UpdateReplacePolicy: z.string().optional(),
  }),
)

const outputsSchema = z.record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))

/** The template of one stack. */
export const stackTemplateSchema = z.object({ Resources: resourcesSchema, Outputs: outputsSchema.default({}) })
export type StackTemplate = z.infer<typeof stackTemplateSchema>

/** The resources of all stacks; values stay in CloudFormation's form (`Ref`, `Fn::GetAtt`, `Fn::Join`). */
export interface Template {
  readonly Resources: StackTemplate['Resources']
}

const importSchema = z.strictObject({ 'Fn::ImportValue': z.string() })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** A value with its imports from other stacks replaced by what those export. */
const withExports = (value: unknown, exported: ReadonlyMap<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((each) => withExports(each, exported))
  if (!isRecord(value)) return value
  const imported = importSchema.safeParse(value).data?.['Fn::ImportValue']
  if (imported === undefined) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withExports(each, exported)]))
  if (!exported.has(imported)) throw new Error(`no stack exports ${imported}`)
  return exported.get(imported)
}

/** The values exported by the stacks' outputs, by import name. */
export const exportsOf = (stacks: readonly StackTemplate[]): ReadonlyMap<string, unknown> =>
  new Map(
    stacks.flatMap(({ Outputs }) =>
      Object.values(Outputs).flatMap(({ Value, Export }) => (Export === undefined ? [] : [[Export.Name, Value] as const])),
    ),
  )

/** All stacks merged into one, whose resources refer to each other directly. */
export const joined = (stacks: readonly StackTemplate[]): Template => {
  const exported = exportsOf(stacks)
  const entries = stacks.flatMap(({ Resources }) => Object.entries(Resources))
  const twice = entries.find(([id], index) => entries.findIndex(([other]) => other === id) !== index)
  if (twice !== undefined) throw new Error(`two stacks have a resource ${twice[0]}`)
  return { Resources: resourcesSchema.parse(withExports(Object.fromEntries(entries), exported)) }
}
