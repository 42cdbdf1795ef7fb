// How letters leave: a contact makes one for somebody who reads Romanian and large print. It is printed with its address, posted,
// comes back; the draft in her language stays until somebody has read it. And the one administrator decides on what a colleague
// proposed for the directory.

import assert from 'node:assert/strict'

import { e2e, visit } from './harness.mjs'
import { as, fill, look, press, words } from './steps.mjs'

const secondsMax = 300
const answers = { contact_from: 'self', contact_story: 'The stairs are too steep for me now.', contact_urgency: 'can-wait',
	contact_route: 'community' }

async function fact(page, person, question, given) {
	await visit(page, `${person}/facts?question=${question}#change`)
	await fill(page, given)
	await page.locator('main form[action$="/facts/record"] button').first().click()
	await page.waitForURL(/\/facts/)
	assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
}

async function onFile(page, name) {
	await visit(page, '/people/new')
	await page.locator('#name_full').fill(name)
	for (const [part, value] of [['day', '4'], ['month', '5'], ['year', '1938']]) await page.fill(`#birth_date-${part}`, value)
	await page.locator('main form[action="/people/new"] button').last().click()
	if (await page.getByRole('button', { name: /None of these/ }).count())
		await page.getByRole('button', { name: /None of these/ }).click()
	await page.waitForURL(/\/people\/.{26}$/)
	const person = new URL(page.url()).pathname
	await fact(page, person, 'home_postcode', { home_postcode: 'RM17 6SL' })
	await fact(page, person, 'home_address', { 'home_address-0-lines': '12 High Street', 'home_address-0-town': 'Grays' })
	await fact(page, person, 'language_main', { language_main: 'romanian' })
	await fact(page, person, 'info_format', { info_format: 'large' })
	return person
}

/** Somebody rings; it ends with an assessment. */
async function contact(page, name, person) {
	await visit(page, '/duty')
	await press(page, 'Somebody is on the phone')
	await page.waitForURL(/\/duty\/.{26}$/)
	await page.locator('#find').fill(name)
	await press(page, 'Find')
	await page.locator(`form:has(input[name=person][value="${person.split('/').pop()}"]) button`).click()
	await page.waitForURL(/\/work\//)
	await fill(page, answers)
	await press(page, 'Save and go on')
	await page.waitForURL(/what-next/)
	await page.locator('[name=outcome][value=assessment]').check()
	await page.locator('[name=note]').fill('She asks for it')
	await press(page, 'Finish')
	await page.waitForURL(/\/work\/.{26}$/)
	assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
}

async function printPile(page, format) {
	await visit(page, '/desk/letters')
	await page.locator(`form:has(input[name=format][value=${format}]) button`).click()
	await page.waitForURL(/\/desk\/letters\/runs\/.{26}$/)
	return new URL(page.url()).pathname
}

e2e('a letter is printed in large print, posted, and comes back', async (started) => {
	for (const width of [1280, 390])
		await as({ ...started, name: 'firstcontact1', width, pictured: 'letters' }, async (page) => {
			const name = width === 390 ? 'Ioana Dumitrescu' : 'Maria Ionescu'
			const person = await onFile(page, name)
			await contact(page, name, person)
			await visit(page, '/desk/letters')
			await look(page, '01-desk')
			const run = await printPile(page, 'large')
			assert.match(await words(page), /Large print/)
			await look(page, '02-sheaf')
			await visit(page, `${run}/print`)
			const sheets = page.locator('.kith-sheet')
			assert.equal(await sheets.count() % 2, 0)
			const mine = page.locator('.kith-envelope', { hasText: name })
			assert.match(await mine.innerText(), /12 High Street\s+Grays\s+RM17 6SL/)
			assert.equal(await page.locator('body.kith-large').count(), 1)
			assert.match(await page.locator('[lang=ro]').first().innerText(), /citi această scrisoare/)
			await look(page, '03-print')
			await page.emulateMedia({ media: 'print' })
			const breaks = await sheets.evaluateAll((all) => all.slice(1).map((one) => window.getComputedStyle(one).breakBefore))
			assert.ok(breaks.every((one) => one === 'page'), `each on a page of its own: ${breaks}`)
			const size = await page.locator('.kith-sheet p.govuk-body').last().evaluate((one) => parseFloat(window.getComputedStyle(one).fontSize))
			assert.ok(size >= 24, `18 points are 24 px; this is ${size}`)
			await page.emulateMedia({ media: 'screen' })
			await visit(page, run)
			await press(page, 'All of these were posted')
			await page.waitForURL(/\/desk\/letters$/)
			await visit(page, run)
			await page.locator('main a[href$="/sending"]', { hasText: 'We have your request' }).first().click()
			await page.waitForURL(/\/sending$/)
			assert.match(await words(page), /Posted on/)
			await look(page, '04-sent')
			await press(page, 'It came back')
			await page.waitForURL(/\/sending$/)
			assert.match(await words(page), /the post brought it back/)
		})
}, { seconds: secondsMax })

e2e('a draft in her language goes only when somebody has read it', async (started) => {
	await as({ ...started, name: 'firstcontact1', width: 1280, pictured: 'letters' }, async (page) => {
		const person = await onFile(page, 'Elena Radu')
		await contact(page, 'Elena Radu', person)
		await visit(page, '/desk/letters')
		const row = page.locator('table:has(caption:text("Drafts in another language")) tr', { hasText: 'Elena Radu' })
		await row.locator('a[href$="/sending"]').click()
		await page.waitForURL(/\/sending$/)
		const draft = new URL(page.url()).pathname
		assert.match(await words(page), /A draft that nobody has read/)
		await look(page, '05-draft')
		await visit(page, draft.replace('/sending', ''))
		assert.match(await words(page), /Am primit cererea dumneavoastră/)
		assert.match(await words(page), /A draft that nobody has read/)
		await look(page, '06-draft-read')
		await visit(page, draft)
		await page.locator('#words-read').fill('Ana Pop, interpreter')
		await press(page, 'It says the same: it may go')
		await page.waitForURL(/\/sending$/)
		assert.match(await words(page), /Waits to be printed/)
		const run = await printPile(page, 'large')
		await visit(page, `${run}/print`)
		assert.match(await words(page), /Am primit cererea dumneavoastră/)
	})
}, { seconds: secondsMax })

e2e('one administrator decides on what a colleague proposed for the directory', async (started) => {
	const entry = await as({ ...started, name: 'firstcontact1', width: 1280, pictured: 'letters' }, async (page) => {
		await visit(page, '/directory')
		const href = await page.locator('main a[href^="/directory/"]').first().getAttribute('href')
		await visit(page, `${href.split('?')[0]}/change`)
		await fill(page, { opening: 'Fridays from noon', 'reply-email': 'colleague@example.org' })
		await look(page, '07-change')
		await press(page, 'Send it to the council')
		assert.match(await words(page), /Thank you/)
		return href.split('?')[0]
	})
	await as({ ...started, name: 'administrator1', width: 1280, pictured: 'letters' }, async (page) => {
		await visit(page, '/desk/directory')
		await page.locator('main a[href^="/desk/directory/proposals/"]').last().click()
		await press(page, 'Approve: change the entry')
		await page.waitForURL(/\/desk\/directory$/)
		await visit(page, entry)
		assert.match(await words(page), /Fridays from noon/)
		await visit(page, '/administration/messages')
		assert.match(await words(page), /A message to a person/)
		await look(page, '08-messages')
	})
}, { seconds: secondsMax })
