// Practice edited in the browser: found by a word, changed by fields, the file's text with what was found beside its line,
// two editors, proposed by one and published by another, taken back before its day.

import assert from 'node:assert/strict'

import { axeZero, e2e, expectStatus, noFaults, openPage, shot, signIn, visit, withScript } from './harness.mjs'
import { press, words } from './steps.mjs'

const pathOf = (page) => new URL(page.url()).pathname

async function begin(page, title) {
	await visit(page, '/administration/drafts')
	await page.getByLabel('What it is for').fill(title)
	await press(page, 'Begin')
	await page.waitForURL(/\/administration\/drafts\/.{26}$/)
	return pathOf(page)
}

e2e('practice is edited in a draft, checked, proposed by one and published by another', async ({ browser, server }) => {
	await withScript(browser, server, async (page, script) => {
		const name = (what) => `drafts-${what}${script ? '' : '-without-script'}`
		const look = async (what) => {
			await axeZero(page)
			await shot(page, name(what))
		}
		await signIn(page, 'administrator1')
		const draft = await begin(page, `Plainer words ${script ? 'one' : 'two'}`)
		await look('new')
		await visit(page, `${draft}/files`)
		await look('files')
		await page.getByLabel('A word, a question\'s name, a sentence').fill('wash your whole body')
		await press(page, 'Find')
		await look('found')
		await page.getByRole('link', { name: 'washing', exact: true }).first().click()
		await page.getByLabel('What residents read').first().fill(script ? 'Can you wash all over?' : 'Can you wash from top to toe?')
		await press(page, 'Save and check')
		assert.match(await words(page), /The check has no findings/)
		assert.match(await page.locator('.kith-preview').innerText(), script ? /wash all over/ : /top to toe/)
		await look('question')
		await visit(page, `${draft}/fields?name=letters/eligible.yaml&thing=eligible`)
		assert.match(await words(page), /Dear Rose/)
		await look('letter')
		await visit(page, `${draft}/file?name=targets.yaml`)
		const other = await openPage(browser, server, { script })
		await signIn(other, 'administrator2')
		await visit(other, `${draft}/file?name=targets.yaml`)
		await page.getByLabel('The file\'s text').fill('# Ours\n- {pathway: needs-assessment, within: 28 dayz, source: The cabinet}\n')
		await press(page, 'Save and check')
		assert.match(await page.locator('.kith-lines__found').first().innerText(), /28 dayz|duration|days/)
		await look('findings')
		await other.getByLabel('The file\'s text').fill('- {pathway: needs-assessment, within: 21 days, source: Another}\n')
		await press(other, 'Save and check')
		assert.match(await words(other), /saved this file while you had it open/)
		assert.match(await words(other), /28 dayz/)
		expectStatus(other, 409)
		await axeZero(other)
		await shot(other, name('clash'))
		await visit(page, `${draft}/file?name=targets.yaml`)
		await press(page, 'Take back what the release has')
		await visit(page, draft)
		await look('draft')
		await page.getByLabel('Day', { exact: true }).fill('1')
		await page.getByLabel('Month', { exact: true }).fill('12')
		await page.getByLabel('Year', { exact: true }).fill(script ? '2031' : '2032')
		await press(page, 'Propose')
		assert.match(await words(page), /somebody else publishes it/)
		await visit(other, draft)
		await axeZero(other)
		await shot(other, name('decide'))
		await press(other, `Publish, in force from 1 December ${script ? '2031' : '2032'}`)
		await other.waitForURL(/\/administration\/releases$/)
		await axeZero(other)
		await shot(other, name('releases'))
		await other.getByRole('row').filter({ hasText: `1 December ${script ? '2031' : '2032'}` }).getByRole('link').click()
		await other.getByLabel('Why').fill('The teams are not told yet')
		await press(other, 'Take the release back')
		assert.match(await words(other), /Taken back/)
		noFaults(other)
		await other.context().close()
	})
})
