#include "engine/returns/cld_words.h"

const Str CLD_CLIENTS[CLD_CLIENT_COUNT] = {
	[CLD_CLIENT_USER] = S_INIT("Service user"),
	[CLD_CLIENT_CARER] = S_INIT("Unpaid carer"),
	[CLD_CLIENT_CARER_BY_ASSOCIATION] = S_INIT("Unpaid carer known by association"),
};

const Str CLD_REASONS[CLD_REASON_COUNT] = {
	[CLD_REASON_ACCESS] = S_INIT("Physical support: Access and mobility only"),
	[CLD_REASON_PERSONAL_CARE] = S_INIT("Physical support: Personal care support"),
	[CLD_REASON_VISUAL] = S_INIT("Sensory support: Support for visual impairment"),
	[CLD_REASON_HEARING] = S_INIT("Sensory support: Support for hearing impairment"),
	[CLD_REASON_DUAL] = S_INIT("Sensory support: Support for dual impairment"),
	[CLD_REASON_MEMORY] = S_INIT("Support with memory and cognition"),
	[CLD_REASON_LEARNING_DISABILITY] = S_INIT("Learning disability support"),
	[CLD_REASON_MENTAL_HEALTH] = S_INIT("Mental health support"),
	[CLD_REASON_SUBSTANCE] = S_INIT("Social support: Substance misuse support"),
	[CLD_REASON_ASYLUM] = S_INIT("Social support: Asylum seeker support"),
	[CLD_REASON_ISOLATION] = S_INIT("Social support: Support for social isolation or other reason"),
	[CLD_REASON_CARER] = S_INIT("Social support: Support to unpaid carer"),
	[CLD_REASON_UNKNOWN] = S_INIT("Unknown"),
};

const Str CLD_HOMES[CLD_HOME_COUNT] = {
	[CLD_HOME_OWNER] = S_INIT("Owner occupier or shared ownership scheme"),
	[CLD_HOME_SOCIAL_TENANT] = S_INIT("Tenant: Local authority or other social housing provider"),
	[CLD_HOME_PRIVATE_TENANT] = S_INIT("Tenant: Private landlord"),
	[CLD_HOME_WITH_FAMILY] = S_INIT("Settled mainstream housing with family or friends"),
	[CLD_HOME_SUPPORTED] = S_INIT("Supported accommodation, supported lodgings or supported group home"),
	[CLD_HOME_SHARED_LIVES] = S_INIT("Shared Lives scheme"),
	[CLD_HOME_APPROVED_PREMISES] = S_INIT("Approved premises for offenders released from prison or under probation supervision"),
	[CLD_HOME_SHELTERED] = S_INIT("Sheltered housing, extra care housing or other sheltered housing"),
	[CLD_HOME_MOBILE] = S_INIT("Mobile accommodation for Gypsy, Roma and Traveller communities"),
	[CLD_HOME_ROUGH] = S_INIT("Rough sleeper or squatting"),
	[CLD_HOME_NIGHT_SHELTER] = S_INIT("Night shelter, emergency hostel or direct access hostel"),
	[CLD_HOME_REFUGE] = S_INIT("Refuge"),
	[CLD_HOME_PLACED_TEMPORARY] = S_INIT("Placed in temporary accommodation by the council (inc. homelessness resettlement)"),
	[CLD_HOME_GUEST] = S_INIT("Staying with family or friends as a short term guest"),
	[CLD_HOME_HOSPITAL] = S_INIT("Acute hospital or long term healthcare residential facility"),
	[CLD_HOME_CARE_HOME] = S_INIT("Registered care home"),
	[CLD_HOME_NURSING_HOME] = S_INIT("Registered nursing home"),
	[CLD_HOME_PRISON] = S_INIT("Prison, young offenders institution or detention centre"),
	[CLD_HOME_OTHER_TEMPORARY] = S_INIT("Other temporary accommodation"),
	[CLD_HOME_UNKNOWN] = S_INIT("Unknown"),
};

