// node tests/e2e/run.mjs [WORD]: runs every *.e2e.mjs whose name holds the word, and prints TAP.
// Exits 1 when a test failed. Without a server that can be started, each test is skipped with the reason.

import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { dataFolder, output, reasonForNoPeople, reasonToSkip, registeredTests, startBrowser, startServer }
	from './harness.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
// The walk through the check judges some sixty pages with axe: on a busy machine that takes minutes.
const testSecondsMax = 240
const word = process.argv[2] || ''
let number = 0
let failed = 0

function say(good, name, remark = '') {
	number++
	if (!good) failed++
	console.log(`${good ? 'ok' : 'not ok'} ${number} - ${name}${remark}`)
}

function explain(error) {
	for (const line of String(error?.stack || error).split('\n')) console.log(`# ${line}`)
}

function inTime(promise, seconds = testSecondsMax) {
	let timer
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000)
	})
	return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

async function runAll(tests) {
	const reason = reasonToSkip()
	if (reason) {
		for (const { name } of tests) say(true, name, ` # SKIP ${reason}`)
		return
	}
	let server
	let browser
	try {
		server = await startServer(dataFolder())
		browser = await startBrowser()
		const noPeople = reasonForNoPeople()
		for (const { name, run, demonstration, seconds, skip } of tests) {
			const reason = skip || (demonstration && noPeople)
			if (reason) {
				say(true, name, ` # SKIP ${reason}`)
				continue
			}
			try {
				await inTime(run({ browser, server }), seconds)
				say(true, name)
			} catch (error) {
				say(false, name)
				explain(error)
			}
		}
	} catch (error) {
		say(false, 'the server and the browser start')
		explain(error)
	} finally {
		await browser?.close()
	}
	if (!server) return
	const code = await server.stop().catch((error) => error)
	say(code === 0, 'the server stops when it is asked to')
	if (code !== 0) explain(`exit ${code}; see tests/output/e2e-server.log`)
}

mkdirSync(output, { recursive: true })
const files = readdirSync(here).filter((name) => name.endsWith('.e2e.mjs') && `tests/e2e/${name}`.includes(word)).sort()
for (const file of files) await import(pathToFileURL(path.join(here, file)).href)
console.log('TAP version 13')
await runAll(registeredTests())
console.log(`1..${number}`)
process.exit(failed === 0 ? 0 : 1)
