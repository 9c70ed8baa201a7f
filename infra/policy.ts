import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import * as z from 'zod'
import { objectKeys } from '../shared/store/item-keys.ts'
import { type Database, tableNames } from './database.ts'
import type { Files } from './files.ts'
import { type FunctionName, variableOf } from './functions.ts'
import type { Inbound } from './inbound.ts'
import { fileRights, inboundRights } from './objects.ts'
import { rights, type TableRights } from './rights.ts'

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

/** The statements for a function's rights on the tables, and the tables' names as environment variables. */
export const tableAccess = (name: FunctionName, { tables }: Database) => {
  const used = tableNames.flatMap((table) => {
    const right = rights[name][table]
    return right === undefined ? [] : [{ table, right }]
  })
  return {
    statements: used.flatMap(({ table, right }) => [right].flat().flatMap((each) => tableStatements(tables[table].tableArn, each))),
    environment: Object.fromEntries(used.map(({ table }) => [variableOf(table), tables[table].tableName])),
  }
}

interface ObjectAccess {
  readonly statements: readonly PolicyStatement[]
  readonly acknowledged: readonly { readonly id: string; readonly reason: string }[]
  readonly environment: Readonly<Record<string, string>>
}

const importSchema = z.object({ 'Fn::ImportValue': z.string() })

const none: ObjectAccess = { statements: [], acknowledged: [], environment: {} }

/** Rights on the objects of a bucket with a key prefix, and the cdk-nag finding about that. */
const objectAccess = (bucket: Bucket, { prefix, actions, reason }: { prefix: string; actions: readonly string[]; reason: string }) => {
  const objects = `${prefix}*`
  const onObjects = actions.filter((action) => action !== 'ListBucket')
  const { 'Fn::ImportValue': imported } = importSchema.parse(bucket.stack.resolve(bucket.stack.exportValue(bucket.bucketArn)))
  return {
    statements: [
      new PolicyStatement({ actions: onObjects.map((action) => `s3:${action}`), resources: [bucket.arnForObjects(objects)] }),
      ...(onObjects.length === actions.length
        ? []
        : [
            new PolicyStatement({
              actions: ['s3:ListBucket'],
              resources: [bucket.bucketArn],
              conditions: { StringLike: { 's3:prefix': [objects] } },
            }),
          ]),
    ],
    acknowledged: [{ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${imported}/${objects}]`, reason }],
  }
}

/** The statements for a function's rights on the files, and the bucket's name as an environment variable. */
export const fileAccess = (name: FunctionName, { bucket }: Files): ObjectAccess => {
  const rights = fileRights[name]
  if (rights === undefined) return none
  const { answers = [], uploads = [], attachments = [], sentAttachments = [] } = rights
  const reason =
    'A file lies where its event, registration and question say, or its event names it; the function works with all of them, one at a time.'
  const byPrefix = [
    [objectKeys.answers, answers],
    [objectKeys.uploads, uploads],
    [objectKeys.attachments, attachments],
    [objectKeys.sentAttachments, sentAttachments],
  ] as const
  const parts = byPrefix.flatMap(([prefix, actions]) => (actions.length === 0 ? [] : [objectAccess(bucket, { prefix, actions, reason })]))
  return {
    statements: parts.flatMap(({ statements }) => statements),
    acknowledged: parts.flatMap(({ acknowledged }) => acknowledged),
    environment: { [variableOf('files')]: bucket.bucketName },
  }
}

/** The statement that lets a function read or delete incoming mails, and the bucket's name as an environment variable. */
export const inboundAccess = (name: FunctionName, { bucket }: Inbound): ObjectAccess => {
  const reason =
    'SES gives a mail a name of its own making; the function works with those that it is told of, or that a letter names, one at a time.'
  const action = inboundRights[name]
  return action === undefined
    ? none
    : {
        ...objectAccess(bucket, { prefix: objectKeys.inbound, actions: [action], reason }),
        environment: { [variableOf('inbound')]: bucket.bucketName },
      }
}
