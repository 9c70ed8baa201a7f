import type { Design } from './design.ts'
import { decidedDesign, lineUp, oneCounter, withoutOnePart, withShards } from './line-up.ts'
import { type Figures, type HotFigures, hotEvent, throughput } from './model-run.ts'

export interface Curve {
  readonly name: string
  readonly byClients: readonly (readonly [clients: number, figures: Figures])[]
}

/** The chosen design without one of its parts: with 256 concurrent requests, with 64, and at the hot event. */
export interface Ablation {
  readonly many: Figures
  readonly fewer: Figures
  readonly hot: HotFigures
}

export interface Comparison {
  readonly roomy: readonly Figures[]
  readonly hot: readonly HotFigures[]
  readonly withoutOnePart: readonly Ablation[]
  readonly byShards: readonly Figures[]
  readonly otherWorlds: readonly { readonly world: string; readonly figures: readonly Figures[] }[]
  readonly curves: readonly Curve[]
}

const atOnce = 256
const fewerAtOnce = 64
export const clientCounts = [1, 4, 16, 64, 256, 1024] as const
const fewerShards = [1, 4, 16] as const

const inTurn = async <Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (const item of items) results.push(await run(item))
  return results
}

const worlds = [
  { world: 'a new table (4,000 write units a second)', partitions: 4, pendingShare: 0.5 },
  { world: 'items pending for a fifth of the time', partitions: 40, pendingShare: 0.2 },
]

// The broken design is fast, and group commit needs different environments from ours.
const drawn = lineUp.filter(({ name, requestsAtOnce }) => requestsAtOnce === undefined && !name.includes('broken'))

/** Everything that is compared in the model. Figures are medians over these seeds; curves use a single seed, except at 256. */
export const compare = async (seeds: number): Promise<Comparison> => {
  const roomy = await inTurn(lineUp, (design) => throughput(design, atOnce, seeds))
  const known = (name: string): Figures | undefined => roomy.find((figures) => figures.name === name)
  const curve = (design: Design): Promise<Curve['byClients']> =>
    inTurn(clientCounts, async (clients) => {
      const figures = clients === atOnce ? known(design.name) : undefined
      return [clients, figures ?? (await throughput(design, clients, 1))] as const
    })
  return {
    roomy,
    hot: await inTurn(lineUp, (design) => hotEvent(design, atOnce, seeds)),
    withoutOnePart: await inTurn(withoutOnePart, async (design) => ({
      many: await throughput(design, atOnce, seeds),
      fewer: await throughput(design, fewerAtOnce, seeds),
      hot: await hotEvent(design, atOnce, seeds),
    })),
    byShards: await inTurn(fewerShards, (count) => throughput(withShards(count), atOnce, seeds)),
    otherWorlds: await inTurn(worlds, async ({ world, ...rules }) => ({
      world,
      figures: await inTurn([oneCounter, decidedDesign], (design) => throughput(design, atOnce, seeds, rules)),
    })),
    curves: await inTurn(drawn, async (design) => ({ name: design.name, byClients: await curve(design) })),
  }
}
