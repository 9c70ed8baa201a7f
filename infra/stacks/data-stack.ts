import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { AlarmTopic } from '../alarms/topic.ts'
import type { Configuration } from '../configuration.ts'
import { Database } from '../database.ts'
import { Files } from '../files.ts'
import { Identity, type Issuer } from '../identity.ts'
import { Inbound } from '../inbound.ts'
import { Mail } from '../sending.ts'

/**
 * What must never be lost: tables, files, incoming mails, staff accounts, the mail domain, and the alarms' recipients. Everything
 * else can be recreated from this repository.
 */
export class DataStack extends Stack {
  readonly database: Database
  readonly files: Files
  readonly inbound: Inbound
  readonly mail: Mail
  readonly issuer: Issuer
  readonly alarms: AlarmTopic

  constructor(scope: Construct, id: string, { configuration }: { readonly configuration: Configuration }) {
    super(scope, id, { description: 'Plenary: what must never be lost (tables, files, accounts, mail domain)' })
    this.database = new Database(this, 'Database', configuration)
    this.files = new Files(this, 'Files', configuration)
    this.inbound = new Inbound(this, 'Inbound', configuration)
    this.mail = new Mail(this, 'Mail')
    this.alarms = new AlarmTopic(this, 'Alarms', { email: configuration.alarmEmail })
    if (configuration.issuer === undefined) {
      const { issuer, pool, client } = new Identity(this, 'Identity', configuration)
      this.issuer = issuer
      this.#exportAlways([pool.userPoolId, client.userPoolClientId])
    } else this.issuer = configuration.issuer
    this.#exportAlways([
      ...Object.values(this.database.tables).flatMap(({ tableName, tableArn, tableStreamArn }) => [tableName, tableArn, tableStreamArn]),
      ...[this.files.bucket, this.inbound.bucket].flatMap(({ bucketName, bucketArn }) => [bucketName, bucketArn]),
      ...[this.inbound, this.files].flatMap(({ queue, failures }) => [queue.queueArn, failures.queueName]),
      this.mail.configurationSet.configurationSetName,
      this.mail.identity.emailIdentityName,
      this.alarms.topic.topicArn,
    ])
  }

  /**
   * Exports values whoever reads them today. An export that exists only because of its readers would disappear in the same release
   * as the last of them, which CloudFormation refuses: this stack is deployed first, while the old readers still exist.
   */
  #exportAlways(values: readonly (string | undefined)[]): void {
    for (const value of values) if (value !== undefined) this.exportValue(value)
  }
}
