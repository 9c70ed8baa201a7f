import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources } from './arns.ts'
import { type Resources, resolve } from './resolve.ts'

/** A resource of the template with its properties resolved and checked. */
export interface Found<Properties> {
  readonly logicalId: string
  readonly properties: Properties
  readonly metadata: Readonly<Record<string, unknown>>
}

/** The template's resources of a type, their properties resolved and then parsed by `schema`. */
export const resourcesOf = <Schema extends z.ZodType>(
  template: Template,
  type: string,
  schema: Schema,
  resources: Resources,
): readonly Found<z.infer<Schema>>[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => ({
      logicalId,
      properties: schema.parse(resolve(resource.Properties, resources)),
      metadata: resource.Metadata,
    }))

const functionMetadataSchema = z.object({ 'plenary:function': z.string() })

/** The service's functions, by their names in `functions/`; those that CDK adds for itself are left out. */
export const functionsOf = <Schema extends z.ZodType>(
  template: Template,
  schema: Schema,
): readonly (Found<z.infer<Schema>> & { readonly name: string })[] =>
  resourcesOf(template, 'AWS::Lambda::Function', schema, localResources).flatMap((found) => {
    const named = functionMetadataSchema.safeParse(found.metadata).data
    return named === undefined ? [] : [{ ...found, name: named['plenary:function'] }]
  })
