// Bring your own return: files chosen on a page of the program itself, looked at, the rows behind a figure; nothing is asked of any other
// host; with and without script, on a phone, in print.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { axeZero, binary, e2e, expectFault, expectStatus, output, shot, startLocal, visit, withScript } from './harness.mjs'

function makeReturn() {
	const file = path.join(output, 'return.csv')
	mkdirSync(output, { recursive: true })
	writeFileSync(file, execFileSync(binary, ['cld', 'generate', '--people', '400', '--faults', 'all=8'], { maxBuffer: 1e8 }))
	return file
}

e2e('a return is chosen, looked at, and every figure shows its rows', async ({ browser }) => {
	const file = makeReturn()
	const local = await startLocal()
	try {
		await withScript(browser, local, async (page, script) => {
			await visit(page, '/')
			assert.match(await page.locator('main').innerText(), /Nothing leaves this computer/)
			await axeZero(page)
			await shot(page, script ? 'local-form' : 'local-form-without-script')
			await page.setInputFiles('input[type=file]', file)
			await page.getByRole('button', { name: 'Look at my return' }).click()
			await page.waitForURL(/\/returns\/[0-9A-Z]{26}$/)
			assert.equal(await page.locator('h1').innerText(), 'Council 001: the return at a glance')
			assert.ok(await page.locator('svg.kith-chart').count() >= 8)
			assert.match(await page.locator('main').innerText(), /people supported all year and not reviewed in it/)
			await axeZero(page)
			await shot(page, script ? 'local-look' : 'local-look-without-script')
			const tile = page.locator('.kith-figure', { hasText: 'not reviewed in it' })
			const count = Number(await tile.locator('strong').innerText())
			await tile.getByRole('link').click()
			assert.equal(await page.locator('h1').innerText(), 'People supported all year and not reviewed in it')
			assert.equal(await page.locator('tbody tr').count(), count)
			await axeZero(page)
			await shot(page, script ? 'local-list' : 'local-list-without-script')
			const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).click()])
			const rows = readFileSync(await kept.path(), 'utf8').trim().split('\r\n')
			assert.equal(rows.length, count + 1)
		})
	} finally {
		assert.equal(await local.stop(), 0)
	}
}, { demonstration: false, seconds: 300 })

e2e('a form without a file says what is missing', async ({ browser }) => {
	const local = await startLocal()
	try {
		await withScript(browser, local, async (page) => {
			await visit(page, '/')
			const [response] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'),
				page.getByRole('button', { name: 'Look at my return' }).click()])
			assert.equal(response.status(), 422)
			expectStatus(page, 422)
			assert.match(await page.locator('.govuk-error-summary').innerText(), /Choose a file/)
			await axeZero(page)
		})
	} finally {
		await local.stop()
	}
}, { demonstration: false })

e2e('the page of kith cld look stands alone', async ({ browser }) => {
	const file = path.join(output, 'look.html')
	writeFileSync(file, execFileSync(binary, ['cld', 'look', makeReturn()], { maxBuffer: 1e8 }))
	const local = await startLocal()
	try {
		await withScript(browser, local, async (page) => {
			await page.goto(`file://${file}`)
			expectFault(page, /asks another host: file:/)
			assert.equal(await page.locator('h1').innerText(), 'Council 001: the return at a glance')
			assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
			await page.emulateMedia({ media: 'print' })
			assert.ok(await page.getByText('Look at these first').isVisible())
		})
	} finally {
		await local.stop()
	}
}, { demonstration: false })
