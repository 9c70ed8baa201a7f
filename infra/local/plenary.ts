import type { DemoAccount } from './issuer/accounts.ts'
import type { MailFault, SentMail } from './ses/ses.ts'

/** The whole service, running on this machine. */
export interface Plenary {
  readonly siteUrl: string
  readonly inboxUrl: string
  /** maildev's API: `GET {mailApi}`, `GET {mailApi}/{id}/source`. */
  readonly mailApi: string
  readonly issuerUrl: string
  readonly clock: {
    readonly now: () => string
    /** Moves the clock forward and resolves when all that became due is done, mails included. Rejects when the instant is in the past. */
    readonly moveTo: (instant: string) => Promise<void>
  }
  /** Resolves when the streams are read to their end, every mail that was owed has been tried, and what SES tells about mails has been followed. */
  readonly drain: () => Promise<void>
  /** Decides for each mail what goes wrong with it, at once or later; without an argument nothing does any more. */
  readonly setMailFaults: (decide?: (mail: SentMail) => MailFault | undefined) => void
  /** Sets how many mails a second SES says that it takes; 14 at first. */
  readonly setMaxSendRate: (mailsPerSecond: number) => void
  /** An access token for the API in the name of a demo account. */
  readonly accessTokenFor: (account: DemoAccount) => Promise<string>
  /** Address of DynamoDB Local, any credentials. */
  readonly dynamoDb: string
  /** The name that the database has for a table, by the variable that functions read: `PROGRAMME_TABLE`. */
  readonly tableName: (variable: string) => string
  /** Builds the functions that nobody has called yet; a call builds its own. Rejects with a `StartError` where one does not build. */
  readonly buildAll: () => Promise<void>
  /** All that the functions and the run have logged. */
  readonly logs: () => string
  readonly logFile: string
  readonly stop: () => Promise<void>
}

/** Takes back something that was begun. */
export type Undo = () => unknown
