/* What an outcome's orders cost, by the answers. */
#include "care/work/work.h"

#include "care/service/service.h"

Pence work_order_price(const Practice *practice, const WorkAnswers *answers, const Act *act)
{
	Pence price = 0;
	const Question *question = act->kind == ACT_ORDER ? service_order_question(practice, act->target) : NULL;
	if (question == NULL || str_to_integer(work_answers_value(answers, question->id), &price) != STATUS_OK || price < 0)
		return 0;
	return price;
}

Pence work_orders_price(const Practice *practice, const WorkAnswers *answers, const Outcome *outcome)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	Pence sum = 0;
	for (size_t i = 0; i < outcome->act_count; i++) {
		const Act *act = &outcome->acts[i];
		if (act->when == NULL || expression_truth(act->when, &lookup) == EXPRESSION_YES)
			sum += work_order_price(practice, answers, act);
	}
	return sum;
}
