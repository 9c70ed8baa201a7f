import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import { indexes } from '../shared/store/item-keys.ts'

const key = (name: string) => ({ name, type: AttributeType.STRING })

interface TableDefinition {
  readonly stream?: StreamViewType
  readonly keysOnly?: readonly string[]
  /** The attribute with an item's expiry, in epoch seconds. */
  readonly timeToLive?: string
  readonly indexes: Readonly<Record<string, readonly [string, string]>>
}

/** The tables, their indexes (hash and range key) and streams. Every table has the string keys `pk` and `sk`. */
const tables = {
  programme: {
    stream: StreamViewType.NEW_IMAGE,
    indexes: {
      [indexes.listing]: ['listing', 'startsAt'],
      [indexes.owner]: ['owner', 'startsAt'],
      [indexes.due]: ['due', 'dueAt'],
    },
  },
  people: {
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    // Queries on these return only registrations' keys, which reveal nobody's name.
    keysOnly: [indexes.waiting, indexes.due],
    // For what expires by itself: `shared/domain/people/retention.ts`.
    timeToLive: 'expiresAt',
    indexes: {
      [indexes.byEvent]: ['listPart', 'listedAt'],
      [indexes.waiting]: ['waitingFor', 'waitingSince'],
      [indexes.due]: ['due', 'dueAt'],
    },
  },
  feedback: { stream: StreamViewType.NEW_IMAGE, indexes: {} },
  ledger: { indexes: {} },
  sending: { stream: StreamViewType.KEYS_ONLY, indexes: {} },
  keys: { indexes: {} },
  staff: { timeToLive: 'expiresAt', indexes: {} },
  audit: { timeToLive: 'expiresAt', indexes: { [indexes.audited]: ['slug', 'sk'] } },
} as const satisfies Record<string, TableDefinition>

export type TableName = keyof typeof tables
const isTableName = (name: string): name is TableName => name in tables
export const tableNames: readonly TableName[] = Object.keys(tables).filter(isTableName)
export type IndexName = keyof typeof indexes

/** Separate tables, so that access to one never gives access to another: no answer in the feedback table can be joined to a person. */
export class Database extends Construct {
  readonly tables: Readonly<Record<TableName, Table>>

  constructor(scope: Construct, id: string, options: { readonly retainData: boolean }) {
    super(scope, id)
    const table = (name: TableName, constructId: string): Table => {
      const definition: TableDefinition = tables[name]
      const made = new Table(this, constructId, {
        partitionKey: key('pk'),
        sortKey: key('sk'),
        billingMode: BillingMode.PAY_PER_REQUEST,
        // AWS's key for DynamoDB: CloudTrail records its use, and there is no key to lose, pay for or grant to each function.
        encryption: TableEncryption.AWS_MANAGED,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: options.retainData,
        removalPolicy: options.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        ...(definition.stream && { stream: definition.stream }),
        ...(definition.timeToLive && { timeToLiveAttribute: definition.timeToLive }),
      })
      for (const [indexName, [hash, range]] of Object.entries(definition.indexes))
        made.addGlobalSecondaryIndex({
          indexName,
          partitionKey: key(hash),
          sortKey: key(range),
          projectionType: definition.keysOnly?.includes(indexName) ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
        })
      return made
    }
    this.tables = {
      programme: table('programme', 'Programme'),
      people: table('people', 'People'),
      feedback: table('feedback', 'Feedback'),
      ledger: table('ledger', 'Ledger'),
      sending: table('sending', 'Sending'),
      keys: table('keys', 'Keys'),
      staff: table('staff', 'Staff'),
      audit: table('audit', 'Audit'),
    }
  }
}
