// Telling of a worry, from a stranger's phone to the safeguarding lead's screen; and the pages for carers and helpers.

import assert from 'node:assert/strict'

import { axeZero, e2e, openPage, shot, signIn, visit, withScript } from './harness.mjs'

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

/** Tells a worry of its own kind, so that it is found again. */
async function tell(browser, server, what, who) {
	const page = await openPage(browser, server, {})
	try {
		await visit(page, '/check/begin/worry')
		await page.getByRole('button', { name: 'Start now' }).click()
		await answer(page, 'no')
		await answer(page, what)
		if (who !== '') {
			await visit(page, '/check/question/sg_reporter_name')
			await answer(page, who)
		}
		await visit(page, '/check/answers')
		await page.getByRole('button', { name: 'Send to us' }).click()
	} finally {
		await page.context().close()
	}
}

async function as(browser, server, name, steps) {
	const page = await openPage(browser, server, {})
	try {
		await signIn(page, name)
		await steps(page)
	} finally {
		await page.context().close()
	}
}

e2e('the lead finds the concern and, apart from it, who told; nobody else does', async ({ browser, server }) => {
	await tell(browser, server, 'Shouting every night next door', 'Nora Neighbour')
	await tell(browser, server, 'A fridge with no food in it', '')
	let concern
	await as(browser, server, 'safeguarding1', async (page) => {
		await visit(page, '/duty')
		await axeZero(page)
		await shot(page, 'worry-duty')
		await visit(page, '/team?team=all&pathway=safeguarding-concern')
		await axeZero(page)
		const told = []
		for (const href of await page.locator('main a[href^="/work/"]').evaluateAll((links) =>
			[...new Set(links.map((link) => new URL(link.href).pathname))].filter((path) => /^\/work\/[^/]+$/.test(path)))) {
			await visit(page, href)
			await axeZero(page)
			const words = await page.locator('main').innerText()
			assert.doesNotMatch(words, /Nora Neighbour/)
			await visit(page, `${href}/referrer`)
			await axeZero(page)
			const who = await page.locator('main').innerText()
			assert.match(who, /That you looked is kept/)
			told.push(who)
			if (/Nora Neighbour/.test(who)) {
				concern = href
				await shot(page, 'worry-referrer')
				await visit(page, href)
				await shot(page, 'worry-concern')
			} else if (/Nobody has said who they are/.test(who)) {
				await shot(page, 'worry-referrer-nobody')
			}
		}
		assert.equal(told.filter((who) => /Nora Neighbour/.test(who)).length, 1)
		assert.ok(told.some((who) => /Nobody has said who they are/.test(who)))
	})
	for (const name of ['practitioner1', 'firstcontact1'])
		await as(browser, server, name, async (page) => {
			await visit(page, `${concern}/referrer`, { status: 403 })
			assert.doesNotMatch(await page.locator('body').innerText(), /Nora/)
			await axeZero(page)
		})
})
