import type { ScheduledHandler } from 'aws-lambda'
import { messageEvent } from '../../shared/domain/owed-mail.ts'
import { createDatabase } from '../../shared/store/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { logger } from '../../shared/web/logger.ts'
import { environment } from './environment.ts'

const { PROGRAMME_TABLE } = readEnvironment(environment)
const events = createEvents(createDatabase(), PROGRAMME_TABLE)

/** Every minute: finds what has become due and leaves it to the fan-out, once. Due is what is due and what was missed. */
export const handler: ScheduledHandler = async () => {
  const now = new Date().toISOString()
  for (const event of await events.dueForSurvey(now)) {
    const { slug, revision } = event
    const started = await events.startSurvey(event, { kind: 'survey', slug, revision, createdAt: now, event: messageEvent(event), owed: 0 })
    if (started) logger.info('survey started', { code: 'survey-started', slug })
  }
}
