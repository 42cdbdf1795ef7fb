// The public check in easy words and in another language: whole questions, English marked as English, drafts that say so;
// the result in big letters; the reference sent.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectStatus, openPage, shot, visit, withScript } from './harness.mjs'

e2e('the check speaks another language and easy words, and says what is a draft', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = script ? 'language' : 'language-without-script'
		await visit(page, '/check')
		await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Română' }).click()
		assert.equal(await page.locator('html').getAttribute('lang'), 'ro')
		assert.match(await page.locator('main').innerText(), /draft made by machine/)
		await axeZero(page)
		await shot(page, `${name}-start`)
		await page.getByRole('button', { name: 'Începeți acum' }).click()
		assert.equal(await page.locator('h1').innerText(), 'Cine completează?')
		await visit(page, '/check/question/washing')
		assert.match(await page.locator('main').innerText(), /Pot face asta singur/)
		await axeZero(page)
		await shot(page, `${name}-washing`)
		await visit(page, '/check/question/phones')
		assert.equal(await page.locator('main [lang=en]').count() > 0, true)
		await axeZero(page)
		await shot(page, `${name}-in-english`)
		await visit(page, '/check/question/hurt_or_afraid')
		assert.equal(await page.locator('html').getAttribute('lang'), 'en')
		await visit(page, '/check/question/washing?language=en-easy')
		assert.match(await page.locator('main').innerText(), /People who use easy words have not read them yet/)
		await axeZero(page)
		await shot(page, `${name}-easy`)
	})
}, { demonstration: false })

e2e('the result is there in big letters, and the reference is sent without what was told', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/check')
		await page.getByRole('button', { name: 'Start now' }).click()
		await visit(page, '/check/answers')
		await page.getByRole('button', { name: 'Send to us' }).click()
		await visit(page, '/check/result?print=large')
		await axeZero(page)
		const size = await page.locator('main p').first().evaluate((node) => parseFloat(getComputedStyle(node).fontSize))
		assert.ok(size >= 24, `${size} px`) // 18 points
		await shot(page, script ? 'result-large' : 'result-large-without-script')
		await visit(page, '/check/result')
		await page.getByRole('link', { name: 'Send me my reference' }).click()
		await axeZero(page)
		await shot(page, script ? 'copy' : 'copy-without-script')
		await page.getByLabel('Or your address').fill('Me')
		await page.getByRole('button', { name: 'Send a letter' }).click()
		assert.match(await page.title(), /^Error: /)
		expectStatus(page, 422)
		await axeZero(page)
		await page.getByLabel('Your e-mail address').fill('ann@example.com')
		await page.getByRole('button', { name: 'Send an e-mail' }).click()
		assert.match(await page.locator('main').innerText(), /We send you your reference/)
	})
}, { demonstration: false })

e2e('nothing is carried from one visitor to the next', async ({ browser, server }) => {
	const page = await openPage(browser, server, {})
	try {
		await visit(page, '/check/copy') // nothing was sent here: it leads to where one comes back
		assert.equal(new URL(page.url()).pathname, '/check/resume')
	} finally {
		await page.context().close()
	}
}, { demonstration: false })
