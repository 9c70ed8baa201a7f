import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { functionsOf, resourcesOf } from '../template/template.ts'
import type { TableCall } from './calls.ts'

const oneOrMore = z.union([z.array(z.string()), z.string().transform((one) => [one])])
const statementSchema = z.object({
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z
    .strictObject({ 'ForAllValues:StringLike': z.strictObject({ 'dynamodb:LeadingKeys': z.array(z.string()) }) })
    .transform((condition) => condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'])
    .optional(),
})
const otherSchema = z.object({ Action: oneOrMore.refine((actions) => actions.every((action) => !action.startsWith('dynamodb:'))) })
const roleSchema = z.object({
  Policies: z
    .array(
      z.object({ PolicyDocument: z.object({ Statement: z.array(z.union([otherSchema.transform(() => undefined), statementSchema])) }) }),
    )
    .default([]),
})
const functionSchema = z.object({ Role: z.string() })

type Statement = z.infer<typeof statementSchema>

/** `*` matches any characters, `?` exactly one (IAM). */
const isLike = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text)

const allows = ({ Action, Resource, Condition }: Statement, { action, table, index, leadingKeys }: TableCall): boolean => {
  const wanted = index === undefined ? '' : `/index/${index}`
  return (
    Action.includes(`dynamodb:${action}`) &&
    Resource.some((resource) => resource.endsWith(wanted) && logicalIdOf(resource.slice(0, resource.length - wanted.length)) === table) &&
    (Condition === undefined || leadingKeys.every((key) => Condition.some((pattern) => isLike(pattern, key))))
  )
}

/** Whether a function's role in the template allows a call. */
export const createTableRights = (template: Template) => {
  const roles = new Map(
    resourcesOf(template, 'AWS::IAM::Role', roleSchema, localResources).map(({ logicalId, properties }) => [
      logicalId,
      properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).filter((statement) => statement !== undefined),
    ]),
  )
  const statements = new Map(
    functionsOf(template, functionSchema).map(({ name, properties }) => [name, roles.get(logicalIdOf(properties.Role)) ?? []]),
  )
  return (name: string, call: TableCall): boolean => (statements.get(name) ?? []).some((statement) => allows(statement, call))
}
export type TableRights = ReturnType<typeof createTableRights>
