// The pictures of README.md, taken from a running demonstration: node tools/make_pictures.mjs [ADDRESS]
// (http://127.0.0.1:8080 unless given; start it with ./run)
//
// Each shows the first screen: 1280 pixels wide, the phone 390. The check that it fills in is answered as somebody who
// needs help with much; it is sent to the demonstration that is running, so take one that is there for pictures.
import assert from 'node:assert/strict'
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const address = process.argv[2] || 'http://127.0.0.1:8080'
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../docs/pictures')
const password = 'invented people only'
const bytesMax = 150 * 1024
const stepsMax = 100
const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 780 }
const chosen = { answering_as: 'me', contact_urgency: 'days', has_carer: 'yes', hurt_or_afraid: 'no', made_to: 'no' }
const written = { name_full: 'Example Person', home_postcode: 'RM17 6SL', children_looked_after: '0',
	what_matters: 'I want to cook for my grandchildren on Sundays.' }

const questionOf = (page) => new URL(page.url()).pathname.match(/^\/check\/question\/(\w+)$/)?.[1]

async function openPage(browser, viewport) {
	const context = await browser.newContext({ baseURL: address, viewport, locale: 'en-GB', timezoneId: 'Europe/London' })
	return context.newPage()
}

async function take(page, name) {
	const file = path.join(folder, `${name}.png`)
	await page.evaluate(() => document.fonts.ready)
	await page.screenshot({ path: file })
	const { size } = statSync(file)
	assert.ok(size <= bytesMax, `${name}.png has ${size} bytes, more than ${bytesMax}`)
	console.log(`${name}.png ${size} bytes  ${page.url()}`)
}

/** Answers the question of the page: what was chosen for it, else the answer that asks for help, else the first. */
async function answer(page, id) {
	const controls = page.locator(`main [name="${id}"]`)
	if (await page.locator(`#${id}-day`).count()) {
		await page.fill(`#${id}-day`, '14')
		await page.fill(`#${id}-month`, '3')
		await page.fill(`#${id}-year`, '1941')
	} else if (await controls.first().getAttribute('type') === 'radio') {
		const wanted = page.locator(`[name="${id}"][value="${chosen[id] || 'with-help'}"]`)
		await (await wanted.count() ? wanted : controls.first()).check()
	} else if (await controls.first().getAttribute('type') === 'checkbox') {
		await controls.first().check()
		if (id === 'wellbeing_areas') await controls.nth(1).check()
	} else {
		await controls.first().fill(written[id] || 'Arthritis')
	}
	await page.getByRole('button', { name: 'Save and go on' }).click()
}

async function takePublic(browser) {
	const page = await openPage(browser, wide)
	await page.goto('/')
	await take(page, 'front')
	await page.getByRole('button', { name: 'Check what help you may get' }).click()
	await page.getByRole('button', { name: 'Start now' }).click()
	for (let i = 0; questionOf(page) && i < stepsMax; i++) {
		const id = questionOf(page)
		if (id === 'washing') {
			await page.setViewportSize(phone)
			await take(page, 'question')
			await page.setViewportSize(wide)
		}
		await answer(page, id)
	}
	await page.getByRole('button', { name: 'Send to us' }).click()
	await page.getByRole('button', { name: 'See what help you may get' }).click()
	await take(page, 'result')
	await page.context().close()
}

async function signIn(browser, name) {
	const page = await openPage(browser, wide)
	await page.goto('/sign-in')
	await page.locator('[name=sign_in]').fill(name)
	await page.locator('[name=password]').fill(password)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL((url) => url.pathname !== '/sign-in')
	return page
}

async function takeStaff(browser) {
	const practitioner = await signIn(browser, 'practitioner1')
	await practitioner.goto('/team?team=all&pathway=review&stage=in-progress')
	await practitioner.locator('main a[href^="/people/"]').first().click()
	await practitioner.waitForURL(/\/people\//)
	await take(practitioner, 'record')
	await practitioner.goto('/team?team=all&pathway=needs-assessment&stage=in-progress')
	await practitioner.locator('main a[href^="/work/"]').first().click()
	await practitioner.waitForURL(/\/work\//)
	await practitioner.goto(`${practitioner.url()}/section/keeping-clean-and-the-toilet`)
	await take(practitioner, 'assessment')
	await practitioner.context().close()
	const manager = await signIn(browser, 'manager1')
	await manager.goto('/today')
	await take(manager, 'today')
	await manager.context().close()
}

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.KITH_CHROMIUM || '/usr/bin/chromium',
	args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-lcd-text'] })
try {
	await takePublic(browser)
	await takeStaff(browser)
} finally {
	await browser.close()
}
