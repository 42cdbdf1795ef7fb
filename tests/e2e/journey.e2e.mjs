// The public check, as a resident walks it: start, a question a page, leaving some out, danger, coming back, sending,
// the result. With and without script, at both widths, without a finding of axe.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectStatus, openPage, shot, visit, withScript } from './harness.mjs'

const stepsMax = 100
const pictured = new Set(['answering_as', 'birth_date', 'conditions', 'washing', 'limb_hygiene', 'hurt_or_afraid'])
const chosen = { answering_as: 'me', contact_urgency: 'days', has_carer: 'yes', hurt_or_afraid: 'no', made_to: 'no' }
const written = { name_full: 'Example Person', home_postcode: 'RM17 6SL', children_looked_after: '0',
	what_matters: 'I want to cook for my grandchildren on Sundays.' }

const questionOf = (page) => new URL(page.url()).pathname.match(/^\/check\/question\/(\w+)$/)?.[1]

async function begin(page) {
	await visit(page, '/')
	await page.getByRole('button', { name: 'Check what help you may get' }).click()
	await page.getByRole('button', { name: 'Start now' }).click()
	assert.equal(questionOf(page), 'answering_as')
}

/** Answers the question of the page: what was chosen for it, else the answer that asks for help, else the first. */
async function answer(page, id, choices = chosen) {
	const controls = page.locator(`main [name="${id}"]`)
	if (await page.locator(`#${id}-day`).count()) {
		await page.fill(`#${id}-day`, '14')
		await page.fill(`#${id}-month`, '3')
		await page.fill(`#${id}-year`, '1941')
	} else if (await controls.first().getAttribute('type') === 'radio') {
		const wanted = page.locator(`[name="${id}"][value="${choices[id] || 'with-help'}"]`)
		await (await wanted.count() ? wanted : controls.first()).check()
	} else if (await controls.first().getAttribute('type') === 'checkbox') {
		await controls.first().check()
		if (id === 'wellbeing_areas') await controls.nth(1).check()
	} else {
		await controls.first().fill(written[id] || 'Arthritis')
	}
	await page.getByRole('button', { name: 'Save and go on' }).click()
}

/** Every page is judged with script; without it the same markup is judged where it is pictured. */
async function walk(page, name) {
	for (let i = 0; questionOf(page) && i < stepsMax; i++) {
		const id = questionOf(page)
		if (page.hasScript || pictured.has(id)) await axeZero(page)
		if (pictured.has(id)) await shot(page, `${name}-${id}`)
		await answer(page, id)
	}
	assert.equal(new URL(page.url()).pathname, '/check/answers')
}

async function walkToResult({ browser, server }, withIt) {
	await withScript(browser, server, async (page, script) => {
		const name = script ? 'check' : 'check-without-script'
		await begin(page)
		await walk(page, name)
		await axeZero(page)
		await shot(page, `${name}-answers`)
		await page.getByRole('button', { name: 'Send to us' }).click()
		await axeZero(page)
		await shot(page, `${name}-sent`)
		await page.getByRole('button', { name: 'See what help you may get' }).click()
		assert.equal(await page.locator('h1').innerText(), 'You may be able to get care and support from us')
		const words = await page.locator('main').innerText()
		assert.match(words, /I want to cook for my grandchildren on Sundays\./)
		assert.match(words, /You have the right to an assessment/)
		assert.match(words, /Between £\d+ and £\d+/)
		assert.match(words, /You may have to pay some of it/)
		await axeZero(page)
		await shot(page, `${name}-result`)
		await visit(page, '/check/result?print=1')
		await axeZero(page)
	}, [withIt])
}

e2e('a resident walks the check to its result', (started) => walkToResult(started, true), { demonstration: false })
e2e('the same without script', (started) => walkToResult(started, false), { demonstration: false })

e2e('an answer about danger shows what to do now and never comes back', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await begin(page)
		await visit(page, '/check/question/hurt_or_afraid')
		assert.match(await page.locator('main').innerText(), /A trained worker reads these answers/)
		assert.ok(await page.getByRole('button', { name: /Exit this page/ }).first().isVisible())
		await answer(page, 'hurt_or_afraid', { hurt_or_afraid: 'now' })
		assert.match(await page.locator('main').innerText(), /Call 999/)
		await axeZero(page)
		await shot(page, script ? 'check-danger-now' : 'check-danger-now-without-script')
		await page.getByRole('button', { name: 'Go on' }).click()
		assert.equal(questionOf(page), 'made_to')
		await visit(page, '/check/question/hurt_or_afraid')
		assert.equal(await page.locator('input:checked').count(), 0)
		await visit(page, '/check/answers')
		assert.doesNotMatch(await page.locator('main').innerText(), /hurting you|Yes, now/)
	})
}, { demonstration: false })

e2e('a resident stops, and comes back with reference and code', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await begin(page)
		await answer(page, 'answering_as')
		await answer(page, 'name_full')
		await page.getByRole('link', { name: 'Stop and come back later' }).click()
		await axeZero(page)
		await shot(page, script ? 'check-later' : 'check-later-without-script')
		const [reference, code] = await page.locator('main strong').allInnerTexts()
		await page.getByRole('button', { name: 'Take it off this device' }).click()
		assert.match(await page.locator('main').innerText(), /not on this device any more/)
		const other = await openPage(browser, server, { script })
		try {
			await visit(other, '/check/resume')
			await other.getByLabel('Your reference').fill(reference.toLowerCase())
			await other.getByLabel('Your code').fill(code)
			await other.getByRole('button', { name: 'Go on' }).click()
			assert.match(await other.locator('main').innerText(), /Example Person/)
			await axeZero(other)
		} finally {
			await other.context().close()
		}
	})
}, { demonstration: false })

e2e('a wrong code and a wrong date are said, and what was typed is kept', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/check/resume')
		await page.getByLabel('Your reference').fill('TH-2222-2222')
		await page.getByLabel('Your code').fill('2222 2222')
		await page.getByRole('button', { name: 'Go on' }).click()
		assert.match(await page.title(), /^Error: /)
		assert.equal(await page.getByLabel('Your reference').inputValue(), 'TH-2222-2222')
		expectStatus(page, 422)
		await axeZero(page)
		await begin(page)
		await visit(page, '/check/question/birth_date')
		await page.fill('#birth_date-day', '31')
		await page.fill('#birth_date-month', '13')
		await page.fill('#birth_date-year', '1941')
		await page.getByRole('button', { name: 'Save and go on' }).click()
		assert.equal(await page.inputValue('#birth_date-month'), '13')
		await page.locator('.govuk-error-summary a').click()
		const reached = script ? await page.evaluate(() => document.activeElement.id) : new URL(page.url()).hash.slice(1)
		assert.equal(reached, 'birth_date-day')
		expectStatus(page, 422)
		await axeZero(page)
	})
}, { demonstration: false })

e2e('the pages before the check are plain and whole', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		for (const path of ['/', '/check', '/check/resume', '/privacy', '/accessibility']) {
			await visit(page, path)
			assert.equal(await page.locator('h1').count(), 1)
			await axeZero(page)
			await shot(page, `public${path.replaceAll('/', '-')}${script ? '' : '-without-script'}`)
		}
	})
}, { demonstration: false })
