// Files that people give: with a request of the public, on a record; handed out to keep, never shown.

import assert from 'node:assert/strict'
import path from 'node:path'
import { writeFileSync } from 'node:fs'

import { axeZero, e2e, expectStatus, openPage, output, shot, signIn, visit, withScript } from './harness.mjs'

const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a photo of an invented bath')])

async function keep(page, link) {
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
	return download
}

e2e('a photo is sent with a request, and staff get it as a file to keep', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = (word) => `files-${word}${script ? '' : '-without-script'}`
		await visit(page, '/check')
		await page.locator('form[action="/check"] button').click()
		await visit(page, '/check/answers')
		await page.getByRole('link', { name: 'Add a photo or a letter' }).click()
		await axeZero(page)
		await shot(page, name('public'))
		await page.locator('input[type=file]').setInputFiles({ name: 'page.html', mimeType: 'text/html',
			buffer: Buffer.from('GIF89a\x01\x02 not a photo', 'latin1') })
		await page.getByRole('button', { name: 'Add this file' }).click()
		assert.match(await page.locator('main').innerText(), /must be a PDF, a photo/)
		expectStatus(page, 422)
		await axeZero(page)
		await shot(page, name('public-refused'))
		await page.locator('input[type=file]').setInputFiles({ name: 'bath <b>.html', mimeType: 'text/html', buffer: photo })
		await page.getByRole('button', { name: 'Add this file' }).click()
		await page.waitForURL(/check\/files$/)
		assert.match(await page.locator('main').innerText(), /bath <b>\.html/)
		await axeZero(page)
		await shot(page, name('public-added'))
		// Larger than what is kept in memory on its way.
		await page.locator('input[type=file]').setInputFiles({ name: 'long.txt', mimeType: 'text/plain',
			buffer: Buffer.alloc(3 * 1024 * 1024, 'A letter. ') })
		await page.getByRole('button', { name: 'Add this file' }).click()
		await page.waitForURL(/check\/files$/)
		assert.match(await page.locator('main').innerText(), /long\.txt/)
		await page.getByRole('button', { name: 'Take it off long.txt' }).click()
		await page.waitForURL(/check\/files$/)
		assert.doesNotMatch(await page.locator('main').innerText(), /long\.txt/)
		await visit(page, '/check/answers')
		await page.locator('form[action="/check/send"] button').click()
		await page.waitForURL(/check\/sent/)
		const reference = (await page.locator('.govuk-panel strong').innerText()).trim()
		const desk = await openPage(browser, server, { script })
		await signIn(desk, 'firstcontact1')
		await visit(desk, '/duty')
		const request = await desk.locator('main a[href^="/duty/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
		let found = null
		for (const href of request) {
			await visit(desk, href)
			if (await desk.locator('main a[href^="/files/"]').count() > 0
				&& (await desk.locator('main').innerText()).includes('bath')) { found = href; break }
		}
		assert.ok(found, `the request ${reference} shows its file on duty`)
		await axeZero(desk)
		await shot(desk, name('duty'))
		const download = await keep(desk, desk.locator('main a[href^="/files/"]').first())
		assert.match(download.suggestedFilename(), /bath.*\.jpg$/)
		await desk.context().close()
	})
})

e2e('a file on a record is added, got and withdrawn; it is never shown as a page', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = (word) => `documents-${word}${script ? '' : '-without-script'}`
		await signIn(page, 'practitioner1')
		await visit(page, '/team?team=all&pathway=review')
		const person = await page.locator('main a[href^="/people/"]').first().getAttribute('href')
		await visit(page, `${person}/documents`)
		await axeZero(page)
		const letter = path.join(output, 'letter from the surgery.txt')
		writeFileSync(letter, '<script>alert(1)</script> She takes two tablets.')
		await page.locator('input[type=file]').setInputFiles(letter)
		await page.locator('[name=title]').fill('Letter of the surgery')
		await page.locator('[name=given_by]').selectOption('professional')
		await page.getByRole('button', { name: 'Add', exact: true }).click()
		await page.waitForURL(/documents$/)
		const link = page.getByRole('link', { name: 'Letter of the surgery' }).first()
		await axeZero(page)
		await shot(page, name('added'))
		const href = await link.getAttribute('href')
		const answer = await page.request.get(href)
		assert.equal(answer.headers()['x-content-type-options'], 'nosniff')
		assert.match(answer.headers()['content-disposition'], /^attachment;/)
		assert.equal(answer.headers()['content-security-policy'], "sandbox; default-src 'none'")
		assert.match(answer.headers()['content-type'], /^text\/plain/)
		const download = await keep(page, link)
		assert.equal(download.suggestedFilename(), 'letter from the surgery.txt')
		const row = page.locator('tr', { has: link })
		await row.locator('summary').click()
		await row.locator('[name=reason]').fill('Meant for somebody else')
		await row.getByRole('button', { name: /Withdraw/ }).click()
		await page.waitForURL(/documents$/)
		assert.match(await page.locator('main').innerText(), /Meant for somebody else/)
		await axeZero(page)
		await shot(page, name('withdrawn'))
		assert.equal((await page.request.get(href)).status(), 409)
	})
})
