/* Listings from Open Referral UK: version 3.0 as its schemas have it, and the names of 1.0 where they differ.
 *
 * Real feeds break the standard in every way (ids that are no UUIDs, fields of the wrong type), so a field of the wrong
 * type is as good as absent and nothing but a missing name refuses a service. */
#include "care/directory/directory_import.h"

#include "base/json.h"
#include "care/directory/feed_id.h"

typedef struct Words {
	Str first;
	Str second;
} Words;

static const struct { Str code; Str name; } WEEK[] = {
	{S_INIT("MO"), S_INIT("Monday")}, {S_INIT("TU"), S_INIT("Tuesday")}, {S_INIT("WE"), S_INIT("Wednesday")},
	{S_INIT("TH"), S_INIT("Thursday")}, {S_INIT("FR"), S_INIT("Friday")}, {S_INIT("SA"), S_INIT("Saturday")},
	{S_INIT("SU"), S_INIT("Sunday")},
};

/* The text of a member; a number as it was written; empty for anything else. */
static Str text_of(const JsonNode *object, Str key)
{
	const JsonNode *node = json_member(object, key);
	return node != NULL && (node->kind == JSON_TEXT || node->kind == JSON_NUMBER) ? node->text : (Str){0};
}

static Str either(const JsonNode *object, Words keys)
{
	Str text = text_of(object, keys.first);
	return str_is_empty(text) ? text_of(object, keys.second) : text;
}

/* The items of a list member: {NULL, 0} when there is none. */
typedef struct Items {
	const JsonNode *nodes;
	size_t count;
} Items;

static Items items_of(const JsonNode *object, Str key)
{
	const JsonNode *node = json_member(object, key);
	return node != NULL && node->kind == JSON_ARRAY ? (Items){node->items, node->count} : (Items){0};
}

static Items either_items(const JsonNode *object, Words keys)
{
	Items items = items_of(object, keys.first);
	return items.count > 0 ? items : items_of(object, keys.second);
}

static Str first_phone(const JsonNode *object)
{
	Items phones = items_of(object, S("phones"));
	for (size_t i = 0; i < phones.count; i++) {
		Str number = text_of(&phones.nodes[i], S("number"));
		if (!str_is_empty(number))
			return number;
	}
	return (Str){0};
}

/* Of the service, else of its contacts. */
static Str phone_of(const JsonNode *service)
{
	Str phone = first_phone(service);
	Items contacts = items_of(service, S("contacts"));
	for (size_t i = 0; i < contacts.count && str_is_empty(phone); i++)
		phone = first_phone(&contacts.nodes[i]);
	return phone;
}

static Str email_of(const JsonNode *service)
{
	Str email = text_of(service, S("email"));
	Items contacts = items_of(service, S("contacts"));
	for (size_t i = 0; i < contacts.count && str_is_empty(email); i++)
		email = text_of(&contacts.nodes[i], S("email"));
	return email;
}

static Str join_sentence(Arena *arena, Str before, Str more, const char *between)
{
	if (str_is_empty(more))
		return before;
	if (str_is_empty(before))
		return more;
	return str_format(arena, "%.*s%s%.*s", STR_ARG(before), between, STR_ARG(more));
}

static Str minutes_of(Str time)
{
	return time.length >= 5 ? str_slice(time, 0, 5) : time;
}

/* "Monday, Tuesday 09:00 to 17:00" of one schedule; its own description when it has one. */
static Str schedule_words(Arena *arena, const JsonNode *schedule)
{
	Str days = text_of(schedule, S("byday"));
	Str words = {0};
	Str piece = {0};
	Str opens = minutes_of(text_of(schedule, S("opens_at")));
	Str closes = minutes_of(text_of(schedule, S("closes_at")));
	Str description = str_trim(text_of(schedule, S("description")));
	if (!str_is_empty(description))
		return description;
	while (str_next(&days, ',', &piece))
		for (size_t i = 0; i < sizeof WEEK / sizeof WEEK[0]; i++)
			if (str_ends_with(str_trim(piece), WEEK[i].code))
				words = join_sentence(arena, words, WEEK[i].name, ", ");
	if (!str_is_empty(opens) && !str_is_empty(closes))
		words = join_sentence(arena, words, str_format(arena, "%.*s to %.*s", STR_ARG(opens), STR_ARG(closes)), " ");
	return words;
}

