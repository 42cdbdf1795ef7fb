/* What an outcome does. Every act leaves something that somebody owns: work, a service, a letter, a message, a task. */
#include "care/work/work_write.h"

#include "care/jobs/jobs.h"
#include "care/letter/letter.h"
#include "care/service/service.h"
#include "practice/equipment.h"

typedef struct Acting {
	const WorkGetInRow *work;
	const Outcome *outcome;
	Str note;
	const WorkAnswers *answers;
} Acting;

static Duration within_for(const Acting *acting, const Act *act)
{
	return acting->work->urgent == 1 && duration_is_given(act->urgent) ? act->urgent : act->within;
}

static Status act_open(CareWrite *write, const Acting *acting, const Act *act)
{
	ExpressionLookup lookup = work_answers_as_lookup(acting->answers);
	const Expression *urgent_when = act->pathway == NULL ? NULL : act->pathway->urgent_when;
	bool urgent = acting->work->urgent == 1
		|| (urgent_when != NULL && expression_truth(urgent_when, &lookup) == EXPRESSION_YES);
	return work_open_in(write, &(WorkNew){.pathway = act->target, .person = acting->work->person,
		.urgent = urgent, .within = within_for(acting, act), .parent = acting->work->id,
		.by_outcome = acting->outcome->id}, NULL);
}

/* It waits where those of the role work. An alert goes its own round of teams until somebody has it. */
static Status task_for(CareWrite *write, const Acting *acting, const Act *act, Str title, Str role)
{
	const PracticeRole *whose = practice_role(write->care->practice, role);
	return work_open_in(write, &(WorkNew){.pathway = S("task"), .person = acting->work->person, .title = title,
		.urgent = acting->work->urgent == 1, .within = within_for(acting, act), .parent = acting->work->id,
		.by_outcome = acting->outcome->id, .team_kind = whose == NULL ? (Str){0} : whose->team_kind,
		.user = str_equal(role, S("named-worker")) ? acting->work->assigned_user : (Str){0}}, NULL);
}

static Status act_alert(CareWrite *write, const Acting *acting, const Act *act, Str title)
{
	return work_open_in(write, &(WorkNew){.pathway = S("alert"), .person = acting->work->person, .title = title, .urgent = true,
		.within = within_for(acting, act), .parent = acting->work->id, .by_outcome = acting->outcome->id}, NULL);
}

/* A room that is not there yet still owes the act: a dated task with its name, to a role that can do it by hand. */
typedef struct RoomToCome {
	const char *verb;
	Str role;
} RoomToCome;
static const RoomToCome ARRANGE = {"Arrange the service", S_INIT("broker")};
static const RoomToCome ORDER = {"Order", S_INIT("trusted-assessor")};
static const RoomToCome INTRODUCE = {"Introduce", S_INIT("first-contact")};
static const RoomToCome SIGNPOST = {"Send information", S_INIT("first-contact")};

static Status act_for_a_room_to_come(CareWrite *write, const Acting *acting, const Act *act, const RoomToCome *room)
{
	Arena *arena = write->care->arena;
	Str title = str_is_empty(act->words) ? str_format(arena, "%s: %.*s", room->verb, STR_ARG(act->target)) : act->words;
	return task_for(write, acting, act, title, room->role);
}

static Status act_service(CareWrite *write, const Acting *acting, const Act *act)
{
	Str plan_lines = work_answers_value(acting->answers, S("plan_lines"));
	/* Without lines or without a person there is nothing to start, and nothing that runs may end for that. */
	if (str_is_empty(acting->work->person) || (!str_equal(act->target, S("end")) && str_is_empty(plan_lines)))
		return act_for_a_room_to_come(write, acting, act, &ARRANGE);
	if (str_equal(act->target, S("start")) || str_equal(act->target, S("change"))) {
		/* The approver of an outcome that commits money was held to their limit already. */
		Status status = acting->outcome->commits_money ? STATUS_OK
			: work_check_commitment_in(write, acting->work, plan_lines);
		return status == STATUS_OK
			? service_start_plan_in(write, acting->work->person, acting->work->id, plan_lines) : status;
	}
	if (str_equal(act->target, S("end")))
		return service_end_all_in(write, acting->work->person, write->today, acting->outcome->id);
	/* A service that rests during a stay in hospital stays the provider's and the broker's to arrange. */
	return act_for_a_room_to_come(write, acting, act, &ARRANGE);
}

