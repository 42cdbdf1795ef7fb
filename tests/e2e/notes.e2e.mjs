// Notes: written from the record with the keyboard alone, about several people, drafted, corrected, found, printed.

import assert from 'node:assert/strict'

import { axeZero, e2e, openPage, shot, signIn, visit, withScript } from './harness.mjs'

// Somebody who has people of their own.
async function somebody(page) {
	await visit(page, '/team?team=all&pathway=review')
	const people = await page.locator('main a[href^="/people/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
	for (const person of people) {
		await visit(page, person)
		if (await page.locator('input[name=with]').count() > 0) return person
	}
	throw new Error('nobody in the demonstration has people whose records are open')
}

e2e('a note is written from the record with the keyboard alone, and stands on the record of each', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const words = `He rang: she ate well and slept ${script ? 'through' : 'until six'}.`
		await signIn(page, 'practitioner1')
		const person = await somebody(page)
		await axeZero(page)
		await shot(page, `notes-record${script ? '' : '-without-script'}`)
		let keys = 0
		const press = async (key) => { keys++; await page.keyboard.press(key) }
		await page.locator('textarea[name=body]').focus()
		await page.keyboard.type(words)
		await press('Tab')
		await page.keyboard.type('Tel')
		for (let i = 0; i < 4; i++) await press('Tab') // the day is today
		await press('Tab')
		await page.keyboard.type('Her brother')
		await press('Tab') // also about other people
		await press('Enter')
		await press('Tab')
		await press('Space')
		const other = await page.locator('input[name=with]:checked').getAttribute('value')
		assert.ok(other, 'the first of their people is chosen')
		const box = page.locator('form:has(textarea[name=body])')
		for (let i = 0; i < 30; i++) {
			await press('Tab')
			if (await box.getByRole('button', { name: 'Sign and add' }).evaluate((button) => button === document.activeElement)) break
		}
		await press('Enter')
		await page.waitForURL(/\/notes#note-/)
		assert.match(await page.locator('main').innerText(), new RegExp(words.slice(0, 30)))
		await axeZero(page)
		await shot(page, `notes-list${script ? '' : '-without-script'}`)
		await visit(page, `/people/${other}/notes`)
		assert.match(await page.locator('main').innerText(), new RegExp(words.slice(0, 30)))
		await visit(page, `${person}/timeline`)
		assert.match(await page.locator('main').innerText(), /Telephone call/)
		assert.ok(keys < 40, `${keys} keys beside the words`)
	})
})

e2e('a draft is kept, words that judge are looked at again, a note is corrected and found', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const mark = script ? 'heron' : 'kestrel'
		await signIn(page, 'practitioner1')
		const person = await somebody(page)
		await visit(page, `${person}/notes`)
		await page.locator('textarea[name=body]').fill(`She refuses the ${mark} soup.`)
		if (script) {
			await page.locator('textarea[name=body]').blur()
			await page.locator('[data-autosave-status]').filter({ hasText: 'Saved' }).waitFor()
		} else {
			await page.getByRole('button', { name: 'Save as a draft' }).click()
			await page.waitForURL(/draft=/)
		}
		await visit(page, `${person}/notes`)
		await axeZero(page)
		await shot(page, `notes-draft${script ? '' : '-without-script'}`)
		await page.getByRole('link', { name: new RegExp(mark) }).click()
		await page.locator('select[name=kind]').first().selectOption('visit')
		await page.getByRole('button', { name: 'Sign and add' }).click()
		assert.match(await page.locator('#words').innerText(), /refuses/)
		assert.equal(await page.getByRole('link', { name: new RegExp(mark) }).count(), 1, 'one draft, however it was saved')
		await axeZero(page)
		await shot(page, `notes-words${script ? '' : '-without-script'}`)
		await page.locator('textarea[name=body]').fill(`I offered ${mark} soup. She said: not today.`)
		await page.getByRole('button', { name: 'Sign it as it is' }).click()
		await page.waitForURL(/#note-/)
		await visit(page, `${person}/notes?q=${mark}`)
		assert.equal(await page.locator('article').count(), 1)
		await page.locator('article summary').first().click()
		await page.getByRole('link', { name: 'Correct this note' }).click()
		await page.locator('textarea[name=body]').fill(`I offered ${mark} soup at noon. She said: not today.`)
		await axeZero(page)
		await page.locator('[name=reason]').first().fill('The time was missing')
		await page.getByRole('button', { name: 'Sign the corrected note' }).click()
		await page.waitForURL(/#note-/)
		assert.match(await page.locator('main').innerText(), /Replaced by a corrected note/)
		await visit(page, `${person}/notes?q=${mark}`)
		assert.match(await page.locator('article').innerText(), /at noon/)
	})
})

e2e('a chronology is picked, explained and printed', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = (word) => `chronology-${word}${script ? '' : '-without-script'}`
		await signIn(page, 'practitioner1')
		const person = await somebody(page)
		await visit(page, `${person}/chronology`)
		await axeZero(page)
		await shot(page, name('empty'))
		if (!await page.locator('#picking').getAttribute('open').then((open) => open !== null))
			await page.locator('#picking summary').click()
		await page.locator('input[name=pick]').first().check()
		await page.locator('input[name=pick]').nth(1).check()
		await page.getByRole('button', { name: 'Put into the chronology' }).click()
		await page.locator('details').filter({ hasText: 'Add something from before' }).locator('summary').click()
		await page.locator('[name=happened-year]').fill('1998')
		await page.locator('[name=words]').fill('Moved here after her husband died.')
		await page.locator('[name=source]').fill('Told by her sister')
		await page.getByRole('button', { name: 'Add it' }).click()
		await page.locator('[name=significance]').first().fill('She has lived alone since then')
		await page.getByRole('button', { name: 'Save' }).first().click()
		await page.waitForURL(/chronology$/)
		assert.match(await page.locator('tbody tr').first().innerText(), /1998/)
		assert.equal(await page.locator('[name=significance]').first().inputValue(), 'She has lived alone since then')
		await axeZero(page)
		await shot(page, name('picked'))
		await page.locator('details').filter({ hasText: 'Show for printing' }).locator('summary').click()
		await page.getByRole('button', { name: 'Show for printing' }).click()
		await page.waitForURL(/chronology\/print/)
		await axeZero(page)
		await shot(page, name('print'))
		assert.match(await page.locator('thead').innerText(), /born/)
		if (!script) return
		const paper = await page.pdf({ format: 'A4' })
		assert.ok(paper.length > 1000)
	})
})
