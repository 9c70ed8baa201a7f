const { join } = require('node:path')

// The renderer is imported as its address, as esbuild does it for the functions.
module.exports = join(__dirname, '../node_modules/@resvg/resvg-wasm/index_bg.wasm')
