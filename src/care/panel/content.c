/* What a panel's paper holds: read from the record as it stands and from what was sent up, typed by nobody. */
#include "base/json.h"
#include "care/panel/panel.h"
#include "care/panel/panel.sql.h"
#include "care/plan/plan.h"

static bool is_of_a_panel(const Care *care, const Pathway *pathway)
{
	size_t count = 0;
	const CouncilPanel *panels = practice_panels(care->practice, &count);
	for (size_t i = 0; i < count; i++)
		if (panel_takes(&panels[i], pathway->id))
			return true;
	return false;
}

static Status snapshot_root(Care *care, Str work, const JsonNode **out)
{
	WorkSnapshot snapshot = {0};
	*out = NULL;
	Status status = work_snapshot(care, work, &snapshot);
	if (status == STATUS_OK)
		status = json_parse(care->arena, S("snapshot"), 1, snapshot.body, &care->problems, out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Str member(const JsonNode *object, const char *key)
{
	return json_text(json_member(object, str_from_c(key)));
}

/* What was answered in the work itself stands over what the record knows. */
static void put_sent(WorkAnswers *answers, const JsonNode *sent)
{
	for (size_t i = 0; sent != NULL && sent->kind == JSON_OBJECT && i < sent->count; i++) {
		Str value = member(&sent->members[i].value, "value");
		if (!str_is_empty(value))
			work_answers_put(answers, sent->members[i].key, value);
	}
}

/* Assessments of adults are what a panel's decision rests on. */
static Status read_assessment(Care *care, PanelContent *out)
{
	Str pathways[STORE_LIST_LENGTH];
	size_t count = 0;
	size_t all = 0;
	PanelAssessmentRow row = {0};
	const JsonNode *root = NULL;
	const Pathway *const *every = practice_pathways(care->practice, &all);
	for (size_t i = 0; i < all && count < STORE_LIST_LENGTH; i++)
		if (str_equal(every[i]->event_type, S("Assessment")) && !str_equal(every[i]->id, S("carers-assessment")))
			pathways[count++] = every[i]->id;
	Status status = sql_panel_assessment_one(care->reader, care->arena, &(PanelAssessmentArguments){.actor = care->actor,
		.person = out->person.id, .pathways = pathways, .pathways_count = count}, &row);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	out->has_assessment = true;
	out->assessment_work = row.work;
	out->assessment_pathway = practice_pathway(care->practice, row.pathway);
	out->assessment_outcome = out->assessment_pathway == NULL ? NULL
		: pathway_outcome(out->assessment_pathway, row.outcome);
	if (date_parse(row.finished_on, &out->assessed_on) != STATUS_OK)
		out->assessed_on = DATE_NONE;
	status = snapshot_root(care, row.work, &root);
	out->assessment_reason = member(root, "note");
	return status;
}

Status panel_content(Care *care, Str work, PanelContent *out)
{
	const JsonNode *root = NULL;
	*out = (PanelContent){.assessed_on = DATE_NONE};
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = work_find(care, work, &out->work);
	if (status == STATUS_OK && (str_is_empty(out->work.person) || !is_of_a_panel(care, out->work.pathway)))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = person_open(care, out->work.person, S("panel paper"), &out->person);
	if (status == STATUS_OK)
		status = person_facts(care, out->person.id, &out->facts);
	if (status == STATUS_OK)
		status = snapshot_root(care, out->work.id, &root);
	if (status == STATUS_OK)
		status = read_assessment(care, out);
	if (status != STATUS_OK)
		return status;
	out->answers = work_answers(care, NULL, &out->facts);
	put_sent(out->answers, json_member(root, S("answers")));
	out->asked = pathway_outcome(out->work.pathway, out->work.outcome);
	out->reason = member(root, "note");
	out->has_eligibility = out->has_assessment;
	out->rule = assessment_rule(care, ELIGIBILITY_ADULT);
	if (out->has_eligibility)
		assessment_eligibility(care, out->answers, &out->eligibility);
	out->plan_lines = form_asks(out->work.pathway->form, S("plan_lines"))
		? work_answers_value(out->answers, S("plan_lines")) : (Str){0};
	return plan_weekly_pence(care, out->plan_lines, &out->weekly);
}
