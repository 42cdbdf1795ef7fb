/* Every component of a page, one call each: component_text_input(out, &(TextInput){.name = S("name"), …}).
 *
 * They mirror the macros of GOV.UK Frontend 6 (options that we use, the same HTML; the package's fixtures test it)
 * and add the few that a record needs. A component knows nothing of a request or a store. Text is Str and is escaped;
 * finished markup is Markup. An empty Str leaves an option out. Ids that belong together (hint, error, describedby)
 * are made by the component, so a caller gives an id only where a link leads to it.
 */
#ifndef KITH_WEB_COMPONENTS_COMPONENTS_H
#define KITH_WEB_COMPONENTS_COMPONENTS_H

#include "web/components/actions.h"
#include "web/components/choices.h"
#include "web/components/fields.h"
#include "web/components/lists.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/record.h"
#include "web/components/surroundings.h"

#endif
