// Steps that several walks take: signing in, filling in what a page asks, sending work on, finding somebody's open work.

import assert from 'node:assert/strict'
import path from 'node:path'

import { axeZero, noFaults, openPage, pictures, visit } from './harness.mjs'

const password = 'invented people only'
const stepSecondsMax = 20
const widths = { true: 1280, false: 320 }

export const words = (page) => page.locator('main').innerText()
export const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first().click()

/** A page of somebody in a walk (name: null for the public): its width, its pictures, its session. */
export async function as({ browser, server, script = true, width, name, pictured = 'walk' }, steps) {
	const page = await openPage(browser, server, { script })
	page.pictured = pictured
	page.walkWidth = width || widths[script]
	try {
		page.setDefaultTimeout(stepSecondsMax * 1000)
		await page.setViewportSize({ width: page.walkWidth, height: 900 })
		if (name) {
			await visit(page, '/sign-in')
			await page.locator('[name=sign_in]').fill(name)
			await page.locator('[name=password]').fill(password)
			await press(page, 'Sign in')
			await page.waitForURL((url) => url.pathname !== '/sign-in')
		}
		const result = await steps(page)
		noFaults(page)
		return result
	} catch (error) {
		await page.screenshot({ path: path.join(pictures, `${pictured}-failed.png`), fullPage: true }).catch(() => {})
		error.message = `${name || 'the public'} at ${page.url()}: ${error.message}`
		throw error
	} finally {
		await page.context().close()
	}
}

/** A picture of the step at the width of the walk; axe where script runs, for the markup is the same without. */
export async function look(page, step) {
	const wanted = await page.evaluate(() => document.documentElement.scrollWidth)
	await page.screenshot({ path: path.join(pictures, `${page.pictured}-${step}-${page.walkWidth}.png`), fullPage: true })
	assert.ok(wanted <= page.walkWidth, `${page.url()} is ${wanted} px wide on a screen of ${page.walkWidth}`)
	if (page.hasScript) await axeZero(page)
	noFaults(page)
}

/** Fills what the page shows of these, folded away or not. A number picks an option by its place. */
export async function fill(page, answers) {
	for (const [name, value] of Object.entries(answers)) {
		const controls = page.locator(`main [name="${name}"]`)
		assert.ok(await controls.count() > 0, `${page.url()} does not ask ${name}`)
		const control = controls.first()
		if (!await control.isVisible()) await page.locator(`details:has([name="${name}"]) > summary`).first().click()
		const kind = await control.evaluate((element) => element.type || element.tagName)
		if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check()
		else if (kind === 'select-one') await control.selectOption(typeof value === 'number' ? { index: value } : value)
		else await control.fill(value)
	}
}

/** Fills a section of a form and saves it. */
export async function section(page, work, id, answers) {
	await visit(page, `${work}/section/${id}`)
	await fill(page, answers)
	await press(page, 'Save and go on')
	assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
}

/** Ends work with an outcome. */
export async function send(page, work, outcome, note, button) {
	await visit(page, work)
	await page.locator(`[name=outcome][value="${outcome}"]`).check()
	if (note) await page.locator('[name=note]').fill(note)
	await press(page, button)
	await page.waitForURL(/\/work\/.{26}$/)
	assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
}

export async function approve(page, work) {
	await visit(page, work)
	await press(page, 'Approve')
	await page.waitForURL(/\/work\/.{26}$/)
	assert.match(await words(page), /Finished .* Outcome:/)
}

/** The open work of that title on the person's page. */
export async function openWork(page, person, title) {
	await visit(page, person)
	const link = page.locator('main a[href^="/work/"]', { hasText: title }).first()
	assert.ok(await link.count() > 0, `no work ${title} on ${await words(page)}`)
	return (await link.getAttribute('href')).split(/[?#]/)[0]
}

/** What the button would send, sent without the button: the rule refuses, whatever the page shows. */
export async function approveDirectly(page, work, version) {
	await visit(page, work)
	const token = await page.locator('input[name=form-token]').first().inputValue()
	const answer = await page.request.post(`${work}/approve`, { form: { 'form-token': token, version, approve_note: '' },
		headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 })
	assert.equal(answer.status(), 403)
	assert.match(await answer.text(), /You may not do this/)
	await visit(page, work)
	assert.match(await words(page), /Waiting for approval/)
}