static Str opening_of(Arena *arena, const JsonNode *service)
{
	Items schedules = either_items(service, (Words){S("schedules"), S("regular_schedules")});
	Str words = {0};
	for (size_t i = 0; i < schedules.count; i++)
		words = join_sentence(arena, words, schedule_words(arena, &schedules.nodes[i]), "; ");
	return words;
}

static Str fees_of(Arena *arena, const JsonNode *service)
{
	Str words = str_trim(text_of(service, S("fees")));
	Items costs = items_of(service, S("cost_options"));
	for (size_t i = 0; i < costs.count; i++) {
		const JsonNode *cost = &costs.nodes[i];
		Str option = text_of(cost, S("option"));
		Str amount = text_of(cost, S("amount"));
		Str one = join_sentence(arena, option, str_is_empty(amount) ? (Str){0} : str_concat(arena, S("£"), amount), ": ");
		words = join_sentence(arena, words, join_sentence(arena, one, text_of(cost, S("amount_description")), " "), "; ");
	}
	return words;
}

static Str address_words(Arena *arena, const JsonNode *address)
{
	static const Str parts[] = {S_INIT("address_1"), S_INIT("address_2"), S_INIT("city")};
	Str words = {0};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		Str part = str_trim(text_of(address, parts[i]));
		if (!str_contains(words, part) || str_is_empty(words))
			words = join_sentence(arena, words, part, ", ");
	}
	return words;
}

static void read_places(DirectoryReading *reading, const JsonNode *service, ListingDraft *draft)
{
	Items places = items_of(service, S("service_at_locations"));
	for (size_t i = 0; i < places.count; i++) {
		const JsonNode *location = json_member(&places.nodes[i], S("location"));
		Items addresses = either_items(location, (Words){S("addresses"), S("physical_addresses")});
		const JsonNode *address = addresses.count > 0 ? &addresses.nodes[0] : NULL;
		if (location == NULL || location->kind != JSON_OBJECT)
			continue;
		if (draft->place_count == DRAFT_PLACES_MAX) {
			reading_found(reading, S("service_at_locations"), str_format(reading->arena, "There are more than %d places.",
				DRAFT_PLACES_MAX), S("The later ones were left out."));
			return;
		}
		DraftPlace place = {
			.name = repair_line(reading, S("location.name"), text_of(location, S("name"))),
			.address = repair_line(reading, S("address"), address_words(reading->arena, address)),
			.postcode = repair_postcode(reading, S("postal_code"), text_of(address, S("postal_code"))),
		};
		repair_position(reading, text_of(location, S("latitude")), text_of(location, S("longitude")), &place);
		Items access = items_of(location, S("accessibility"));
		for (size_t k = 0; k < access.count && i == 0; k++)
			draft_add_paragraph(reading->arena, draft, "Access: ",
				repair_line(reading, S("accessibility"), text_of(&access.nodes[k], S("description"))));
		draft->places[draft->place_count++] = place;
	}
}

static void read_categories(DirectoryReading *reading, const JsonNode *service, ListingDraft *draft)
{
	Items attributes = items_of(service, S("attributes"));
	for (size_t i = 0; i < attributes.count; i++) {
		const JsonNode *term = json_member(&attributes.nodes[i], S("taxonomy_term"));
		reading_add_category(reading, draft, S("attributes"), either(term, (Words){S("name"), S("code")}));
	}
	Items taxonomies = items_of(service, S("service_taxonomys"));
	for (size_t i = 0; i < taxonomies.count; i++)
		reading_add_category(reading, draft, S("service_taxonomys"),
			text_of(json_member(&taxonomies.nodes[i], S("taxonomy")), S("name")));
}

