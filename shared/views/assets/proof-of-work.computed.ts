import { readFileSync } from 'node:fs'
import widgetStyles from 'altcha/altcha.css'
import { paths } from '../../site/paths.ts'
import { contentHash } from './content-hash.ts'
import { showWidget } from './show-widget.ts'

// ALTCHA's widget, for the strict Content-Security-Policy: script, worker and styles in files of their own. Its package exports none
// of these as text, so they are read where npm puts them, from the project's folder, in which bundles are made and tests run.
const inPackage = (path: string): string => readFileSync(`node_modules/altcha/${path}`, 'utf8')

// The licence asks for its text with every copy.
const licence = `/*!\n${inPackage('LICENSE.txt')}\n*/\n`

/** The worker that solves challenges, as delivered. */
export const solverText = licence + inPackage('dist/workers/pbkdf2.js')

/** Its public name. */
export const solverName = `solver.${contentHash(solverText)}.js`

/** The widget, with what shows it on a page. */
export const widgetText = `${licence}${inPackage('dist/external/altcha.min.js')}\n;(${showWidget})(${JSON.stringify(paths.asset.to({ file: solverName }))})\n`

/** Its public name. */
export const widgetName = `widget.${contentHash(widgetText)}.js`

/** The widget's styles. */
export const widgetStylesText = licence + widgetStyles

/** Their public name. */
export const widgetStylesName = `widget.${contentHash(widgetStylesText)}.css`
