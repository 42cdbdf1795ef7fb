// Writes assets/govuk.css, assets/govuk.js and the fonts from node_modules: npm ci && node tools/make_assets.mjs
//
// The results are committed, so building the server needs no npm. kith.css and kith.js are ours and are not touched.
// GOV.UK's typeface, crest and logo are not ours to use: their rules go, and a test looks that they stay away.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';

const govuk = 'node_modules/govuk-frontend/dist/govuk/';
const fonts = 'node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-';
// Blocks that we do not write: the rules would only make a first visit slower.
const unused = /\.govuk-(header|footer)(?![a-z])/;
const family = '"Atkinson Hyperlegible Next",arial,sans-serif';

// The rules of a stylesheet as [head, body] pairs; the body of an @media rule is a stylesheet again.
function rules(css) {
	const found = [];
	let from = 0;
	while (from < css.length) {
		const open = css.indexOf('{', from);
		const semicolon = css.indexOf(';', from);
		if (semicolon >= 0 && (open < 0 || semicolon < open)) {
			found.push([css.slice(from, semicolon + 1), null]);
			from = semicolon + 1;
			continue;
		}
		if (open < 0) break;
		let depth = 1;
		let at = open + 1;
		for (; depth > 0; at++) depth += css[at] === '{' ? 1 : css[at] === '}' ? -1 : 0;
		found.push([css.slice(from, open), css.slice(open + 1, at - 1)]);
		from = at;
	}
	return found;
}

function trim(css) {
	let out = '';
	for (const [start, body] of rules(css)) {
		const head = start.trim();
		if (body === null) {
			out += head.startsWith('/*') ? '' : head;
		} else if (head.startsWith('@font-face')) {
			continue;
		} else if (/^@(media|supports)/.test(head)) {
			const inner = trim(body);
			if (inner !== '') out += `${head}{${inner}}`;
		} else {
			const selectors = head.split(',').filter((selector) => !unused.test(selector));
			if (selectors.length > 0) out += `${selectors.join(',')}{${body}}`;
		}
	}
	return out;
}

const source = readFileSync(`${govuk}govuk-frontend.min.css`, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const css = trim(source).replaceAll(/"?GDS Transport"?,arial,sans-serif/g, family);
if (/GDS Transport|copyright-logo|crest/i.test(css)) throw new Error('a rule of the GOV.UK brand is left');
writeFileSync('assets/govuk.css', `${css.trim()}\n`);

const script = readFileSync(`${govuk}govuk-frontend.min.js`, 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, '');
writeFileSync('assets/govuk.js', `${script.trim()}\n`);

mkdirSync('assets/fonts', {recursive: true});
for (const weight of [400, 700])
	copyFileSync(`${fonts}${weight}-normal.woff2`, `assets/fonts/atkinson-hyperlegible-next-${weight}.woff2`);