/* What the equipment check found is named; somebody still sends it. */
static Status order_task(CareWrite *write, const Acting *acting, const Act *act)
{
	EquipmentAdvice advice;
	ExpressionLookup lookup = work_answers_as_lookup(acting->answers);
	practice_equipment(write->care->practice, &lookup, &advice);
	EquipmentKind kind = str_equal(act->target, S("minor-adaptation")) ? EQUIPMENT_FIX : EQUIPMENT_ORDER;
	Str items = equipment_items(write->care->arena, &advice, kind);
	if (!str_is_empty(act->words) || str_is_empty(items))
		return act_for_a_room_to_come(write, acting, act, &ORDER);
	return task_for(write, acting, act, str_format(write->care->arena, "%s: %.*s", ORDER.verb, STR_ARG(items)), ORDER.role);
}

static Status act_message(CareWrite *write, const Acting *acting, const Act *act)
{
	return outbox_add_in(write, &(OutboxNew){.kind = S("message"), .person = acting->work->person, .work = acting->work->id,
		.key = str_format(write->care->arena, "%.*s/%.*s", STR_ARG(acting->work->id), STR_ARG(act->target)),
		.payload = str_is_empty(act->words) ? act->target : act->words});
}

/* What is ordered with its price is there at once, as a line of one day; the rest waits for a room of its own. */
static Status act_order(CareWrite *write, const Acting *acting, const Act *act)
{
	Str what_for = str_concat(write->care->arena, str_replace(write->care->arena, act->target, S("-"), S("_")), S("_for"));
	Pence price = work_order_price(write->care->practice, acting->answers, act);
	if (price <= 0 || str_is_empty(acting->work->person))
		return order_task(write, acting, act);
	return service_give_once_in(write, acting->work->person, act->target, price,
		work_answers_value(acting->answers, what_for), acting->work->id);
}

static Status do_act(CareWrite *write, const Acting *acting, const Act *act)
{
	Str words = str_is_empty(act->words) ? act->target : act->words;
	switch (act->kind) {
	case ACT_OPEN: return act_open(write, acting, act);
	case ACT_SERVICE: return act_service(write, acting, act);
	case ACT_ORDER: return act_order(write, acting, act);
	case ACT_INTRODUCE: return act_for_a_room_to_come(write, acting, act, &INTRODUCE);
	case ACT_SIGNPOST: return act_for_a_room_to_come(write, acting, act, &SIGNPOST);
	case ACT_LETTER:
		return letter_make_in(write, &(LetterNew){.letter = act->target, .person = acting->work->person,
			.work = acting->work->id, .answers = acting->answers, .note = acting->note, .next = act->next});
	case ACT_MESSAGE: return act_message(write, acting, act);
	case ACT_TASK: return task_for(write, acting, act, words, act->role);
	case ACT_ALERT: return act_alert(write, acting, act, words);
	case ACT_RECORD:
		return care_audit(write, &(CareAudit){.action = S("work/no-action"), .subject_kind = S("work"),
			.subject = acting->work->id, .person = acting->work->person, .reason = acting->note,
			.after = words});
	}
	return STATUS_FAILED;
}

Status work_outcome_in(CareWrite *write, const WorkGetInRow *work, const Outcome *outcome, Str note,
	const WorkAnswers *answers)
{
	Acting acting = {.work = work, .outcome = outcome, .note = note, .answers = answers};
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	Status status = STATUS_OK;
	/* Letters last: they tell what the other acts opened, started and ended. */
	for (int letters = 0; letters < 2; letters++)
		for (size_t i = 0; status == STATUS_OK && i < outcome->act_count; i++) {
			const Act *act = &outcome->acts[i];
			if ((act->kind == ACT_LETTER) == (letters == 1)
			    && (act->when == NULL || expression_truth(act->when, &lookup) == EXPRESSION_YES))
				status = do_act(write, &acting, act);
		}
	return status;
}
