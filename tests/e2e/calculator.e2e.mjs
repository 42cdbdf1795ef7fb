// The public calculator: one question a page, a sum that was worked out by hand, nothing kept, nothing in an address.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectStatus, noFaults, openPage, shot, visit, withScript } from './harness.mjs'

async function fitsNarrow(page) {
	const before = page.viewportSize()
	await page.setViewportSize({ width: 320, height: 800 })
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, `${page.url()} is wider than 320 px`)
	await page.setViewportSize(before)
}

async function next(page) {
	await page.getByRole('button', { name: 'Go on' }).click()
}

async function choose(page, name, code) {
	await page.check(`input[name="${name}"][value="${code}"]`)
	await next(page)
}

async function begin(page) {
	await visit(page, '/calculator')
	await page.getByRole('button', { name: 'Begin' }).click()
}

async function untilSavings(page, where, look = async () => {}) {
	await begin(page)
	await look()
	await choose(page, 'who', 'other')
	await look()
	await choose(page, 'where', where)
	await look()
	await choose(page, 'age', 'pension')
	await look()
	await choose(page, 'household', 'single')
	await look()
}

async function words(page) {
	return (await page.locator('main').innerText()).replace(/\s+/g, ' ')
}

e2e('somebody at home sees what they may pay, in steps that add up', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const look = async () => {
			assert.equal(await page.locator('h1').count(), 1)
			await axeZero(page)
			await fitsNarrow(page)
		}
		await untilSavings(page, 'home', look)
		await page.fill('input[name="savings"]', '18,300')
		await next(page)
		await look()
		await page.fill('input[name="state-pension"]', '884.80')
		await page.selectOption('select[name="state-pension-every"]', '4-weeks')
		await page.fill('input[name="disability-benefit"]', '108.55')
		await next(page)
		await look()
		await page.fill('input[name="disability-costs"]', '20')
		await next(page)
		await look()
		await page.fill('input[name="price"]', '400')
		await next(page)
		await look()
		// By hand, for 2024/25: 884.80 / 4 = 221.20; 221.20 + 108.55 + 17 for 18,300 (4,050 / 250 = 16.2, so 17) = 346.75;
		// less the guarantee of 228.70 and 20.00 of disability costs: 98.05.
		const shown = await words(page)
		assert.match(shown, /about £98\.05 a week/)
		for (const step of ['£17.00', '£221.20', '£108.55', '−£228.70', '−£20.00']) assert.ok(shown.includes(step), step)
		assert.match(shown, /right to an assessment/)
		assert.match(shown, /amounts of 2024 to 2025/)
		assert.match(await page.locator('body').innerText(), /What we do not count/)
		assert.equal(new URL(page.url()).search, '')
		assert.equal(new URL(page.url()).pathname, '/calculator')
		await shot(page, script ? 'calculator' : 'calculator-without-script')
		await page.getByRole('button', { name: 'Make a page to print' }).click()
		assert.match(await words(page), /98\.05/)
		assert.equal(await page.locator('body.kith-paper').count(), 1)
		await axeZero(page)
	})
}, { demonstration: false, seconds: 240 })

e2e('with savings above the limit no other money is asked', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await untilSavings(page, 'care-home')
		await page.fill('input[name="savings"]', '23250.01')
		await next(page)
		assert.equal(await page.locator('input[name="price"]').count(), 1)
		await page.fill('input[name="price"]', '900')
		await next(page)
		const shown = await words(page)
		assert.match(shown, /all of your care/)
		assert.match(shown, /£900\.00/)
		await axeZero(page)
	}, [false])
}, { demonstration: false })

e2e('a wrong amount is named beside its question, and what was answered stays', async ({ browser, server }) => {
	const page = await openPage(browser, server, { script: false })
	await untilSavings(page, 'care-home')
	await page.fill('input[name="savings"]', 'lots')
	await next(page)
	assert.match(await words(page), /Put in your savings in pounds/)
	expectStatus(page, 422)
	await axeZero(page)
	await page.fill('input[name="savings"]', '23250')
	await next(page)
	await choose(page, 'own-home', 'yes')
	await page.getByRole('button', { name: 'Back', exact: true }).click()
	assert.ok(await page.isChecked('input[name="own-home"][value="yes"]'))
	await next(page)
	await page.fill('input[name="state-pension"]', '221.20')
	await next(page)
	await next(page)
	// In 2025/26: 221.20 + 36 (9,000 / 250) - 30.65 = 226.55
	const shown = await words(page)
	assert.match(shown, /about £226\.55 a week/)
	assert.match(shown, /first 12 weeks/)
	noFaults(page)
	await page.context().close()
}, { demonstration: false })
