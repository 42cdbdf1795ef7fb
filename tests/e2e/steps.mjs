// Steps that several walks take: signing in, filling in what a page asks, sending work on, finding somebody's open work.

import assert from 'node:assert/strict'
import path from 'node:path'

import { axeZero, noFaults, openPage, pictures, visit } from './harness.mjs'

const password = 'invented people only'
const stepSecondsMax = 20
const widths = { true: 1280, false: 320 }
const stepsMax = 100
const safe = { answering_as: 'me', contact_urgency: 'days', has_carer: 'no', hurt_or_afraid: 'no', made_to: 'no' }

// What a worker chooses who assesses somebody with eligible needs; else the mildest.
const chosen = { meeting_method: 'service-user', need_cause: 'yes', wellbeing_impact: 'significant', eligible_adult: 'eligible',
	involve_difficulty: 'none', urgent_before: 'no', ordinary_residence: 'this-council', hurt_or_afraid: 'no', made_to: 'no' }
const mild = ['no', 'none', 'independent', 'not-needed', 'never', 'yes']


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

/** Answers one question as a worker would who asks it: what was chosen for it, else the mildest, else the first. */
export async function answerOne(group, id) {
	const controls = group.locator('input:not([type=hidden]), select, textarea')
	const kinds = await controls.evaluateAll((all) => all.map((one) => one.type || one.tagName.toLowerCase()))
	if (kinds.length === 0) return false
	if (kinds[0] === 'radio' || kinds[0] === 'checkbox') {
		const values = await controls.evaluateAll((all) => all.map((one) => one.value))
		const wanted = [chosen[id], ...mild].find((value) => value && values.includes(value)) || values[0]
		await group.locator(`input[value="${wanted}"]`).first().check()
	} else if (kinds[0] === 'select-one') {
		await controls.first().selectOption({ index: 1 })
	} else if (await group.locator(`#${id}-day`).count()) {
		for (const [part, value] of [['day', '1'], ['month', '3'], ['year', '2026']]) await group.locator(`#${id}-${part}`).fill(value)
	} else {
		const mode = await controls.first().getAttribute('inputmode')
		await controls.first().fill(mode === 'numeric' || mode === 'decimal' ? '1' : 'As we talked it over at home.')
	}
	return true
}

/** The group of a question on a page of an assessment, with all its fields. */
export const questionOf = (page, id) => page.locator(`main .kith-question:has(> input[name=shown][value="${id}"])`)

/** The questions that the page asks and nobody has answered, neither here nor in the record. */
export async function unanswered(page) {
	const ids = await page.locator('main .kith-question:not(:has(.kith-known)) > input[name=shown]').evaluateAll((all) =>
		all.map((one) => one.value))
	const found = []
	for (const id of ids) {
		const group = questionOf(page, id)
		if (await group.locator('input:checked').count()) continue
		const filled = await group.locator('input[type=text], textarea, select').evaluateAll((all) => all.some((one) => one.value))
		if (!filled) found.push(id)
	}
	return found
}

/** All that the page asks and nobody has answered; true when there was anything. */
export async function answerAll(page) {
	let any = false
	for (const id of await unanswered(page))
		if (await answerOne(questionOf(page, id), id)) any = true
	return any
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

async function answerPublic(page, id, name) {
	const controls = page.locator(`main [name="${id}"]`)
	if (await page.locator(`#${id}-day`).count()) {
		for (const [part, value] of [['day', '14'], ['month', '3'], ['year', '1941']]) await page.fill(`#${id}-${part}`, value)
	} else if (['radio', 'checkbox'].includes(await controls.first().getAttribute('type'))) {
		const wanted = page.locator(`[name="${id}"][value="${safe[id] || 'with-help'}"]`)
		await (await wanted.count() ? wanted : controls).first().check()
	} else {
		const written = { name_full: name, home_postcode: 'RM17 6SL', children_looked_after: '0',
			phones: '01632 960123', contact_avoid: 'Before ten in the morning', conditions: 'Arthritis',
			what_matters: 'I want to cook for my grandchildren on Sundays.' }
		await controls.first().fill(written[id] || 'The stairs and the bath are hard')
	}
	await press(page, 'Save and go on')
}

/** The public check, every question answered, sent. */
export async function checkAndSend(walk) {
	await as({ ...walk, name: null }, async (page) => {
		await visit(page, '/')
		await press(page, 'Check what help you may get')
		await press(page, 'Start now')
		for (let i = 0; i < stepsMax; i++) {
			const id = new URL(page.url()).pathname.match(/^\/check\/question\/(\w+)$/)?.[1]
			if (!id) break
			await answerPublic(page, id, walk.person)
		}
		assert.equal(new URL(page.url()).pathname, '/check/answers')
		await look(page, '01-answers')
		await press(page, 'Send to us')
		assert.match(await words(page), /TH-\w{4}-\w{4}/)
		await look(page, '02-sent')
		await press(page, 'See what help you may get')
		assert.match(await words(page), /You have the right to an assessment/)
		assert.doesNotMatch(await words(page), /not eligible|cannot get|do not qualify/i)
		await look(page, '03-result')
	})
}

/** The name of somebody whom the record knows already. */
async function nameOnFile(walk) {
	return as({ ...walk, name: 'manager1' }, async (page) => {
		await visit(page, '/team?team=all&pathway=review')
		await visit(page, await page.locator('main a[href^="/people/"]').first().getAttribute('href'))
		return page.locator('.kith-identity__name').first().innerText()
	})
}

/** The request is found, made a record of its own and becomes a needs assessment; the person's address. */
export async function contact(walk) {
	const known = await nameOnFile(walk)
	return as({ ...walk, name: 'firstcontact1' }, async (page) => {
		await visit(page, '/duty')
		await look(page, '04-duty')
		const waiting = await page.locator('main a[href^="/duty/"]').evaluateAll((links) =>
			links.map((link) => link.getAttribute('href')))
		for (const href of waiting.reverse()) {
			await visit(page, href)
			if ((await words(page)).includes(walk.person)) break
		}
		assert.match(await words(page), /I want to cook for my grandchildren on Sundays\./)
		await page.locator('#find').fill(known)
		await press(page, 'Find')
		assert.match(await words(page), /On file already/)
		await look(page, '05-whose')
		await press(page, 'Record and match')
		await page.waitForURL(/\/work\//)
		const work = new URL(page.url()).pathname
		const person = await page.locator('.kith-identity a[href^="/people/"]').first().getAttribute('href')
		await fill(page, { contact_from: 'self', contact_story: 'The bath and the stairs are too much.', contact_route: 'community',
			conv3_why: 'lasting' })
		await press(page, 'Save and go on')
		await look(page, '06-contact')
		await send(page, work, 'assessment', 'The need is lasting.', 'Finish')
		assert.match(await words(page), /Outcome: Needs assessment/)
		await look(page, '07-contact-done')
		return person
	})
}
