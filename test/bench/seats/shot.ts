import { readFileSync } from 'node:fs'
import { launchBrowser } from '../../journeys/browser.ts'

const b = await launchBrowser()
for (const scheme of ['light', 'dark'] as const) {
  const p = await b.newPage({ viewport: { width: 980, height: 540 }, colorScheme: scheme })
  const src = 'data:image/svg+xml;base64,' + readFileSync(process.argv[2] ?? '/tmp/plot.svg').toString('base64')
  await p.setContent(`<body style="margin:10px;background:${scheme === 'dark' ? '#000' : '#fff'}"><img src="${src}" width="960">`)
  await p.screenshot({ path: `/tmp/plot-${scheme}.png` })
}
await b.close()