const Str CLD_WORKS[CLD_WORK_COUNT] = {
	[CLD_WORK_UNDER_16_HOURS] = S_INIT("Paid: Less than 16 hours a week"),
	[CLD_WORK_16_HOURS] = S_INIT("Paid: 16 or more hours a week"),
	[CLD_WORK_PAID] = S_INIT("Paid: Hours per week unknown"),
	[CLD_WORK_SEEKING] = S_INIT("Not in paid employment: Seeking work"),
	[CLD_WORK_NOT_SEEKING] = S_INIT("Not in paid employment: Not actively seeking work or retired"),
	[CLD_WORK_VOLUNTARY] = S_INIT("Not in paid employment: Voluntary work only"),
	[CLD_WORK_UNKNOWN] = S_INIT("Unknown"),
};

const Str CLD_SERVICE_TYPES[CLD_SERVICE_COUNT] = {
	[CLD_SERVICE_NURSING] = S_INIT("Long term support: Nursing care"),
	[CLD_SERVICE_RESIDENTIAL] = S_INIT("Long term support: Residential care"),
	[CLD_SERVICE_COMMUNITY] = S_INIT("Long term support: Community"),
	[CLD_SERVICE_PRISON] = S_INIT("Long term support: Prison"),
	[CLD_SERVICE_ST_MAX] = S_INIT("Short term support: ST-Max"),
	[CLD_SERVICE_LOW_LEVEL] = S_INIT("Short term support: Ongoing low level"),
	[CLD_SERVICE_OTHER_SHORT] = S_INIT("Short term support: Other short term"),
	[CLD_SERVICE_TO_CARER] = S_INIT("Unpaid carer support: Direct to unpaid carer"),
	[CLD_SERVICE_INVOLVING_CARED_FOR] = S_INIT("Unpaid carer support: Support involving the person cared-for"),
};

const Str CLD_COMPONENTS[CLD_COMPONENT_COUNT] = {
	[CLD_COMPONENT_REABLEMENT] = S_INIT("Reablement"),
	[CLD_COMPONENT_SHORT_NURSING] = S_INIT("Short term nursing care"),
	[CLD_COMPONENT_SHORT_RESIDENTIAL] = S_INIT("Short term residential care"),
	[CLD_COMPONENT_LONG_NURSING] = S_INIT("Long term nursing care"),
	[CLD_COMPONENT_LONG_RESIDENTIAL] = S_INIT("Long term residential care"),
	[CLD_COMPONENT_HOME_SUPPORT] = S_INIT("Home support or domiciliary care"),
	[CLD_COMPONENT_DAY] = S_INIT("Day support"),
	[CLD_COMPONENT_MEALS] = S_INIT("Meals"),
	[CLD_COMPONENT_TRANSPORT] = S_INIT("Transport"),
	[CLD_COMPONENT_EQUIPMENT] = S_INIT("Equipment"),
	[CLD_COMPONENT_DIRECT_PAYMENT] = S_INIT("Direct payment"),
	[CLD_COMPONENT_SHARED_LIVES] = S_INIT("Shared Lives"),
	[CLD_COMPONENT_SUPPORTED_LIVING] = S_INIT("Community supported living"),
	[CLD_COMPONENT_EXTRA_CARE] = S_INIT("Extra care housing"),
	[CLD_COMPONENT_SOCIAL_WORKER] = S_INIT("Professional support: Social worker"),
	[CLD_COMPONENT_PROFESSIONAL_OTHER] = S_INIT("Professional support: Other"),
	[CLD_COMPONENT_LEARNING] = S_INIT("Learning, education or employment support"),
	[CLD_COMPONENT_END_OF_LIFE] = S_INIT("End of life care"),
	[CLD_COMPONENT_EMERGENCY] = S_INIT("Emergency support"),
	[CLD_COMPONENT_OTHER_SHORT] = S_INIT("Other short term support"),
	[CLD_COMPONENT_OTHER_LONG] = S_INIT("Other long term support"),
	[CLD_COMPONENT_CARER_RESPITE] = S_INIT("Unpaid carer respite"),
	[CLD_COMPONENT_CARER_SITTING] = S_INIT("Unpaid carer sitting service"),
	[CLD_COMPONENT_CARER_UNIVERSAL] = S_INIT("Unpaid carer universal services"),
	[CLD_COMPONENT_CARER_OTHER] = S_INIT("Other unpaid carer support"),
};

