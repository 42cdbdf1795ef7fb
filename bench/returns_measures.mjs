// The measures of a return by the SQL of tests/oracle, for bench/returns.sh: node bench/returns_measures.mjs YEAR FILE
import { oracleCells } from '../tests/oracle/compare.mjs'

const [year, ...files] = process.argv.slice(2)
const cells = await oracleCells(files, { year })
console.log(`${cells.size} cells`)
