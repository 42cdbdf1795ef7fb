/* kith user …: the first accounts of an installation; afterwards administrators have their pages. */
#include <stdio.h>
#include <string.h>

#include "care/access/access.h"
#include "cli/commands.h"
#include "cli/open_store.h"

static const CommandOption ADD_OPTIONS[] = {
	{.name = "name", .value = "NAME", .kind = OPTION_TEXT, .required = true, .help = "their name"},
	{.name = "role", .value = "ROLE", .kind = OPTION_TEXT, .required = true, .help = "a role's id: administrator, manager…"},
	{.name = "team", .value = "TEAM", .kind = OPTION_TEXT, .required = true, .help = "a team's name; made when it is new"},
	{.name = "team-kind", .value = "KIND", .kind = OPTION_TEXT,
		.help = "what a new team does: duty, practice, review, brokerage, finance, safeguarding, management"},
};

static const CommandUsage ADD_USAGE = {
	.command = "user add",
	.summary = "Adds an account. The password is read from standard input, one line.",
	.words = "SIGN-IN",
	.words_min = 1,
	.words_max = 1,
	.database = true,
	.options = ADD_OPTIONS,
	.option_count = sizeof ADD_OPTIONS / sizeof *ADD_OPTIONS,
};

static Status find_team(Care *care, Str name, Str kind, Str *id)
{
	Team *teams = NULL;
	size_t count = 0;
	Status status = access_teams(care, &teams, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (str_equal(teams[i].name, name)) {
			*id = teams[i].id;
			return STATUS_OK;
		}
	}
	return status == STATUS_OK ? access_add_team(care, name, kind, id) : status;
}

static Status check_role(Care *care, Str role, Problems *problems)
{
	Role *roles = NULL;
	size_t count = 0;
	Status status = access_roles(care, &roles, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(roles[i].id, role))
			return STATUS_OK;
	return status != STATUS_OK ? status : problems_add_format(problems, (Problem){.field = S("role")},
		"There is no role \"%.*s\". Publish a practice first: its roles become rows.", STR_ARG(role));
}

static Status add_user(const CommandLine *line, OpenStore *open, Problems *problems)
{
	char password[ACCESS_PASSWORD_BYTES_MAX + 2] = "";
	Str team = {0};
	Str role = options_text(line, "role", (Str){0});
	if (fgets(password, sizeof password, stdin) == NULL)
		return problems_add(problems, (Problem){.field = S("password"),
			.message = S("Give the password on standard input, one line.")});
	Status status = check_role(&open->care, role, problems);
	if (status == STATUS_OK)
		status = find_team(&open->care, options_text(line, "team", (Str){0}), options_text(line, "team-kind", S("practice")),
			&team);
	if (status == STATUS_OK)
		status = access_add_user(&open->care, &(UserNew){.sign_in = str_from_c(line->words[0]),
			.name = options_text(line, "name", (Str){0}), .team = team, .roles = role,
			.password = str_trim(str_from_c(password)), .employed_from = care_today(&open->care),
			.employed_until = DATE_NONE}, NULL);
	return status;
}

static int command_user_add(int argc, char **argv)
{
	return command_run_on_record(&ADD_USAGE, argc, argv, add_user);
}

int command_user(int argc, char **argv)
{
	static const Command TABLE[] = {
		{.name = "add", .summary = "adds an account", .run = command_user_add},
	};
	static const CommandTable COMMANDS_HERE = {.group = "user", .commands = TABLE, .count = sizeof TABLE / sizeof *TABLE};
	return command_dispatch(&COMMANDS_HERE, argc, argv);
}
