// How are we doing? Everybody can read the figures: drawn, in words, as a table, as a file; on a phone, without script, in print.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, visit, withScript } from './harness.mjs'

e2e('all published figures are shown with words, tables and files', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/how-are-we-doing')
		assert.equal(await page.locator('h1').innerText(), 'How are we doing?')
		assert.ok(await page.locator('svg.kith-chart').count() >= 25)
		assert.match(await page.locator('main').innerText(), /These figures are real/)
		const card = page.locator('article', { hasText: 'how many get money to arrange it themselves' }).first()
		assert.match(await card.innerText(), /Better than England/)
		await card.getByText('See these figures as a table').click()
		assert.match(await card.locator('table').innerText(), /2020\/21\s+35\.5%/)
		await axeZero(page)
		await shot(page, script ? 'measures' : 'measures-without-script')
	})
}, { seconds: 400 })

e2e('one figure says where it comes from, and its file can be kept', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/how-are-we-doing/2d')
		const chart = page.locator('svg.kith-chart--wide').first()
		assert.match(await chart.locator('title').textContent(), /Thurrock, 2018\/19 to 2022\/23/)
		assert.match(await chart.locator('desc').textContent(), /53\.0% in 2022\/23/)
		assert.match(await page.locator('main').innerText(), /Its official name/)
		await axeZero(page)
		await shot(page, script ? 'measure' : 'measure-without-script')
		await page.setViewportSize({ width: 320, height: 800 })
		assert.ok(await page.locator('svg.kith-chart--narrow').first().isVisible())
		assert.ok(!await chart.isVisible())
		await axeZero(page)
		await page.getByText('See these figures as a table').click()
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV file/ }).click()])
		assert.equal(file.suggestedFilename(), 'published-figures-thurrock-2d.csv')
	})
})
