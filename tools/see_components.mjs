// Looks at pages that a test wrote: node tools/see_components.mjs [FILE.html …]
// (tests/output/components-*.html unless given; build and run test_components first)
//
// Takes pictures at 1280, 390 and 320 pixels beside each file, runs axe (WCAG 2.2 AA), refuses sideways scrolling at
// 320 pixels, and any complaint of the browser under the server's content security policy. Exits 1 on a fault.
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import {chromium} from 'playwright-core';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
	+ "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = {'.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.svg': 'image/svg+xml'};
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const files = process.argv.slice(2);
if (files.length === 0) files.push('tests/output/components-staff.html', 'tests/output/components-public.html');

async function answer(route, file) {
	const address = new URL(route.request().url()).pathname;
	if (address === '/')
		return route.fulfill({body: readFileSync(file), contentType: 'text/html; charset=utf-8',
			headers: {'Content-Security-Policy': policy}});
	const asset = path.join('assets', address.replace(/^\/assets\/[^/]+\//, ''));
	if (!address.startsWith('/assets/') || !existsSync(asset)) return route.fulfill({status: 404, body: ''});
	return route.fulfill({body: readFileSync(asset), contentType: types[path.extname(asset)]});
}

const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
let faults = 0;
for (const file of files) {
	const page = await (await browser.newContext()).newPage();
	const say = (text) => {
		faults++;
		console.log(`${file}: ${text}`);
	};
	page.on('console', (message) => message.type() === 'error' && say(message.text()));
	page.on('pageerror', (error) => say(error.message));
	await page.route('**/*', (route) => answer(route, file));
	for (const width of [1280, 390, 320]) {
		await page.setViewportSize({width, height: 900});
		await page.goto('http://kith.example/');
		await page.evaluate(() => document.fonts.ready);
		await page.screenshot({path: file.replace(/\.html$/, `-${width}.png`), fullPage: true});
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		if (wide > width) say(`${wide} pixels wide at ${width}`);
		await page.evaluate(axe.source);
		// An accordion's buttons are named by the package's script, with a comma that is not seen.
		const seen = {exclude: ['.govuk-accordion']};
		const result = await page.evaluate(([values, context]) => window.axe.run(context, {runOnly: {type: 'tag', values}}), [tags, seen]);
		for (const {id, help, nodes} of result.violations)
			say(`at ${width}: ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
	}
	await page.context().close();
}
await browser.close();
console.log(`${files.length} pages, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
