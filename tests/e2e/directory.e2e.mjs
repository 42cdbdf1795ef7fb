// Anybody finds help near them: by word, by kind, by postcode; and is told what to do when there is nothing.

import assert from 'node:assert/strict'

import { axeZero, e2e, shot, signIn, visit, withScript } from './harness.mjs'

e2e('the directory finds help near a postcode, with and without script', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/directory')
		await page.getByLabel('What are you looking for?').fill('lunch')
		await page.getByLabel('Your postcode').fill('rm18 7bf')
		await page.getByRole('button', { name: 'Search' }).click()
		assert.match(await page.locator('main').innerText(), /lunch club.*\(invented\)/)
		assert.match(await page.locator('main').innerText(), /(about|less than) [0-9.]+ miles?/)
		await axeZero(page)
		await shot(page, script ? 'directory' : 'directory-without-script')
		await page.locator('main ol h2 a').first().click()
		assert.equal(await page.locator('h1').count(), 1)
		await axeZero(page)
		await shot(page, script ? 'listing' : 'listing-without-script')
	})
})

e2e('the directory says what to do when it has nothing, and what is wrong with a postcode', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await visit(page, '/directory?q=zzzzzz')
		assert.match(await page.locator('main').innerText(), /call us/i)
		await axeZero(page)
		await visit(page, '/directory?postcode=tilbury', { status: 422 })
		assert.equal(await page.locator('.govuk-error-summary').count(), 1)
		assert.match(await page.title(), /^Error: /)
		await axeZero(page)
	})
})

e2e('a list of many pages goes on to the next', async ({ browser, server }) => {
	await withScript(browser, server, async (page) => {
		await visit(page, '/directory?q=invented&category=&postcode=RM17+1ZZ')
		assert.match(await page.locator('main').innerText(), /Distances are only rough/)
		await page.getByRole('link', { name: 'Next' }).first().click()
		assert.match(page.url(), /page=2/)
		assert.match(page.url(), /q=invented/)
		await axeZero(page)
	})
})

e2e('choices narrow the list, a slip in a word is forgiven, and the map leads to the list', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/directory')
		await page.getByLabel('What are you looking for?').fill('lnuch')
		await page.getByLabel('Your postcode').fill('RM17 6SL')
		if (script) await page.getByText('More choices').click()
		else await page.locator('details summary', { hasText: 'More choices' }).click()
		await page.getByLabel('What it costs').selectOption('paid')
		await page.getByLabel('Hearing loop').check()
		await page.getByRole('button', { name: 'Search' }).click()
		const words = await page.locator('main').innerText()
		assert.match(words, /We looked for: lunch/)
		assert.match(words, /Last checked/)
		const entries = await page.locator('main ol > li').count()
		assert.ok(entries > 0 && entries <= 10)
		assert.equal(await page.getByLabel('Hearing loop').isChecked(), true)
		const marks = page.locator('.kith-map a')
		assert.ok(await marks.count() > 0 && await marks.count() <= entries)
		await axeZero(page)
		await shot(page, script ? 'directory-map' : 'directory-map-without-script')
		await marks.first().focus()
		await page.keyboard.press('Enter')
		assert.match(page.url(), /#listing-\d+$/)
		const box = await marks.first().boundingBox()
		assert.ok(box.width >= 24 && box.height >= 24, `a mark is ${box.width} by ${box.height}`)
		for (const other of ['audience=carers', 'day=sunday', 'cost=free', 'access=hearing-loop', 'miles=1&postcode=RM176SL'])
			await visit(page, `/directory?${other}`)
	})
})

e2e('advice: from the list to a page, its next step, and an answer that is thanked for', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		await visit(page, '/advice')
		await axeZero(page)
		await shot(page, script ? 'advice-list' : 'advice-list-without-script')
		await page.getByRole('link', { name: 'Paying for care', exact: true }).click()
		assert.equal(await page.locator('h1').innerText(), 'Paying for care')
		await axeZero(page)
		await shot(page, script ? 'advice' : 'advice-without-script')
		await page.getByLabel('No, it is hard to read').check()
		await page.getByRole('button', { name: 'Tell us' }).click()
		assert.match(await page.locator('main').innerText(), /Thank you/)
		await axeZero(page)
		await page.getByRole('button', { name: 'Work out what you might pay' }).click()
		assert.match(page.url(), /calculator/)
	})
})

e2e('an entry is reported and a change is proposed; the desk shows both', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = (what) => script ? what : `${what}-without-script`
		await visit(page, '/directory?q=walking')
		await page.locator('main ol h2 a').first().click()
		const entry = page.url()
		await page.getByRole('link', { name: 'Tell us that something is wrong here' }).click()
		await axeZero(page)
		await shot(page, name('listing-wrong'))
		await page.getByLabel('The days or times are wrong').check()
		await page.getByRole('button', { name: 'Send' }).click()
		assert.match(await page.locator('main').innerText(), /Thank you/)
		await visit(page, `${entry}/change`)
		await axeZero(page)
		await shot(page, name('listing-change'))
		await signIn(page, 'administrator1')
		await visit(page, `${entry}/change`)
		await page.getByLabel('Days and times').fill(`Fridays at ${script ? 10 : 11}`)
		await page.getByRole('button', { name: 'Send it to the council' }).click()
		assert.match(await page.locator('main').innerText(), /Somebody at the council looks at it/)
		for (const [where, what] of [['/desk/directory', 'desk-directory'], ['/desk/advice', 'desk-advice']]) {
			await visit(page, where)
			await axeZero(page)
			await shot(page, name(what))
		}
		await visit(page, '/desk/directory')
		assert.match(await page.locator('main').innerText(), /The days or times are wrong/)
		await page.locator('a[href^="/desk/directory/proposals/"]').last().click()
		assert.match(await page.locator('main').innerText(), /Fridays at/)
		assert.match(await page.locator('main').innerText(), /Somebody else has to decide/)
		await axeZero(page)
		await shot(page, name('desk-proposal'))
	})
})