const Str CLD_MECHANISMS[CLD_MECHANISM_COUNT] = {
	[CLD_MECHANISM_DIRECT_PAYMENT] = S_INIT("Direct payment"),
	[CLD_MECHANISM_MANAGED_BUDGET] = S_INIT("CASSR managed personal budget"),
	[CLD_MECHANISM_COMMISSIONED] = S_INIT("CASSR commissioned support"),
};

const Str CLD_OUTCOMES[CLD_OUTCOME_COUNT] = {
	[CLD_OUTCOME_REABLEMENT] = S_INIT("Progress to reablement/ST-Max"),
	[CLD_OUTCOME_ASSESSMENT] = S_INIT("Progress to assessment, review or reassessment"),
	[CLD_OUTCOME_SUPPORT_PLANNING] = S_INIT("Progress to support planning or services"),
	[CLD_OUTCOME_CONTINUATION] = S_INIT("Continuation of support or services"),
	[CLD_OUTCOME_HOSPITAL] = S_INIT("Admitted to hospital"),
	[CLD_OUTCOME_MOVED] = S_INIT("NFA: Responsibility moved to another local authority"),
	[CLD_OUTCOME_NHS] = S_INIT("NFA: Referral to NHS services or NHS funded social care"),
	[CLD_OUTCOME_SELF_FUNDED] = S_INIT("NFA: Self-funded client or under 12wk disregard"),
	[CLD_OUTCOME_ADVICE] = S_INIT("NFA: Information and advice or signposting"),
	[CLD_OUTCOME_OTHER_COUNCIL_SERVICE] = S_INIT("NFA: Referral to other service within the local authority"),
	[CLD_OUTCOME_DECLINED] = S_INIT("NFA: Support declined"),
	[CLD_OUTCOME_DECEASED] = S_INIT("NFA: Deceased"),
	[CLD_OUTCOME_ENDED_AS_PLANNED] = S_INIT("NFA: Support ended as planned"),
	[CLD_OUTCOME_ENDED_OTHER] = S_INIT("NFA: Support ended for other reason"),
	[CLD_OUTCOME_NO_SERVICES] = S_INIT("NFA: No services offered for other reason"),
	[CLD_OUTCOME_OTHER] = S_INIT("NFA: Other"),
};

const Str CLD_FREQUENCIES[CLD_FREQUENCY_COUNT] = {
	[CLD_FREQUENCY_NO_CHARGE] = S_INIT("No charge to client"),
	[CLD_FREQUENCY_SESSION] = S_INIT("Per session"),
	[CLD_FREQUENCY_HOUR] = S_INIT("Hourly"),
	[CLD_FREQUENCY_DAY] = S_INIT("Daily"),
	[CLD_FREQUENCY_WEEK] = S_INIT("Weekly"),
	[CLD_FREQUENCY_FORTNIGHT] = S_INIT("Fortnightly"),
	[CLD_FREQUENCY_FOUR_WEEKS] = S_INIT("4-weekly"),
	[CLD_FREQUENCY_MONTH] = S_INIT("Monthly"),
	[CLD_FREQUENCY_QUARTER] = S_INIT("Quarterly"),
	[CLD_FREQUENCY_YEAR] = S_INIT("Annually"),
	[CLD_FREQUENCY_ONCE] = S_INIT("One-off"),
};

const Str CLD_ASSESSMENTS[CLD_ASSESSMENT_COUNT] = {
	[CLD_ASSESSMENT_SHORT] = S_INIT("Short term assessment"),
	[CLD_ASSESSMENT_LONG] = S_INIT("Long term assessment"),
};

const Str CLD_ROUTES[CLD_ROUTE_COUNT] = {
	[CLD_ROUTE_TRANSITION] = S_INIT("Planned Entry (Transition)"),
	[CLD_ROUTE_HOSPITAL_DISCHARGE] = S_INIT("Discharge from Hospital"),
	[CLD_ROUTE_HOSPITAL_DIVERSION] = S_INIT("Diversion from Hospital Services"),
	[CLD_ROUTE_COMMUNITY] = S_INIT("Community / Other route"),
	[CLD_ROUTE_PRISON] = S_INIT("Prison"),
	[CLD_ROUTE_SELF_FUNDER] = S_INIT("Self-Funder"),
	[CLD_ROUTE_REABLEMENT] = S_INIT("Discharge from Reablement"),
	[CLD_ROUTE_OTHER_COUNCIL] = S_INIT("Transfer from Other LA"),
};
