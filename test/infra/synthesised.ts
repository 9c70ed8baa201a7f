import * as z from 'zod'
import type { ConfigurationInput } from '../../infra/configuration.ts'
import type { FunctionName } from '../../infra/functions.ts'
import { functionMetadata, type Template } from '../../infra/stacks/joined-template.ts'
import { configurations } from './configurations.ts'
import { sharedSynthesis } from './shared-synthesis.ts'

export type Resource = Template['Resources'][string]

/** The stacks of a configuration as one template, with queries on it. */
export const synthesised = (configuration: ConfigurationInput = configurations.plain) => {
  const { template, stacks, kept } = sharedSynthesis(configuration)
  const { Resources: all } = template

  const ofType = (type: string): readonly Resource[] => Object.values(all).filter((resource) => resource.Type === type)

  /** The construct's name for a resource: the logical id without CDK's hash. */
  const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

  /** The resources of a type created by the construct with this name. */
  const named = (name: string, type: string): readonly Resource[] =>
    Object.entries(all).flatMap(([logicalId, resource]) => (resource.Type === type && nameOf(logicalId) === name ? [resource] : []))

  /** A value in one line: `Fn::GetAtt` as `Name.Attribute`, `Ref` as `Name`, joins joined. */
  const readable = (value: unknown): string => {
    const parsed = intrinsic.safeParse(value)
    if (!parsed.success) return typeof value === 'string' ? value : JSON.stringify(value)
    if ('Ref' in parsed.data) return nameOf(parsed.data.Ref)
    if ('Fn::GetAtt' in parsed.data) return `${nameOf(parsed.data['Fn::GetAtt'][0])}.${parsed.data['Fn::GetAtt'][1]}`
    const [separator, parts] = parsed.data['Fn::Join']
    return parts.map(readable).join(separator)
  }

  const functions = new Map<string, Resource>(
    ofType('AWS::Lambda::Function').map((resource) => [z.string().parse(resource.Metadata[functionMetadata]), resource]),
  )
  const functionNamed = (name: FunctionName): Resource => {
    const found = functions.get(name)
    if (found === undefined) throw new Error(`no function ${name}`)
    return found
  }
  return { all, template, stacks, kept, ofType, named, readable, functions, functionNamed }
}

const intrinsic = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
])
