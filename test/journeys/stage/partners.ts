import { once } from 'node:events'
import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { portOf } from '../../../infra/local/ports.ts'
import { paths } from '../../../shared/site/paths.ts'
import { createPartnerCalendars } from '../../../shared/store/programme/partner-calendars.ts'
import type { Stagehands } from './stagehands.ts'

const entry = (uid: number, ...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']

const published = [
  'BEGIN:VCALENDAR',
  ...entry(1, 'SUMMARY:Market dialogue on sensors', 'DTSTART:20220428T080000Z', 'DURATION:PT2H', 'URL:https://partner.example/sensors'),
  ...entry(2, 'SUMMARY:Partner days', 'DTSTART;VALUE=DATE:20220421', 'DTEND;VALUE=DATE:20220423'),
  ...entry(3, `SUMMARY:${'Beschaffungsangelegenheiten'.repeat(12)}`, 'DTSTART:20220419T120000Z', 'DURATION:PT1H'),
  ...entry(4, 'SUMMARY:<script>alert(1)</script>', 'DTSTART:20220405T090000Z', 'RRULE:FREQ=WEEKLY'),
  ...entry(5, 'SUMMARY:Called off', 'STATUS:CANCELLED', 'DTSTART:20220406T080000Z'),
  'END:VCALENDAR',
].join('\r\n')

/** Partners' calendars: one that is read, from this machine; one that leads where nothing is read; and one that fails since it was read. */
export const readPartners = async (plenary: Plenary, { asAdministrator }: Stagehands): Promise<void> => {
  let isDown = false
  const partner = createServer(({ url = '' }, response) => void response.writeHead(isDown && url === '/fails' ? 503 : 200).end(published))
  partner.listen(0, '127.0.0.1')
  await once(partner, 'listening')
  const { endpoint, region, credentials } = plenary.database
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }))
  // The API takes no address on this machine.
  const calendars = createPartnerCalendars(client, plenary.tableName('PROGRAMME_TABLE'))
  const site = `http://127.0.0.1:${portOf(partner)}`
  const minuteLater = (): Promise<void> => plenary.clock.moveTo(new Date(Date.parse(plenary.clock.now()) + 60_000).toISOString())
  const fails = await calendars.add({ name: 'RaDAR', address: `${site}/fails` }, plenary.clock.now())
  await minuteLater()
  isDown = true
  if (typeof fails !== 'string') await calendars.readNext(fails.id, plenary.clock.now())
  await calendars.add({ name: 'EcoQUIP Plus', address: `${site}/events.ics` }, plenary.clock.now())
  const long = 'a-very-long-address-that-has-no-space-to-break-at-anywhere'.repeat(4)
  await asAdministrator('POST', paths.apiPartnerCalendars.to({}), { name: 'A partner’s own', address: `https://localhost/${long}.ics` })
  await minuteLater()
  partner.close()
  client.destroy()
}
