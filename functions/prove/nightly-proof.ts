import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Prove } from '../../shared/use-cases/seats/proving.ts'

// What an earlier night reported is not reported again.
const newsMs = 25 * 3_600_000

/** Proves every event that is not over, including cancelled ones. Throws, after the last, if any has a new breach or difference. */
export const createNightlyProof =
  (events: Pick<Events, 'listNotOver'>, prove: Prove) =>
  async (now: Instant): Promise<void> => {
    const newsSince = new Date(Date.parse(now) - newsMs).toISOString()
    let wrong = 0
    for (const { slug } of await events.listNotOver(now)) {
      const proof = await prove(slug, now)
      if (proof === undefined) continue
      const news = proof.findings.filter(({ at }) => at === undefined || at >= newsSince)
      for (const { kind, text, shard, version } of news)
        logger.error('seats not proved', { code: 'seats-not-proved', slug, kind, text, shard, version })
      for (const text of proof.mended) logger.warn('seat counter mended', { code: 'seat-counter-mended', slug, text })
      wrong += news.length
    }
    if (wrong > 0) throw new Error(`the seat ledger does not bear out ${wrong} things; the log names them`)
  }
