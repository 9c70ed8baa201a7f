import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

// Made for one page in a Lambda function: in one process the browser ends with the first context that is closed, and without
// web security it would allow what the service's headers forbid. Drawing by a graphics card that is computed takes half of all time.
const unwanted = new Set([
  '--single-process',
  '--no-zygote',
  '--in-process-gpu',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
])

/** Starts the Chromium that comes with the development dependencies, without a window. Close it when done. */
export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((argument) => !unwanted.has(argument)), '--disable-gpu'],
    headless: true,
  })
