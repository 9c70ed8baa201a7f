import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import * as z from 'zod'
import { objectKeys } from '../shared/store/item-keys.ts'
import type { Database, TableName } from './database.ts'
import type { Files } from './files.ts'
import type { FunctionName } from './functions.ts'
import { fileRights, rights, type TableRights } from './rights.ts'

const tableNames: readonly TableName[] = ['programme', 'people', 'feedback', 'ledger', 'sending', 'keys']

const limitedTo = (partition: string | readonly string[]) => ({
  conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition].flat() } },
})

const tableStatements = (arn: string, { table, query, partition, deletes }: TableRights): readonly PolicyStatement[] => [
  ...(table === undefined
    ? []
    : [
        new PolicyStatement({
          actions: table.map((action) => `dynamodb:${action}`),
          resources: [arn],
          ...(partition !== undefined && limitedTo(partition)),
        }),
      ]),
  ...(deletes === undefined ? [] : [new PolicyStatement({ actions: ['dynamodb:DeleteItem'], resources: [arn], ...limitedTo(deletes) })]),
  ...(query === undefined
    ? []
    : [new PolicyStatement({ actions: ['dynamodb:Query'], resources: query.map((index) => `${arn}/index/${index}`) })]),
]

/** The statements that give a function its rights on the tables, and the names of those tables as its environment has them. */
export const tableAccess = (name: FunctionName, { tables }: Database) => {
  const used = tableNames.flatMap((table) => {
    const right = rights[name][table]
    return right === undefined ? [] : [{ table, right }]
  })
  return {
    statements: used.flatMap(({ table, right }) => [right].flat().flatMap((each) => tableStatements(tables[table].tableArn, each))),
    environment: Object.fromEntries(used.map(({ table }) => [`${table.toUpperCase()}_TABLE`, tables[table].tableName])),
  }
}

/** The statements that give a function its rights on the files, and the bucket's name as its environment has it. */
export const fileAccess = (name: FunctionName, { bucket }: Files) => {
  const actions = fileRights[name]
  if (actions === undefined) return { statements: [], acknowledged: [], environment: {} }
  const objects = `${objectKeys.answers}*`
  const { Ref: logicalId } = z.object({ Ref: z.string() }).parse(bucket.stack.resolve(bucket.bucketName))
  return {
    statements: [new PolicyStatement({ actions: actions.map((action) => `s3:${action}`), resources: [bucket.arnForObjects(objects)] })],
    acknowledged: [
      {
        id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${objects}]`,
        reason: 'A file lies where its event, registration and question say; the function works with all of them, one at a time.',
      },
    ],
    environment: { FILES_BUCKET: bucket.bucketName },
  }
}
