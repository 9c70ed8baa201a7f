import { MailDev } from 'maildev'
import { freePort } from './ports.ts'
import { StartError } from './start-error.ts'

export interface Inbox {
  /** Address of the inbox page, without a slash at the end. maildev's API is below it, at `/api/email`. */
  readonly url: string
  readonly smtpPort: number
  readonly stop: () => Promise<void>
}

/**
 * Starts maildev on the loopback interface: SMTP on a free port, its page and API on `port` (0 for a free one).
 * Mails are kept in `folder` and shown again after a restart. It relays nothing.
 */
export const startInbox = async ({ port, folder }: { readonly port: number; readonly folder: string }): Promise<Inbox> => {
  const web = port === 0 ? await freePort() : port
  const smtpPort = await freePort()
  const maildev = new MailDev({
    smtp: smtpPort,
    ip: '127.0.0.1',
    web,
    webIp: '127.0.0.1',
    mailDirectory: folder,
    silent: true,
  })
  try {
    await maildev.start()
  } catch (fault) {
    await maildev.stop()
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')
      throw new StartError(`Port ${web} for the inbox is in use. Choose another: MAIL_PORT=${web + 1} npm start`)
    throw fault
  }
  return { url: `http://localhost:${web}`, smtpPort, stop: () => maildev.stop() }
}
