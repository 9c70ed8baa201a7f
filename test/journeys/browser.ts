import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

// Meant for one page in a Lambda function: in single-process mode the browser ends with the first context closed, and without
// web security it would allow what the service's headers forbid. Software-emulated GPU drawing takes half of all time.
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

/** Starts the headless Chromium from the development dependencies. Close it afterwards. */
export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((argument) => !unwanted.has(argument)), '--disable-gpu'],
    headless: true,
  })
