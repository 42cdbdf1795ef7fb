// S15, what these records hold: where a request is, by reference and code, on another device; and who asked for somebody else
// hears no more than that it is read.

import assert from 'node:assert/strict'

import { axeZero, e2e, openPage, shot, signIn, visit } from './harness.mjs'

/** Sends a check and gives what its sender wrote down. */
async function send(browser, server, kind, name) {
	const page = await openPage(browser, server, {})
	try {
		await visit(page, kind === '' ? '/check' : `/check/begin/${kind}`)
		await page.getByRole('button', { name: 'Start now' }).click()
		await visit(page, '/check/question/name_full')
		await page.locator('[name=name_full]').fill(name)
		await page.getByRole('button', { name: 'Save and go on' }).click()
		await visit(page, '/check/answers')
		await page.getByRole('button', { name: 'Send to us' }).click()
		const [reference, code] = await page.locator('main strong').allInnerTexts()
		return { reference, code }
	} finally {
		await page.context().close()
	}
}

/** What somebody with reference and code reads on a device that was never here. */
async function look(browser, server, { reference, code }, picture) {
	const page = await openPage(browser, server, {})
	try {
		await visit(page, '/check/resume')
		await page.getByLabel('Your reference').fill(reference)
		await page.getByLabel('Your code').fill(code)
		await page.getByRole('button', { name: 'Go on' }).click()
		assert.equal(new URL(page.url()).pathname, '/check/result')
		await axeZero(page)
		await shot(page, picture)
		return await page.locator('main').innerText()
	} finally {
		await page.context().close()
	}
}

/** The contact that came last is taken on. */
async function takeOnNewest(browser, server) {
	const page = await openPage(browser, server, {})
	try {
		await signIn(page, 'firstcontact1')
		await visit(page, '/team?team=all&pathway=contact')
		const links = await page.locator('main a[href^="/work/"]').evaluateAll((all) =>
			[...new Set(all.map((link) => new URL(link.href).pathname))].filter((path) => /^\/work\/[^/]+$/.test(path)))
		for (const path of links.reverse()) { // ids are in the order of time: the newest stands last
			await visit(page, path)
			const take = page.getByRole('button', { name: 'Take it on' })
			if (await take.count() === 0) continue
			await take.click()
			return
		}
		assert.fail('there is no contact to take on')
	} finally {
		await page.context().close()
	}
}

e2e('whoever sent a request sees where it is, and who has it', async ({ browser, server }) => {
	const mine = await send(browser, server, '', 'Sadie Sender')
	assert.match(await look(browser, server, mine, 'status-received'), /We have your request\./)
	await takeOnNewest(browser, server)
	const words = await look(browser, server, mine, 'status-reading')
	assert.match(words, /A worker is reading it\./)
	assert.match(words, /Your worker is Carol King/)
})

e2e('whoever asked for somebody else hears that it is read and nothing of the person', async ({ browser, server }) => {
	const theirs = await send(browser, server, 'someone', 'Peter Person')
	const words = await look(browser, server, theirs, 'status-helper')
	assert.match(words, /We have your request\./)
	assert.doesNotMatch(words, /Your worker is|Carol King/)
})
