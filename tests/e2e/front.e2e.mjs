// The first things anybody meets: the server is well, and the front page works for everyone.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, visit, withScript } from './harness.mjs'

e2e('the server says that it is well', async ({ server }) => {
	const answer = await fetch(`${server.address}/healthz`)
	assert.equal(answer.status, 200)
	assert.match(await answer.text(), /^ok/)
}, { demonstration: false })

e2e('the front page works with and without script', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/')
		assert.equal(await page.locator('html').getAttribute('lang'), 'en')
		assert.equal(await page.locator('h1').count(), 1)
		assert.match(await page.locator('body').innerText(), /invented/i)
		await axeZero(page)
		await shot(page, script ? 'front' : 'front-without-script')
	})
})

e2e('a page that is not there says so kindly, and that everybody is invented', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/no-such-page', { status: 404 })
		assert.equal(await page.locator('h1').count(), 1)
		assert.match(await page.locator('body').innerText(), /invented/i)
		await axeZero(page)
		await shot(page, script ? 'not-there' : 'not-there-without-script')
	})
}, { demonstration: false })
