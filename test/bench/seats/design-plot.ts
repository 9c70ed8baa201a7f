import { type Comparison, clientCounts } from './comparison.ts'
import { type Panel, plot } from './plot.ts'

const xLabel = 'requests at once'

const panel = (comparison: Comparison, value: 'perSecond' | 'p99'): Pick<Panel, 'xLabel' | 'xTicks' | 'series'> => ({
  xLabel,
  xTicks: clientCounts,
  series: comparison.curves.map(({ name, byClients }) => ({
    name,
    points: byClients.map(([clients, figures]) => [clients, figures[value]] as const),
  })),
})

/** How the designs compare with more concurrent requests, drawn from the model's figures. */
export const designPlot = (comparison: Comparison): string => {
  const at256 = comparison.curves
    .map(({ name, byClients }) => ({ name, figures: byClients.find(([clients]) => clients === 256)?.[1] }))
    .map(({ name, figures }) => `${name} ${Math.round(figures?.perSecond ?? 0)} a second, ${Math.round(figures?.p99 ?? 0)} ms`)
  return plot(
    'Seat designs when many come at once',
    `Modelled registrations a second, and the time within which 99 of 100 have their seat, for 1 to 1,024 requests at once. With 256: ${at256.join('; ')}.`,
    [
      {
        ...panel(comparison, 'perSecond'),
        title: 'Registrations a second',
        yLabel: 'registrations a second',
        yTicks: [1, 10, 100, 1000, 10_000],
        reference: { y: 8.3, name: 'pretix with a quota, as documented: 8.3' },
      },
      {
        ...panel(comparison, 'p99'),
        title: 'Time until 99 of 100 have their seat',
        yLabel: 'milliseconds',
        yTicks: [10, 100, 1000, 10_000],
      },
    ],
  )
}
