// Telling of a worry, from a stranger's phone to the safeguarding lead's screen; and the pages for carers and helpers.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, visit, withScript } from './harness.mjs'

async function answer(page, value) {
	const radio = page.locator(`main input[type=radio][value="${value}"]`)
	if (await radio.count() > 0) await radio.first().check()
	else await page.locator('main textarea, main input[type=text]').first().fill(value)
	await page.getByRole('button', { name: 'Save and go on' }).click()
}

e2e('a worry that anybody tells is an alert at once, and who told it is nowhere but apart', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/check/begin/worry')
		assert.match(await page.locator('main').innerText(), /Call 999/)
		await axeZero(page)
		await shot(page, script ? 'worry-start' : 'worry-start-without-script')
		await page.getByRole('button', { name: 'Start now' }).click()
		await axeZero(page)
		await shot(page, script ? 'worry-question' : 'worry-question-without-script')
		assert.equal(await page.locator('.govuk-exit-this-page').count() > 0, true)
		await answer(page, 'no')
		await answer(page, 'A friend takes his money every Friday')
		await visit(page, '/check/question/sg_reporter_name')
		await answer(page, 'Nadia Neighbour')
		await visit(page, '/check/answers')
		assert.doesNotMatch(await page.locator('main').innerText(), /Nadia|every Friday/)
		await axeZero(page)
		await page.getByRole('button', { name: 'Send to us' }).click()
		await visit(page, '/check/result')
		await axeZero(page)
		await shot(page, script ? 'worry-result' : 'worry-result-without-script')
		assert.match(await page.locator('main').innerText(), /Thank you for telling us/)
	})
})

e2e('carers and those who ask for somebody else have a way in of their own', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/')
		await shot(page, script ? 'front-ways-in' : 'front-ways-in-without-script')
		for (const [kind, words] of [['carer', /assessment of your own/], ['someone', /as your words, not as theirs/]]) {
			await visit(page, `/check/begin/${kind}`)
			assert.match(await page.locator('main').innerText(), words)
			await axeZero(page)
			await shot(page, `start-${kind}${script ? '' : '-without-script'}`)
		}
	})
})
