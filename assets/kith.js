// Makes the pages pleasanter; every page works without it. Nothing here decides anything.
import {initAll} from './govuk.js';

document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
initAll();
