// The open feed by the rules of the Open Referral UK validator, against the standard's own schemas where they are at hand.
//
// KITH_REFERENCE   a folder that holds openreferral/schemas/V3.0-UK (../shared/reference); without it these are skipped

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { binary, e2e, output, root, startServer } from './harness.mjs'

const reference = path.resolve(root, process.env.KITH_REFERENCE || '../shared/reference', 'openreferral')
const schemas = path.join(reference, 'schemas/V3.0-UK')
const real = path.join(reference, 'samples/trafford_services.hsds-uk-3.0.json')
const skip = reasonToSkip()
const pagesMost = 60
const idsTried = 10

function reasonToSkip() {
	if (!existsSync(schemas)) return 'the standard\'s schemas are not at hand'
	if (!existsSync(path.join(root, 'node_modules/ajv-formats'))) return 'ajv is not installed'
	return null
}

// The published organization_list.json describes one organisation, where the standard's own answer is a page of them: its
// items are judged by organization.json.
const endpoints = [
	{ path: '/services', list: 'service_list', one: 'service' },
	{ path: '/service_at_locations', list: 'service_at_location_list', one: 'service_at_location' },
	{ path: '/organizations', list: null, one: 'organization' },
	{ path: '/taxonomies', list: 'taxonomy_list', one: 'taxonomy' },
	{ path: '/taxonomy_terms', list: 'taxonomy_term_list', one: 'taxonomy_term' },
]
const envelope = { total_items: 'number', total_pages: 'number', page_number: 'number', size: 'number', first_page: 'boolean',
	last_page: 'boolean', empty: 'boolean', contents: 'object' }

/** Judges values by the schema files of a folder: draft 2020-12, formats on, references by file name. */
async function judge() {
	const { default: Ajv } = await import('ajv/dist/2020.js')
	const { default: addFormats } = await import('ajv-formats')
	const ajv = new Ajv({ strict: false, allErrors: true })
	addFormats(ajv)
	const compiled = new Map()
	return (name, value, where) => {
		if (!compiled.has(name)) compiled.set(name, ajv.compile(JSON.parse(readFileSync(path.join(schemas, `${name}.json`), 'utf8'))))
		const validate = compiled.get(name)
		assert.ok(validate(value), `${where} by ${name}.json: ${ajv.errorsText(validate.errors)}`)
	}
}

async function fetchJson(address) {
	const response = await fetch(address)
	assert.equal(response.status, 200, address)
	assert.equal(response.headers.get('access-control-allow-origin'), '*')
	assert.match(response.headers.get('cache-control'), /^public, max-age=\d+$/)
	return response.json()
}

function checkEnvelope(page, number, where) {
	for (const [key, type] of Object.entries(envelope)) assert.equal(typeof page[key], type, `${where}: ${key}`)
	assert.equal(page.page_number, number, where)
	assert.equal(page.size, page.contents.length, where)
	assert.equal(page.first_page, number === 1, where)
	assert.equal(page.last_page, number >= page.total_pages, where)
	assert.equal(page.empty, page.contents.length === 0, where)
}

/** Every page of an endpoint, flat and whole, and some of its things by id. */
async function walk(base, { path: where, list, one }, valid, perPage) {
	const ids = []
	let total = 0
	let pages = 1
	for (let number = 1; number <= pages; number++) {
		for (const more of ['', '&full=true']) {
			const address = `${base}${where}?page=${number}&per_page=${perPage}${more}`
			const page = await fetchJson(address)
			checkEnvelope(page, number, address)
			if (list) valid(list, page, address)
			for (const item of page.contents) valid(one, item, address)
			if (more) continue
			pages = page.total_pages
			total = page.total_items
			ids.push(...page.contents.map(({ id }) => id))
		}
		assert.ok(pages <= pagesMost, `${where} has ${pages} pages`)
	}
	assert.equal(ids.length, total, `${where}: the pages do not add up`)
	assert.equal(new Set(ids).size, total, `${where}: an id stands twice`)
	const step = Math.max(1, Math.floor(ids.length / idsTried))
	for (let i = 0; i < ids.length; i += step) {
		const thing = await fetchJson(`${base}${where}/${ids[i]}`)
		assert.equal(thing.id, ids[i])
		valid(one, thing, `${where}/${ids[i]}`)
	}
	return total
}

async function validateFeed(server, perPage) {
	const base = `${server.address}/api/oruk/3.0`
	const valid = await judge()
	const about = await fetchJson(base)
	valid('api_details', about, '/')
	assert.equal(Number(about.version.replace('HSDS-UK-', '').replace('V', '')), 3)
	const totals = {}
	for (const endpoint of endpoints) totals[endpoint.path] = await walk(base, endpoint, valid, perPage)
	return totals
}

e2e('the feed of the demonstration is valid by every schema of the standard', async ({ server }) => {
	const totals = await validateFeed(server, 7)
	assert.ok(totals['/services'] > 50)
	assert.ok(totals['/service_at_locations'] > 0 && totals['/organizations'] > 0 && totals['/taxonomy_terms'] > 20)
}, { skip })

e2e('the judge finds what is wrong: an id that is none, an address that is none, a name that is missing', async () => {
	const valid = await judge()
	const good = { id: 'ac148810-d857-441c-9679-408f346de14b', name: 'A', status: 'active' }
	valid('service', good, 'a good one')
	for (const wrong of [{ id: '7' }, { url: 'not a place' }, { email: 'nobody' }, { status: 'open' }, { name: undefined }])
		assert.throws(() => valid('service', JSON.parse(JSON.stringify({ ...good, ...wrong })), 'a wrong one'))
}, { demonstration: false, skip })

e2e('a real public file goes in and its feed is valid', async () => {
	const folder = path.join(output, 'feed-data')
	rmSync(folder, { recursive: true, force: true })
	for (const words of [['practice', 'publish', '--data', folder, path.join(root, 'boroughs/thurrock')],
		['directory', 'import', real, '--source', 'real', '--data', folder]]) {
		const made = spawnSync(binary, words, { encoding: 'utf8' })
		assert.equal(made.status, 0, made.stderr)
	}
	const server = await startServer(folder)
	try {
		const totals = await validateFeed(server, 250)
		assert.equal(totals['/services'], JSON.parse(readFileSync(real, 'utf8')).contents.length)
	} finally {
		await server.stop()
		rmSync(folder, { recursive: true, force: true })
	}
}, { demonstration: false, skip: skip || (existsSync(real) ? null : 'the real file is not at hand') })