static void read_organisation(DirectoryReading *reading, const JsonNode *service, ListingDraft *draft)
{
	const JsonNode *organisation = json_member(service, S("organization"));
	Str id = text_of(organisation, S("id"));
	if (str_is_empty(id))
		id = text_of(service, S("organization_id"));
	draft->organisation_original_id = repair_line(reading, S("organization.id"), id);
	draft->organisation_name = repair_line(reading, S("organization.name"), text_of(organisation, S("name")));
	draft->organisation_description = repair_text(reading, S("organization.description"),
		text_of(organisation, S("description")));
	draft->organisation_url = repair_url(reading, S("organization.website"),
		either(organisation, (Words){S("website"), S("url")}));
	draft->organisation_email = repair_email(reading, S("organization.email"), text_of(organisation, S("email")));
}

static void read_service(DirectoryReading *reading, const JsonNode *service, uint32_t row)
{
	Str id = text_of(service, S("id"));
	reading_begin_row(reading, row, id, text_of(service, S("name")));
	if (service->kind != JSON_OBJECT) {
		reading_refuse(reading, S("service"), str_format(reading->arena, "A service must be an object, not %.*s.",
			STR_ARG(json_kind_words(service))));
		return;
	}
	ListingDraft draft = {
		.original_id = repair_line(reading, S("id"), id),
		.name = repair_line(reading, S("name"), text_of(service, S("name"))),
		.description = repair_text(reading, S("description"), text_of(service, S("description"))),
		.url = repair_url(reading, S("url"), text_of(service, S("url"))),
		.email = repair_email(reading, S("email"), email_of(service)),
		.phone = repair_phone(reading, S("phone"), phone_of(service)),
		.status = repair_status(reading, S("status"), text_of(service, S("status"))),
		.fees = repair_line(reading, S("fees"), fees_of(reading->arena, service)),
		.opening = repair_line(reading, S("schedules"), opening_of(reading->arena, service)),
		.assured_on = repair_day(reading, S("assured_date"), text_of(service, S("assured_date"))),
	};
	if (str_is_empty(draft.original_id))
		reading_found(reading, S("id"), S("There is no id."), S("An id was made from its name, place and category."));
	else if (!uuid_is_valid(draft.original_id))
		reading_found(reading, S("id"), S("The id is not a UUID."), S("It was kept, and an id of ours stands beside it."));
	read_organisation(reading, service, &draft);
	read_places(reading, service, &draft);
	read_categories(reading, service, &draft);
	draft_add_paragraph(reading->arena, &draft, "Please note: ",
		repair_line(reading, S("alert"), text_of(service, S("alert"))));
	reading_keep(reading, &draft);
}

Status directory_read_json(DirectoryReading *reading, Str file_name, Str text, Problems *problems)
{
	const JsonNode *root = NULL;
	Status status = json_parse(reading->arena, file_name, 1, text, problems, &root);
	if (status != STATUS_OK)
		return status;
	const JsonNode *list = root->kind == JSON_ARRAY ? root : json_member(root, S("contents"));
	if (list == NULL)
		list = json_member(root, S("content"));
	if (list == NULL && json_member(root, S("name")) != NULL) {
		read_service(reading, root, 1);
	} else if (list == NULL || list->kind != JSON_ARRAY) {
		Problem place = json_place(root);
		place.message = S("This is no service, no list of services, and no page of a feed (contents).");
		return problems_add(problems, place);
	} else {
		for (size_t i = 0; i < list->count; i++)
			read_service(reading, &list->items[i], (uint32_t)i + 1);
	}
	reading_finish(reading);
	return STATUS_OK;
}
