import { nextDue } from '../../../shared/domain/automatic-mails/due-mails.ts'
import { now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'
import { auditStorm, type Lived, type Outcome } from './audit.ts'
import type { Variant } from './broken-senders.ts'
import { createPeople } from './people.ts'
import { minute, partMs, randomFor, type StormPlan } from './plan.ts'
import { openPostOffice } from './post-office.ts'
import { createProcesses } from './processes.ts'
import { installTime, type SimulatedTime } from './simulated-time.ts'
import { openStreams } from './streams.ts'
import { createWeather } from './weather.ts'

type Post = Awaited<ReturnType<typeof openPostOffice>>

// Mails of unknown fate are settled after 18 minutes, parked ones retried every 15; a list of offers takes hours.
const patienceMs = 6 * 60 * minute
// In fair weather nothing is lost by looking less often than every minute.
const calmMs = 3 * minute
// The clock finds what became due while everything is already in progress.
const aheadMs = 2 * minute

/** Lives through a storm in simulated time; resolves once everything owed is settled, or should be. */
const live = async (
  plan: StormPlan,
  { stores, time, post, variant }: { stores: LocalStores; time: SimulatedTime; post: Post; variant: Variant },
): Promise<Lived> => {
  const random = (use: string): (() => number) => randomFor(plan.seed, use)
  const weather = createWeather(time.now, random('weather'))
  const processes = createProcesses({
    stores,
    time,
    weather,
    random: random('processes'),
    wrote: (written) => streams.wrote(written),
    variant,
  })
  const streams = openStreams({ stores, time, weather, processes, random: random('streams') })
  const office = post.open({ time, weather, processes, random: random('post') })
  const { slug } = await processes.invoke('organiser', (service) => publishEvent(service.stores, plan.event))
  const people = createPeople({ plan, slug, time, processes, random: random('people') })

  const tick = (): void => {
    processes.invoke('clock', (service) => service.clock()).catch(() => undefined)
  }

  const liveFor = async (ms: number, every = minute): Promise<void> => {
    for (const end = time.now() + ms; time.now() < end; ) {
      tick()
      await time.sleep(every)
    }
  }

  const isOwed = async (): Promise<boolean> => {
    const { people: mails, programme } = stores.tables
    const items = await time.during(async () => [...(await itemsOf(stores, mails)), ...(await itemsOf(stores, programme))])
    return items.some(({ due }) => String(due).startsWith('mail-') || due === 'fan-out')
  }

  /** The weather has cleared: everything continues until nothing is owed any more. */
  const settle = async (): Promise<void> => {
    weather.clear()
    for (const end = time.now() + patienceMs; time.now() < end; ) {
      // What an operator does after an alarm: docs/runbook.md, `GivenUp-mail-events`.
      office.redrive()
      await liveFor(calmMs, calmMs)
      if (!streams.isBusy() && office.underWay() === 0 && !(await isOwed())) return
    }
  }

  const through = async (part: number, work: () => Promise<void>): Promise<void> => {
    weather.begin(plan.fronts[part] ?? [])
    await Promise.all([work(), liveFor(partMs)])
    await settle()
  }

  await through(0, people.liveThrough)
  for (let part = 1; plan.ending === 'held' && part < plan.fronts.length; part++) {
    const event = await time.during(() => stores.events.get(slug))
    const due = event === undefined ? undefined : nextDue(event)
    if (event === undefined || due === undefined) break
    await time.sleep(Math.max(0, Date.parse(due) - aheadMs - time.now()))
    if (event.handledMails.some(({ kind }) => kind === 'survey')) await people.answerSurveys()
    await through(part, part === 1 ? people.changeLink : async () => undefined)
  }
  streams.close()
  return { slug, answers: people.answers, diedWith: processes.diedWith, deaths: processes.deaths(), givenUp: streams.givenUp }
}

/** Runs a storm on a fresh DynamoDB Local and SES, and audits what is left. */
export const runStorm = async (plan: StormPlan, variant: Variant = 'sound'): Promise<Outcome> => {
  const stores = await startStores()
  const post = await openPostOffice(plan.rate)
  process.env['AWS_ENDPOINT_URL_SES'] = post.endpoint
  try {
    const { time, uninstall } = installTime(Date.parse(now))
    const lived = await time.run(live(plan, { stores, time, post, variant })).finally(uninstall)
    return await auditStorm(plan, stores, post.log, lived)
  } finally {
    await post.stop()
    await stores.stop()
  }
}
