/** The value below which a share (0 to 1) of the values lie; with an even number, the upper of the two middle ones. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The mean of ratios. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/**
 * Measures several things alternately, A B C A B C …, so that other work on the machine affects all of them equally.
 * `measure` receives the thing and the number of the round, from 0.
 */
export const interleaved = async <Name extends string, Measure>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name, round: number) => Promise<Measure> | Measure,
): Promise<ReadonlyMap<Name, readonly Measure[]>> => {
  const measures = new Map<Name, Measure[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) for (const [name, found] of measures) found.push(await measure(name, round))
  return measures
}
