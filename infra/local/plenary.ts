import type { LocalClient } from './dynamodb/tables.ts'
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
    /** Moves the clock forward and resolves when everything due is done, including mails. Rejects if the instant is in the past. */
    readonly moveTo: (instant: string) => Promise<void>
  }
  /** Resolves when the streams are read to their end, every owed mail has been tried, and SES's events have been handled. */
  readonly drain: () => Promise<void>
  /** Decides for each mail what goes wrong with it, immediately or later; without an argument nothing does. */
  readonly setMailFaults: (decide?: (mail: SentMail) => MailFault | undefined) => void
  /** Sets SES's reported rate in mails per second; initially 14. */
  readonly setMaxSendRate: (mailsPerSecond: number) => void
  /** An access token for the API on behalf of a demo account. */
  readonly accessTokenFor: (account: DemoAccount) => Promise<string>
  /** How clients reach DynamoDB Local. */
  readonly database: LocalClient
  /** A table's name in the database, by the variable that functions read: `PROGRAMME_TABLE`. */
  readonly tableName: (variable: string) => string
  /** Builds the functions not yet called; a call builds its own. Rejects with a `StartError` if one does not build. */
  readonly buildAll: () => Promise<void>
  /** Everything logged by the functions and the run. */
  readonly logs: () => string
  readonly logFile: string
  readonly stop: () => Promise<void>
}

/** Undoes something that was started. */
export type Undo = () => unknown
