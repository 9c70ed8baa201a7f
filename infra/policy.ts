import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Database, TableName } from './database.ts'
import type { FunctionName } from './functions.ts'
import { rights, type TableRights } from './rights.ts'

const tableNames: readonly TableName[] = ['programme', 'people', 'feedback', 'ledger', 'keys']

const tableStatements = (arn: string, { table, query, partition }: TableRights): readonly PolicyStatement[] => [
  ...(table === undefined
    ? []
    : [
        new PolicyStatement({
          actions: table.map((action) => `dynamodb:${action}`),
          resources: [arn],
          ...(partition !== undefined && { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] } } }),
        }),
      ]),
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
    statements: used.flatMap(({ table, right }) => tableStatements(tables[table].tableArn, right)),
    environment: Object.fromEntries(used.map(({ table }) => [`${table.toUpperCase()}_TABLE`, tables[table].tableName])),
  }
}
