// Fonts are imported as their addresses, as esbuild does it for the functions.
module.exports = { process: (/** @type {string} */ _, /** @type {string} */ path) => ({ code: `export default ${JSON.stringify(path)}` }) }
